// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/column.h"

#include <algorithm>
#include <array>
#include <limits>

namespace stanforis {

/// Lowest and highest of some values; none at all at first.
struct Extremes
{
    double minimum = std::numeric_limits<double>::infinity();
    double maximum = -std::numeric_limits<double>::infinity();

    void join(const Extremes &other)
    {
        minimum = other.minimum < minimum ? other.minimum : minimum;
        maximum = other.maximum > maximum ? other.maximum : maximum;
    }
    void join(double value) { join(Extremes{value, value}); }

    [[nodiscard]] static Extremes of(const double *values, std::size_t count)
    {
        std::array<Extremes, 4> lanes; // four at a time: each comparison waits for the one before
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
    Extremes extremes;
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
        extremes.join(next.extremes);
        count += next.count;
        quality = std::max(quality, next.quality);
    }
    [[nodiscard]] Column column(Instant time) const
    {
        const auto shown = static_cast<std::uint32_t>(std::min<std::uint64_t>(count, std::numeric_limits<std::uint32_t>::max()));
        return {time, extremes.minimum, extremes.maximum, first, last, shown, quality};
    }
};

} // namespace stanforis
