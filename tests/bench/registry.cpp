// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/rows.h"

namespace stanforis::bench {

QList<Row> rows()
{
    return frameRows() +
           QList<Row>{latencyRow(), ingestRow(), zoomRow(), startRow(), wallRow(), memoryRow(), soakRow(), proofsRow()};
}

QList<Part> parts() { return {sourcePart(), viewerPart(), decodePart(), framePart(), memoryPart(), soakPart()}; }

} // namespace stanforis::bench
