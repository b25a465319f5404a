// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/column.h"

#include <algorithm>
#include <array>
#include <limits>

namespace stanforis {

/// Lowest, highest and sum of some values; none at all at first. Every value that is held counts, whatever its quality; NaN and
/// infinities are never held. The sum is exact but for rounding: a value passes through at most 50 additions up to its chunk and
/// 30 in each level of the pyramid above, and each adds at most 2^-53 of the magnitudes summed. What overflows is not known (NaN
/// or infinite), and stays so whatever is joined to it.
struct Totals
{
    double minimum = std::numeric_limits<double>::infinity();
    double maximum = -std::numeric_limits<double>::infinity();
    double sum = 0;

    void join(const Totals &other)
    {
        minimum = other.minimum < minimum ? other.minimum : minimum;
        maximum = other.maximum > maximum ? other.maximum : maximum;
        sum += other.sum;
    }
    void join(double value) { join(Totals{value, value, value}); }

    [[nodiscard]] static Totals of(const double *values, std::size_t count)
    {
        std::array<Totals, 4> lanes; // four at a time: each comparison and each sum waits for the one before
        const std::size_t whole = count - count % 4;
        for (std::size_t i = 0; i < whole; i += 4) {
            for (std::size_t lane = 0; lane < 4; ++lane)
                lanes[lane].join(values[i + lane]);
        }
        for (std::size_t i = whole; i < count; ++i)
            lanes[0].join(values[i]);
        for (std::size_t lane = 1; lane < 4; ++lane)
            lanes[0].join(lanes[lane]);
        return lanes[0];
    }
};

/// What a stretch of samples comes to. Joined from left to right.
struct Summary
{
    Totals totals;
    double first = 0;
    double last = 0;
    std::uint64_t count = 0;
    Quality quality = Quality::Good; ///< the worst

    /// `next` comes after this one.
    void join(const Summary &next)
    {
        if (next.count == 0)
            return;
        if (count == 0)
            first = next.first;
        last = next.last;
        totals.join(next.totals);
        count += next.count;
        quality = std::max(quality, next.quality);
    }
    [[nodiscard]] Column column(Instant time) const
    {
        const auto shown = static_cast<std::uint32_t>(std::min<std::uint64_t>(count, std::numeric_limits<std::uint32_t>::max()));
        return {time, totals.minimum, totals.maximum, first, last, shown, quality, false, {}, totals.sum};
    }
};

} // namespace stanforis
