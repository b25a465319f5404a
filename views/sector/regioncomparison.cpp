// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/regioncomparison.h"

#include "views/plots/plottext.h"
#include "views/plots/samplespread.h"
#include "views/plots/seriesfigures.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int shareParts = 6;        // of the range
constexpr qsizetype shareLayers = 5; // more could not be told apart

QString regionWords(const char *text) { return QCoreApplication::translate("stanforis::RegionsPanel", text); }

AnalyticalData comparisonOf(const RegionMeasure &measure, AnalyticalKind kind)
{
    AnalyticalData data;
    data.kind = kind;
    data.categoryTitle = regionWords(QT_TRANSLATE_NOOP("stanforis::RegionsPanel", "Region"));
    data.unit = measure.unit;
    data.decimals = measure.decimals;
    return data;
}

} // namespace

QList<RegionMeasure> regionMeasures(const Sector &sector)
{
    QList<RegionMeasure> found;
    QHash<QString, qsizetype> places; // by the last part of the key
    for (const Microservice &service : sector.services) {
        for (const Measure &measure : service.measures) {
            const QString region = sector.regionName(RegionId(measure.key.value.section(u'/', 1, 1)));
            if (region.isEmpty())
                continue;
            const QString id = measure.key.value.section(u'/', 2);
            if (!places.contains(id)) {
                places.insert(id, found.size());
                QString name = measure.name;
                if (const QString ending = u", "_s + region; name.endsWith(ending))
                    name.chop(ending.size());
                found.append({name, measure.unit, measure.decimals, measure.summable, {}, {}});
            }
            RegionMeasure &one = found[places.value(id)];
            one.regions.append(region);
            one.series.append(measure.key);
            one.summable = one.summable && measure.summable;
        }
    }
    found.removeIf([](const RegionMeasure &one) { return one.series.size() < 2; });
    return found;
}

RegionComparison regionSpread(const SeriesView &view, const RegionMeasure &measure, TimeRange range)
{
    RegionComparison result{comparisonOf(measure, AnalyticalKind::Boxes)};
    const std::pair<const char *, double> parts[] = {{QT_TRANSLATE_NOOP("stanforis::RegionsPanel", "Lowest"), 0},
                                                     {QT_TRANSLATE_NOOP("stanforis::RegionsPanel", "Lower quartile"), 0.25},
                                                     {QT_TRANSLATE_NOOP("stanforis::RegionsPanel", "Median"), 0.5},
                                                     {QT_TRANSLATE_NOOP("stanforis::RegionsPanel", "Upper quartile"), 0.75},
                                                     {QT_TRANSLATE_NOOP("stanforis::RegionsPanel", "Highest"), 1}};
    for (const auto &[name, share] : parts)
        result.data.parts.append({regionWords(name), {}});
    for (qsizetype place = 0; place < measure.series.size(); ++place) {
        const SampleSpread spread = spreadOf(view, measure.series.at(place), range);
        if (spread.parts.empty())
            continue;
        result.isExact = result.isExact && spread.isExact;
        result.data.categories.append(measure.regions.at(place));
        for (qsizetype part = 0; part < result.data.parts.size(); ++part)
            result.data.parts[part].values.append(spread.quantile(parts[part].second));
    }
    return result;
}

RegionComparison regionShares(const SeriesView &view, const RegionMeasure &measure, TimeRange range, const QTimeZone &zone)
{
    RegionComparison result{comparisonOf(measure, AnalyticalKind::Shares)};
    AnalyticalData &data = result.data;
    data.categoryTitle = regionWords(QT_TRANSLATE_NOOP("stanforis::RegionsPanel", "From"));
    data.unit = u"%"_s;
    data.decimals = 1;
    const Duration step = range.length() / shareParts;
    // Means of each region in each part; the largest regions of the whole range come first.
    QList<QList<double>> means;
    QList<double> totals;
    for (const SeriesKey &key : measure.series) {
        QList<double> row;
        for (int part = 0; part < shareParts; ++part) {
            const auto figures = figuresOf(view, key, {range.from + step * part, range.from + step * (part + 1)});
            row.append(figures ? std::max(0.0, figures->mean) : 0);
            result.isExact = result.isExact && (!figures || figures->isMeanExact);
        }
        totals.append(std::accumulate(row.cbegin(), row.cend(), 0.0));
        means.append(row);
    }
    QList<qsizetype> order(measure.series.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::ranges::greater(), [&](qsizetype place) { return totals.at(place); });
    for (qsizetype place = 0; place < std::min(shareLayers, order.size()); ++place)
        data.parts.append({measure.regions.at(order.at(place)), {}});
    if (order.size() > shareLayers)
        data.parts.append({regionWords(QT_TRANSLATE_NOOP("stanforis::RegionsPanel", "Others")), {}});
    for (int part = 0; part < shareParts; ++part) {
        double whole = 0;
        for (const QList<double> &row : std::as_const(means))
            whole += row.at(part);
        if (whole <= 0)
            continue;
        data.categories.append(plottext::tick(range.from + step * part, std::max(step, Duration(1)), zone));
        for (AnalyticalPart &layer : data.parts)
            layer.values.append(0);
        for (qsizetype place = 0; place < order.size(); ++place)
            data.parts[std::min(place, shareLayers)].values.last() += 100 * means.at(order.at(place)).at(part) / whole;
    }
    return result;
}

RegionComparison regionRanking(const SeriesView &view, const RegionMeasure &measure, TimeRange range)
{
    RegionComparison result{comparisonOf(measure, AnalyticalKind::Ranking)};
    AnalyticalData &data = result.data;
    data.parts.append({measure.name, {}});
    for (qsizetype place = 0; place < measure.series.size(); ++place) {
        const auto newest = view.sampleAt(measure.series.at(place), range.to);
        if (!newest || newest->time < range.from)
            continue;
        data.categories.append(measure.regions.at(place));
        data.parts.first().values.append(newest->value);
    }
    return result;
}

} // namespace stanforis
