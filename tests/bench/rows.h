// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

namespace stanforis::bench {

// One file each; the numbers are those of the table of figures.

Row memoryRow(); ///< 11
Part memoryPart();

} // namespace stanforis::bench
