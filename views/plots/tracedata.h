// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/column.h"
#include "views/plots/pixelgrid.h"

#include <QList>

#include <cstdint>
#include <limits>

namespace stanforis {

class SeriesView;

/// Columns [first, last) of a grid.
struct ColumnSpan
{
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t last = std::numeric_limits<std::int64_t>::min();

    [[nodiscard]] bool isEmpty() const { return first >= last; }
    [[nodiscard]] std::int64_t count() const { return isEmpty() ? 0 : last - first; }
    [[nodiscard]] bool covers(const ColumnSpan &other) const { return first <= other.first && last >= other.last; }
    void join(const ColumnSpan &other)
    {
        first = other.first < first ? other.first : first;
        last = other.last > last ? other.last : last;
    }
    friend bool operator==(const ColumnSpan &, const ColumnSpan &) = default;
};

/// A pause of one series, or the part of it before its first or after its last sample.
struct TracePause
{
    Instant from;
    Instant to;
};

/// The columns of one series in the range of a plot, kept from frame to frame: a live range that moves on asks only for what is
/// new, and says which columns have changed. GUI thread.
class TraceData
{
public:
    /// Reads what is missing. The result are the columns that no longer look as before.
    ColumnSpan take(const SeriesView &view, const SeriesKey &key, const PixelGrid &grid, TimeRange range);
    /// Whether the last take() found that older columns are no longer what they were.
    [[nodiscard]] bool pastChanged() const { return m_pastChanged; }
    void forget();

    /// Ascending; one outside the range at either side where there is one.
    [[nodiscard]] const QList<Column> &columns() const { return m_columns; }
    /// Where each of them is.
    [[nodiscard]] const QList<PixelGrid::Place> &places() const { return m_places; }
    /// The first of columns() at or after a column of the grid.
    [[nodiscard]] qsizetype indexAt(std::int64_t column) const;
    [[nodiscard]] const PixelGrid &grid() const { return m_grid; }
    [[nodiscard]] Duration interval() const { return m_interval; }
    [[nodiscard]] bool isPauseAfter(qsizetype index) const;
    /// Pauses between the columns, ascending.
    [[nodiscard]] const QList<TracePause> &pauses() const { return m_pauses; }
    /// Lowest and highest value; lowest above highest without columns.
    [[nodiscard]] double lowest() const { return m_lowest; }
    [[nodiscard]] double highest() const { return m_highest; }

private:
    ColumnSpan takeAll(const SeriesView &view, TimeRange range);
    ColumnSpan takeNew(const SeriesView &view, TimeRange range);
    void add(const Column &column);
    void removeFrom(qsizetype index);
    void removeBefore(std::int64_t column);
    void measure();

    SeriesKey m_key;
    PixelGrid m_grid;
    TimeRange m_range;
    Duration m_interval{};
    quint64 m_revision = 0;
    bool m_known = false;
    bool m_pastChanged = false;
    QList<Column> m_columns;
    QList<PixelGrid::Place> m_places;
    QList<TracePause> m_pauses;
    double m_lowest = std::numeric_limits<double>::infinity();
    double m_highest = -std::numeric_limits<double>::infinity();
};

} // namespace stanforis
