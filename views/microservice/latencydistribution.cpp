// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/microservice/latencydistribution.h"

#include "models/items/servicetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int finest = 2'000; // columns asked of the store
constexpr int mostClasses = 10;

double roundWidth(double spread)
{
    const double raw = std::max(spread / (mostClasses - 2), 0.1);
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= raw)
            return factor * power;
    }
    return 10 * power;
}

} // namespace

AnalyticalData latencyDistribution(const SeriesView &view, const SeriesKey &key, TimeRange range)
{
    AnalyticalData data;
    data.kind = AnalyticalKind::Distribution;
    data.categoryTitle = QCoreApplication::translate("stanforis::MicroservicePage", "p95, ms");
    QList<Column> columns = view.columns(key, range, finest);
    columns.removeIf([&](const Column &column) { return !range.contains(column.time); });
    if (columns.isEmpty())
        return data;
    const double low = std::ranges::min(columns, {}, &Column::minimum).minimum;
    const double high = std::ranges::max(columns, {}, &Column::maximum).maximum;
    const double width = roundWidth(high - low);
    const double start = std::floor(low / width) * width;
    const int decimals = width < 1 ? 1 : 0;
    const int classes = int((high - start) / width) + 1;
    QList<double> counts(classes, 0);
    for (const Column &column : std::as_const(columns))
        counts[std::clamp(int((column.last - start) / width), 0, classes - 1)] += column.count;
    for (int place = 0; place < classes; ++place)
        data.categories.append(numberText(start + place * width, decimals));
    data.parts.append({QCoreApplication::translate("stanforis::MicroservicePage", "Samples"), counts});
    return data;
}

} // namespace stanforis
