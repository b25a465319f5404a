// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/sharedheap.h"

#include <malloc.h>

namespace stanforis {

void useOneHeap()
{
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 1);
#endif
}

} // namespace stanforis
