// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/column.h"

#include <QList>

namespace stanforis {

/// When the last sample of a column was taken, as well as its count can tell; a column of samples is `pixel` long, a summary
/// as long as it says.
[[nodiscard]] Instant endOf(const Column &column, Duration interval, Duration pixel);

/// True when no line may join the two: the pause is longer than 2.5 times the expected interval, and than one pixel.
[[nodiscard]] bool isHole(const Column &before, const Column &after, Duration interval, Duration pixel);

/// Stretches of `range` without samples, the ones at both edges included.
[[nodiscard]] QList<TimeRange> holesIn(const QList<Column> &columns, Duration interval, TimeRange range, Duration pixel);

/// Stretches that are holes in both lists.
[[nodiscard]] QList<TimeRange> commonHoles(const QList<TimeRange> &first, const QList<TimeRange> &second);

} // namespace stanforis
