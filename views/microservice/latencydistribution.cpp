// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/microservice/latencydistribution.h"

#include "models/items/servicetext.h"
#include "views/plots/samplespread.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

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

LatencyDistribution latencyDistribution(const SeriesView &view, const SeriesKey &key, TimeRange range)
{
    LatencyDistribution distribution;
    AnalyticalData &data = distribution.data;
    data.kind = AnalyticalKind::Distribution;
    data.categoryTitle = QCoreApplication::translate("stanforis::MicroservicePage", "p95, ms");
    const SampleSpread spread = spreadOf(view, key, range);
    distribution.isExact = spread.isExact;
    if (spread.parts.empty())
        return distribution;
    const double low = spread.parts.front().value;
    const double high = spread.parts.back().value;
    const double width = roundWidth(high - low);
    const double start = std::floor(low / width) * width;
    const int decimals = width < 1 ? 1 : 0;
    const int classes = int((high - start) / width) + 1;
    QList<double> counts(classes, 0);
    for (const SampleSpread::Part &part : spread.parts)
        counts[std::clamp(int((part.value - start) / width), 0, classes - 1)] += part.samples;
    for (int place = 0; place < classes; ++place)
        data.categories.append(numberText(start + place * width, decimals));
    data.parts.append({QCoreApplication::translate("stanforis::MicroservicePage", "Samples"), counts});
    return distribution;
}

} // namespace stanforis
