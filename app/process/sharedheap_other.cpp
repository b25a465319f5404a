// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/sharedheap.h"

namespace stanforis {

void useOneHeap() {}

} // namespace stanforis
