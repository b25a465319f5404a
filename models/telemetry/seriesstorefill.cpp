// SPDX-License-Identifier: GPL-3.0-or-later
// How history comes into the store.
#include "models/telemetry/seriesstore.h"

#include "models/ports/telemetryport.h"
#include "models/telemetry/historytelling.h"
#include "models/telemetry/seriesdata.h"

#include <algorithm>
#include <cmath>

namespace stanforis {

namespace {

bool isFinite(const Column &column)
{
    return std::isfinite(column.minimum) && std::isfinite(column.maximum) && std::isfinite(column.first) &&
           std::isfinite(column.last) && std::abs(toMicroseconds(column.time)) <= furthestTime;
}

/// Where a platform tells no sum, some can be known all the same.
Column withSum(Column column)
{
    if (!std::isfinite(column.sum) && column.count <= 2)
        column.sum = column.count == 1 ? column.last : column.first + column.last;
    else if (!std::isfinite(column.sum) && column.minimum == column.maximum)
        column.sum = column.minimum * column.count;
    return column;
}

} // namespace

void SeriesStore::fill(const QList<HistorySeries> &history)
{
    m_previous = nullptr;
    for (const HistorySeries &one : history) {
        SeriesData &into = series(one.key);
        const std::size_t before = into.memory();
        ++into.pastRevision;
        into.setSourceInterval(one.interval);
        fillOne(into, one);
        into.recount();
        took(into, before, {});
    }
    Q_EMIT filled();
}

void SeriesStore::fillOne(SeriesData &into, const HistorySeries &given)
{
    std::vector<Column> told;
    for (const Column &column : given.columns) {
        if (!isFinite(column))
            ++m_refused;
        else if (column.count > 0)
            told.push_back(withSum(column));
    }
    if (told.empty())
        return;
    std::ranges::stable_sort(told, {}, &Column::time);
    const auto sameTime = [](const Column &a, const Column &b) { return a.time == b.time; };
    told.erase(std::unique(told.begin(), told.end(), sameTime), told.end());
    setSpans(told, into.finestInterval(), given.width, given.end);
    PlainSamples samples;
    std::vector<Column> summaries;
    for (const Column &column : told) {
        if (column.count == 1)
            samples.append(toMicroseconds(column.time), column.last, column.quality, Origin::History);
        else
            summaries.push_back(column);
    }
    SampleCounts known; // what is here already was to be expected
    into.merge(samples, known);
    into.forgetRemnants(told);
    into.addHistory(summaries, told);
}

} // namespace stanforis
