// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/samplespread.h"

#include "views/plots/seriesfigures.h"

#include <algorithm>

namespace stanforis {

double SampleSpread::count() const
{
    double count = 0;
    for (const Part &part : parts)
        count += part.samples;
    return count;
}

double SampleSpread::quantile(double share) const
{
    const double wanted = share * count();
    double passed = 0;
    for (const Part &part : parts) {
        passed += part.samples;
        if (passed >= wanted)
            return part.value;
    }
    return parts.back().value;
}

SampleSpread spreadOf(std::span<const Column> columns, TimeRange range)
{
    SampleSpread spread;
    const auto add = [&](double value, double samples) {
        if (samples > 0)
            spread.parts.push_back({value, samples});
    };
    for (const Column &column : columns) {
        if (!range.contains(column.time) || column.count == 0)
            continue;
        if (column.count <= 2 || column.minimum == column.maximum) { // first and last are all there are
            add(column.last, column.count == 2 ? 1 : column.count);
            add(column.first, column.count == 2 ? 1 : 0);
            continue;
        }
        spread.isExact = false;
        const double between = (column.count - 2) / 2.0;
        add(column.minimum, 1);
        add(column.maximum, 1);
        add(column.first, between);
        add(column.last, between);
    }
    std::ranges::sort(spread.parts, {}, &SampleSpread::Part::value);
    return spread;
}

SampleSpread spreadOf(const SeriesView &view, const SeriesKey &key, TimeRange range)
{
    return spreadOf(columnsForFigures(view, key, range), range);
}

} // namespace stanforis
