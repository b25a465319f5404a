// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "models/telemetry/seriesview.h"
#include "views/plots/analyticalchart.h"

#include <QTimeZone>

namespace stanforis {

/// One measure of all regions of a sector: "Demand".
struct RegionMeasure
{
    QString name;
    QString unit;
    int decimals = 0;
    bool summable = false;
    QStringList regions; ///< names, in the order of `series`
    QList<SeriesKey> series;
};

/// The measures that at least two regions of a sector have, in the order of the catalogue.
[[nodiscard]] QList<RegionMeasure> regionMeasures(const Sector &sector);

struct RegionComparison
{
    AnalyticalData data;
    bool isExact = true; ///< else some samples are known only as summaries, and what is reckoned from them is near
};

/// Lowest, quartiles and highest of each region in the range. Regions without samples are left out.
[[nodiscard]] RegionComparison regionSpread(const SeriesView &view, const RegionMeasure &measure, TimeRange range);
/// What share of the whole each region had, in a few equal parts of the range: the five largest and the others together. Times
/// are written in `zone`.
[[nodiscard]] RegionComparison regionShares(const SeriesView &view, const RegionMeasure &measure, TimeRange range,
                                            const QTimeZone &zone);
/// The newest value of each region in the range.
[[nodiscard]] RegionComparison regionRanking(const SeriesView &view, const RegionMeasure &measure, TimeRange range);

} // namespace stanforis
