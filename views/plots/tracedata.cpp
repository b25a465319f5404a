// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/tracedata.h"

#include "models/telemetry/seriesview.h"
#include "views/plots/columngaps.h"

#include <algorithm>

namespace stanforis {
namespace {

bool isSame(const Column &a, const Column &b)
{
    return a.time == b.time && a.count == b.count && a.minimum == b.minimum && a.maximum == b.maximum && a.first == b.first &&
           a.last == b.last && a.quality == b.quality && a.overlaps == b.overlaps && a.span == b.span && a.mean() == b.mean();
}

/// Filled by a view and read at once; the one memory for all traces of the GUI thread.
std::vector<Column> &scratch()
{
    static std::vector<Column> columns;
    return columns;
}

constexpr ColumnSpan everything{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};

} // namespace

void TraceData::forget() { *this = TraceData(); }

qsizetype TraceData::indexAt(std::int64_t column) const
{
    const auto found = std::lower_bound(m_places.cbegin(), m_places.cend(), column,
                                        [](const PixelGrid::Place &place, std::int64_t wanted) { return place.column < wanted; });
    return found - m_places.cbegin();
}

bool TraceData::isPauseAfter(qsizetype index) const
{
    return index >= 0 && index + 1 < m_columns.size() &&
           isHole(m_columns.at(index), m_columns.at(index + 1), m_interval, m_grid.pixel());
}

ColumnSpan TraceData::take(const SeriesView &view, const SeriesKey &key, const PixelGrid &grid, TimeRange range)
{
    const Duration interval = view.interval(key);
    const quint64 revision = view.pastRevision(key);
    const bool sameLook = m_known && m_key == key && m_grid == grid && m_interval == interval;
    const bool goesOn = sameLook && revision == m_revision && range.from >= m_range.from && range.to >= m_range.to &&
                        !m_columns.isEmpty() && range.from < m_range.to;
    m_key = key;
    m_grid = grid;
    m_interval = interval;
    m_revision = revision;
    m_pastChanged = !goesOn;
    ColumnSpan changed;
    if (goesOn) {
        changed = takeNew(view, range);
    } else {
        changed = takeAll(view, range);
        changed = sameLook ? changed : everything;
        m_pastChanged = !changed.isEmpty();
    }
    m_known = true;
    m_range = range;
    return changed;
}

ColumnSpan TraceData::takeAll(const SeriesView &view, TimeRange range)
{
    const QList<Column> before = std::move(m_columns);
    const QList<PixelGrid::Place> beforePlaces = std::move(m_places);
    std::vector<Column> &now = scratch();
    view.readColumns(m_key, range, m_grid.pixels(), now);
    m_columns.clear();
    m_places.clear();
    m_pauses.clear();
    m_columns.reserve(qsizetype(now.size()) * 2);
    m_places.reserve(qsizetype(now.size()) * 2);
    for (const Column &column : now) {
        add(column);
    }
    measure();

    // Only what differs is drawn again: from the last equal column before to the first equal one after.
    ColumnSpan changed;
    qsizetype old = 0;
    qsizetype fresh = 0;
    while (old < before.size() || fresh < m_columns.size()) {
        const bool hasOld = old < before.size();
        const bool hasFresh = fresh < m_columns.size();
        if (hasOld && hasFresh && isSame(before.at(old), m_columns.at(fresh))) {
            ++old;
            ++fresh;
            continue;
        }
        const bool stepOld = hasOld && (!hasFresh || before.at(old).time <= m_columns.at(fresh).time);
        const bool stepFresh = hasFresh && (!hasOld || m_columns.at(fresh).time <= before.at(old).time);
        if (stepOld) {
            const std::int64_t previous = old > 0 ? beforePlaces.at(old - 1).column : beforePlaces.at(old).column;
            const std::int64_t next = old + 1 < before.size() ? beforePlaces.at(old + 1).column : beforePlaces.at(old).column;
            changed.join({previous, next + 1});
            ++old;
        }
        if (stepFresh) {
            const std::int64_t previous = fresh > 0 ? m_places.at(fresh - 1).column : m_places.at(fresh).column;
            const std::int64_t next = fresh + 1 < m_places.size() ? m_places.at(fresh + 1).column : m_places.at(fresh).column;
            changed.join({previous, next + 1});
            ++fresh;
        }
    }
    return changed;
}

ColumnSpan TraceData::takeNew(const SeriesView &view, TimeRange range)
{
    // The newest column inside the range may have grown since it was read; all before it are complete.
    qsizetype resume = m_columns.size() - 1;
    while (resume > 0 && m_columns.at(resume).time >= m_range.to) {
        --resume;
    }
    while (resume > 0 && m_places.at(resume - 1).column == m_places.at(resume).column) {
        --resume;
    }
    const std::int64_t first = m_places.at(resume).column;
    const Instant from = m_grid.startOf(first);
    const int count = int(m_grid.columnAt(range.to - Duration(1)) - first) + 1;
    std::vector<Column> &answer = scratch();
    view.readColumns(m_key, {from, range.to}, std::max(1, count), answer);
    // The neighbour before is known already.
    const auto isInside = [from](const Column &column) { return column.time >= from; };
    const auto fresh = std::find_if(answer.cbegin(), answer.cend(), isInside);
    const bool grew = !std::equal(fresh, answer.cend(), m_columns.cbegin() + resume, m_columns.cend(), isSame);
    ColumnSpan changed;
    if (grew) {
        removeFrom(resume);
        std::for_each(fresh, answer.cend(), [this](const Column &column) { add(column); });
        const std::int64_t before = resume > 0 ? m_places.at(resume - 1).column : first;
        changed = {before, m_places.isEmpty() ? first + 1 : m_places.last().column + 1};
    }
    removeBefore(m_grid.columnAt(range.from));
    return changed;
}

void TraceData::add(const Column &column)
{
    if (!m_columns.isEmpty() && isHole(m_columns.last(), column, m_interval, m_grid.pixel())) {
        m_pauses.append({endOf(m_columns.last(), m_interval, m_grid.pixel()), column.time});
    }
    m_columns.append(column);
    m_places.append(m_grid.placeOf(column.time));
    m_lowest = std::min(m_lowest, column.minimum);
    m_highest = std::max(m_highest, column.maximum);
}

void TraceData::removeFrom(qsizetype index)
{
    bool lostExtreme = false;
    const Instant start = m_columns.at(index).time;
    for (qsizetype at = index; at < m_columns.size(); ++at) {
        lostExtreme = lostExtreme || m_columns.at(at).minimum <= m_lowest || m_columns.at(at).maximum >= m_highest;
    }
    m_columns.resize(index);
    m_places.resize(index);
    while (!m_pauses.isEmpty() && m_pauses.last().to >= start) {
        m_pauses.removeLast();
    }
    if (lostExtreme) {
        measure();
    }
}

void TraceData::removeBefore(std::int64_t column)
{
    bool lostExtreme = false;
    while (m_places.size() > 1 && m_places.at(1).column < column) { // one stays for the line to come in
        const Column &oldest = m_columns.first();
        lostExtreme = lostExtreme || oldest.minimum <= m_lowest || oldest.maximum >= m_highest;
        m_columns.removeFirst();
        m_places.removeFirst();
    }
    while (!m_pauses.isEmpty() && m_pauses.first().to <= m_columns.first().time) {
        m_pauses.removeFirst();
    }
    if (lostExtreme) {
        measure();
    }
}

void TraceData::measure()
{
    m_lowest = std::numeric_limits<double>::infinity();
    m_highest = -m_lowest;
    for (const Column &column : std::as_const(m_columns)) {
        m_lowest = std::min(m_lowest, column.minimum);
        m_highest = std::max(m_highest, column.maximum);
    }
}

} // namespace stanforis
