// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/samplespread.h"

#include <algorithm>

namespace stanforis {

namespace {
constexpr qint64 mostColumns = 20'000;
constexpr qint64 usualColumns = 2'000; ///< of more samples than that the spread is near the true one either way
} // namespace

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
    const Duration interval = std::max(view.interval(key), Duration(1000));
    // Two columns for a sample, so that a sample has one of its own.
    const qint64 exact = std::max<qint64>(1, 2 * (range.length() / interval + 1));
    std::vector<Column> columns;
    view.readColumns(key, range, int(exact <= mostColumns ? exact : usualColumns), columns);
    return spreadOf(columns, range);
}

} // namespace stanforis
