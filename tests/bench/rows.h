// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

namespace stanforis::bench {

// One file each; the numbers are those of the table of figures.

QList<Row> frameRows(); ///< 1 to 4
Row latencyRow();       ///< 5
Row ingestRow();        ///< 6
Row zoomRow();          ///< 7
Row startRow();         ///< 9
Row wallRow();          ///< 10
Row memoryRow();        ///< 11
Row soakRow();          ///< 12
Row proofsRow();        ///< 13

Part sourcePart();
Part viewerPart();
Part decodePart();
Part framePart();
Part memoryPart();
Part soakPart();

} // namespace stanforis::bench
