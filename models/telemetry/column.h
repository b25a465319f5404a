// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"
#include "models/domain/severity.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>

namespace stanforis {

/// Where a value came from; every sample keeps it. A line joins them all: that a platform simulates or replays, every window says
/// (Mode), and what history summed up has a Column::span.
enum class Origin : std::uint8_t { Live, History, Replay, Simulated };

/// One measured value. `time` is stamped once, at the source.
struct Sample
{
    Instant time;
    double value = 0;
    Quality quality = Quality::Good;
};

/// Summary of the samples that fall into one pixel column. No extreme value is lost in it.
struct Column
{
    Instant time; ///< of the first sample in the column
    double minimum = 0;
    double maximum = 0;
    double first = 0;
    double last = 0;
    std::uint32_t count = 0;
    Quality quality = Quality::Good; ///< the worst in the column
    bool overlaps = false;           ///< summaries that tell of the same time are joined: some samples may be counted twice
    Duration span{};                 ///< of a summary: its samples lie within [time, time + span). 0: they are here one by one
    double sum = std::numeric_limits<double>::quiet_NaN(); ///< of the values; not finite: not known

    /// Of all samples in the column, whatever their quality; none when nobody knows it.
    [[nodiscard]] std::optional<double> mean() const
    {
        if (count == 1 || count == 2) // first and last are all there are
            return std::midpoint(first, last);
        if (count == 0 || !std::isfinite(sum))
            return std::nullopt;
        return std::clamp(sum / count, minimum, maximum); // rounding may lead a little beyond
    }
};

} // namespace stanforis
