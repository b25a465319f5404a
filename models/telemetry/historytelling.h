// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/column.h"

#include <limits>
#include <optional>
#include <vector>

namespace stanforis {

/// What columns of history tell of a stretch of time.
struct HistoryTelling
{
    bool isGapless = false;  ///< their spans leave nothing out
    std::uint64_t least = 0; ///< samples they tell of in it, each counted once
    std::uint64_t most = 0;  ///< those beyond its edges included

    /// All that `column`, which is as long as the stretch, tells of.
    [[nodiscard]] bool isAllOf(const Column &column) const
    {
        return (isGapless && most >= column.count) || least >= column.count;
    }
};

inline constexpr std::uint64_t anyFineness = std::numeric_limits<std::uint64_t>::max();

/// What those of `columns` that hold at most `mostSamples` tell. They ascend, and no span is longer than `widest`.
[[nodiscard]] HistoryTelling tellingOf(const std::vector<Column> &columns, Duration widest, TimeRange stretch, Duration interval,
                                       std::uint64_t mostSamples = anyFineness);

/// Columns of this many samples are clearly finer than `column`: single samples more or less make no difference.
[[nodiscard]] constexpr std::uint64_t finerThan(const Column &column)
{
    return column.count < 3 ? 0 : (std::uint64_t{column.count} * 3 / 4) - 1;
}
/// Columns of this many samples are not clearly coarser than `column`.
[[nodiscard]] constexpr std::uint64_t notCoarserThan(const Column &column)
{
    return ((std::uint64_t{column.count} + 1) * 4 - 1) / 3;
}

/// Columns of one answer, which ascend, get their spans: as far as the next one, but over no hole. `width`: of a column; 0: not
/// known. `end`: of the answer, if known.
void setSpans(std::vector<Column> &columns, Duration interval, Duration width, std::optional<Instant> end);

[[nodiscard]] Duration widestSpanOf(const std::vector<Column> &columns);

} // namespace stanforis
