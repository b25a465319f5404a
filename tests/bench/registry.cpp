// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/rows.h"

namespace stanforis::bench {

QList<Row> rows() { return {memoryRow()}; }

QList<Part> parts() { return {memoryPart()}; }

} // namespace stanforis::bench
