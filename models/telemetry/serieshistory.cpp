// SPDX-License-Identifier: GPL-3.0-or-later
// What a series knows from summaries only.
#include "models/telemetry/seriesdata.h"

#include "models/telemetry/historytelling.h"
#include "models/telemetry/sampleblock.h"

#include <algorithm>

namespace stanforis {

void SeriesData::setSourceInterval(Duration interval)
{
    if (interval <= Duration::zero())
        return;
    // It may have become slower, but not than what comes of it.
    m_sourceInterval = std::min(interval, m_streamInterval > Duration::zero() ? m_streamInterval : longestInterval);
}

Duration SeriesData::interval() const { return m_streamInterval > Duration::zero() ? m_streamInterval : finestInterval(); }

Duration SeriesData::finestInterval() const
{
    return m_sourceInterval > Duration::zero() ? m_sourceInterval : Duration(std::chrono::seconds(1));
}

/// Column by column, whatever ranges were asked for: a new one stays behind where finer ones tell all of it, and one that is here
/// goes where new ones that are not coarser do.
void SeriesData::addHistory(const std::vector<Column> &summaries, const std::vector<Column> &told)
{
    const Duration interval = finestInterval();
    const auto stretchOf = [](const Column &column) { return TimeRange{column.time, column.time + column.span}; };
    const Duration newSpan = widestSpanOf(told);
    std::vector<Column> kept;
    std::ranges::copy_if(summaries, std::back_inserter(kept), [&](const Column &column) {
        return !tellingOf(m_history, m_widestSpan, stretchOf(column), interval, finerThan(column)).isAllOf(column);
    });
    // Single samples are in the store by now, whichever summaries stayed behind.
    std::vector<Column> telling;
    std::ranges::copy_if(told, std::back_inserter(telling), [](const Column &column) { return column.count == 1; });
    const auto singles = static_cast<std::ptrdiff_t>(telling.size());
    telling.insert(telling.end(), kept.begin(), kept.end());
    std::inplace_merge(telling.begin(), telling.begin() + singles, telling.end(),
                       [](const Column &a, const Column &b) { return a.time < b.time; });
    std::vector<Column> all;
    std::ranges::copy_if(m_history, std::back_inserter(all), [&](const Column &column) {
        return !tellingOf(telling, newSpan, stretchOf(column), interval, notCoarserThan(column)).isAllOf(column);
    });
    const auto old = static_cast<std::ptrdiff_t>(all.size());
    all.insert(all.end(), kept.begin(), kept.end());
    std::inplace_merge(all.begin(), all.begin() + old, all.end(),
                       [](const Column &a, const Column &b) { return a.time < b.time; });
    setHistory(std::move(all));
}

void SeriesData::setHistory(std::vector<Column> history)
{
    m_history = std::move(history);
    m_widestSpan = widestSpanOf(m_history);
}

const Column *SeriesData::summaryAt(Instant time) const
{
    auto one = std::ranges::upper_bound(m_history, time, {}, &Column::time);
    while (one != m_history.begin() && (--one)->time > time - m_widestSpan) {
        if (time < one->time + one->span)
            return &*one;
    }
    return nullptr;
}

void SeriesData::forgetRemnants(const std::vector<Column> &told)
{
    const Duration widest = widestSpanOf(told);
    std::erase_if(remnants, [&](const Remnant &piece) {
        const Column &column = piece.column;
        return tellingOf(told, widest, {column.time, column.time + column.span}, finestInterval()).isAllOf(column);
    });
}

} // namespace stanforis
