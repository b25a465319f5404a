// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/seriesfigures.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace stanforis {

namespace {
constexpr int columnsToBeNear = 2'000; ///< where the mean is not known, that of so many columns is near the true one
} // namespace

std::optional<SeriesFigures> figuresOf(std::span<const Column> columns, TimeRange range)
{
    std::optional<SeriesFigures> figures;
    double sum = 0;
    double count = 0;
    bool isExact = true;
    for (const Column &column : columns) {
        const Instant end = column.time + column.span;
        isExact = isExact && !(column.time < range.from && end > range.from);
        if (!range.contains(column.time) || column.count == 0)
            continue;
        if (!figures)
            figures = SeriesFigures{0, column.minimum, column.maximum};
        figures->last = column.last;
        figures->minimum = std::min(figures->minimum, column.minimum);
        figures->maximum = std::max(figures->maximum, column.maximum);
        const std::optional<double> mean = column.mean();
        isExact = isExact && mean && !column.overlaps && end <= range.to;
        sum += column.count * mean.value_or(std::midpoint(column.first, column.last));
        count += column.count;
    }
    if (!figures)
        return std::nullopt;
    figures->mean = std::clamp(sum / count, figures->minimum, figures->maximum);
    figures->isMeanExact = isExact && std::isfinite(sum);
    return figures;
}

std::optional<SeriesFigures> figuresOf(const SeriesView &view, const SeriesKey &key, TimeRange range)
{
    std::vector<Column> columns;
    view.readColumns(key, range, 1, columns);
    const auto figures = figuresOf(columns, range);
    if (!figures || figures->isMeanExact)
        return figures;
    view.readColumns(key, range, columnsToBeNear, columns);
    return figuresOf(columns, range);
}

} // namespace stanforis
