// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/seriesfigures.h"

#include <algorithm>
#include <vector>

namespace stanforis {

namespace {
constexpr qint64 mostColumns = 20'000;
constexpr qint64 usualColumns = 2'000; ///< of more samples than that the mean is near the true one either way
} // namespace

std::optional<SeriesFigures> figuresOf(std::span<const Column> columns, TimeRange range)
{
    std::optional<SeriesFigures> figures;
    double sum = 0;
    double count = 0;
    for (const Column &column : columns) {
        if (!range.contains(column.time) || column.count == 0)
            continue;
        if (!figures)
            figures = SeriesFigures{0, column.minimum, column.maximum};
        figures->last = column.last;
        figures->minimum = std::min(figures->minimum, column.minimum);
        figures->maximum = std::max(figures->maximum, column.maximum);
        // With one or two samples first and last are all of them.
        figures->isMeanExact = figures->isMeanExact && column.count <= 2;
        sum += (column.first + column.last) / 2 * column.count;
        count += column.count;
    }
    if (figures)
        figures->mean = std::clamp(sum / count, figures->minimum, figures->maximum);
    return figures;
}

qint64 columnsToBeExact(const SeriesView &view, const SeriesKey &key, TimeRange range)
{
    const Duration interval = std::max(view.interval(key), Duration(1000));
    // Two columns for a sample, so that a sample has one of its own.
    return std::max<qint64>(1, 2 * (range.length() / interval + 1));
}

std::vector<Column> columnsForFigures(const SeriesView &view, const SeriesKey &key, TimeRange range)
{
    const qint64 exact = columnsToBeExact(view, key, range);
    const qint64 wanted = exact <= mostColumns ? exact : usualColumns;
    std::vector<Column> columns;
    view.readColumns(key, range, int(wanted), columns);
    return columns;
}

std::optional<SeriesFigures> figuresOf(const SeriesView &view, const SeriesKey &key, TimeRange range)
{
    return figuresOf(columnsForFigures(view, key, range), range);
}

} // namespace stanforis
