// SPDX-License-Identifier: GPL-3.0-or-later
// How history comes into the store.
#include "models/telemetry/seriesstore.h"

#include "models/ports/telemetryport.h"
#include "models/telemetry/columnwalk.h"

#include <algorithm>
#include <cmath>

namespace stanforis {

namespace {


bool isFinite(const Column &column)
{
    return std::isfinite(column.minimum) && std::isfinite(column.maximum) && std::isfinite(column.first) &&
           std::isfinite(column.last) && std::abs(toMicroseconds(column.time)) <= furthestTime;
}

} // namespace

void SeriesStore::fill(const QList<HistorySeries> &history)
{
    m_previous = nullptr;
    for (const HistorySeries &one : history) {
        SeriesData &into = series(one.key);
        const std::size_t before = into.memory();
        ++into.pastRevision;
        if (one.interval > Duration::zero())
            into.interval = std::min(one.interval, longestInterval);
        fillOne(into, one);
        into.recount();
        took(into, before, {});
    }
    Q_EMIT filled();
}

void SeriesStore::fillOne(SeriesData &into, const HistorySeries &given)
{
    PlainSamples samples;
    std::vector<Column> summaries;
    for (const Column &column : given.columns) {
        if (!isFinite(column))
            ++m_refused;
        else if (column.count == 1)
            samples.append(toMicroseconds(column.time), column.last, column.quality, Origin::History);
        else if (column.count > 1)
            summaries.push_back(column);
    }
    SampleCounts known; // what is here already was to be expected
    into.merge(samples, known);
    into.forgetRemnants(given.columns);
    std::ranges::stable_sort(summaries, {}, &Column::time);
    const auto sameTime = [](const Column &a, const Column &b) { return a.time == b.time; };
    summaries.erase(std::unique(summaries.begin(), summaries.end(), sameTime), summaries.end());
    if (summaries.empty())
        return;
    const Instant from = summaries.front().time;
    const Instant to = endOf(summaries.back(), into.interval);
    const auto covered = [&](const Column &c) { return from <= c.time && c.time < to; };
    const auto samplesPerColumn = [](const auto &columns) { return std::ranges::max(columns, {}, &Column::count).count; };
    std::vector<Column> old;
    std::ranges::copy_if(into.history, std::back_inserter(old), covered);
    if (!old.empty() && samplesPerColumn(old) < samplesPerColumn(summaries))
        return; // what is here is finer
    std::erase_if(into.history, covered);
    into.history.insert(std::ranges::lower_bound(into.history, from, {}, &Column::time), summaries.begin(), summaries.end());
}

} // namespace stanforis
