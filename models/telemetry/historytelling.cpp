// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/historytelling.h"

#include "models/telemetry/columnwalk.h"

#include <algorithm>

namespace stanforis {

HistoryTelling tellingOf(const std::vector<Column> &columns, Duration widest, TimeRange stretch, Duration interval,
                         std::uint64_t mostSamples)
{
    HistoryTelling telling;
    Instant reached = stretch.from;
    bool isPaused = false;
    auto one = std::ranges::lower_bound(columns, stretch.from - widest, {}, &Column::time);
    for (; one != columns.end() && one->time < stretch.to; ++one) {
        const Instant end = one->time + one->span;
        if (end <= stretch.from || one->count > mostSamples)
            continue;
        telling.most += one->count;
        isPaused = isPaused || one->time > reached;
        const Instant from = std::max(one->time, reached), to = std::min(end, stretch.to);
        if (from == one->time && to == end)
            telling.least += one->count;
        else if (from < to)
            telling.least += std::min<std::uint64_t>(one->count, static_cast<std::uint64_t>((to - from) / interval));
        reached = std::max(reached, end);
    }
    telling.isGapless = !isPaused && reached >= stretch.to;
    return telling;
}

void setSpans(std::vector<Column> &columns, Duration interval, Duration width, std::optional<Instant> end)
{
    if (columns.empty())
        return;
    // If nobody says how wide the columns were: as wide as the fullest. A pause of 2.5 intervals is not a hole yet.
    const Column &fullest = *std::ranges::max_element(columns, {}, &Column::count);
    const Duration full = (width > Duration::zero() ? width : endOf(fullest, interval) - fullest.time) + interval * 3 / 2;
    for (std::size_t i = 0; i + 1 < columns.size(); ++i)
        columns[i].span = std::min(full, columns[i + 1].time - columns[i].time);
    Column &last = columns.back();
    last.span = endOf(last, interval) - last.time;
    if (end && *end > last.time)
        last.span = std::min(full, *end - last.time);
}

Duration widestSpanOf(const std::vector<Column> &columns)
{
    const auto widest = std::ranges::max_element(columns, {}, &Column::span);
    return widest == columns.end() ? Duration::zero() : widest->span;
}

} // namespace stanforis
