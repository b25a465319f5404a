// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QList>
#include <QString>

namespace stanforis {

/// A value axis with three or four lines at round values, or one line for each power of ten. Where labels would cover each other
/// it has as few as two.
struct ValueScale
{
    double lower = 0;
    double upper = 1;
    QList<double> ticks;
    int decimals = 0; ///< enough to tell the ticks apart
    bool logarithmic = false;
    double factor = 1; ///< ticks are told in units of this
    int mostTicks = 4; ///< that there was room for
    QString suffix;    ///< unit of the told ticks where it is not that of the series

    /// Room for `minimum` … `maximum` with a little air. A flat or empty range gets a height of its own.
    [[nodiscard]] static ValueScale around(double minimum, double maximum, int mostTicks = 4);
    /// The same with ticks that are round in a unit of readable size: "12 GW" for 12 000 MW, "5 min" for 300 s, "1.5 GiB".
    [[nodiscard]] static ValueScale around(double minimum, double maximum, const QString &unit, int mostTicks = 4);
    /// Lines at powers of ten. Both values must be above zero.
    [[nodiscard]] static ValueScale aroundPowers(double minimum, double maximum);
    /// Whether the values still fit and still use a good part of the height, so that the axis can stay still.
    [[nodiscard]] bool suits(double minimum, double maximum) const;
    /// 0 at the lower end, 1 at the upper.
    [[nodiscard]] double shareOf(double value) const;
    [[nodiscard]] QString text(double tick) const;
    friend bool operator==(const ValueScale &, const ValueScale &) = default;
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
