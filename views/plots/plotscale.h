// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QList>

namespace stanforis {

/// A value axis with three or four lines at round values.
struct ValueScale
{
    double lower = 0;
    double upper = 1;
    QList<double> ticks;
    int decimals = 0; ///< enough to tell the ticks apart

    /// Room for `minimum` … `maximum` with a little air. A flat or empty range gets a height of its own.
    [[nodiscard]] static ValueScale around(double minimum, double maximum);
    /// Whether the values still fit and still use a good part of the height, so that the axis can stay still.
    [[nodiscard]] bool suits(double minimum, double maximum) const;
};

/// The range moved on to the next step of one pixel out of `pixels`. A live range then scrolls by whole pixels: what was drawn
/// keeps its pixel and lines do not shimmer. Its end is at most one pixel later than asked for.
[[nodiscard]] TimeRange onWholePixels(TimeRange range, int pixels);

/// Ticks of a time axis: the first at the start, the last at the end, all the same round step apart.
struct TimeScale
{
    QList<Instant> ticks;
    Duration step{};

    [[nodiscard]] static TimeScale across(TimeRange range, int mostTicks);
};

} // namespace stanforis
