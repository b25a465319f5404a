// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesview.h"
#include "views/plots/analyticalchart.h"

namespace stanforis {

struct LatencyDistribution
{
    AnalyticalData data;
    bool isExact = true; ///< else some samples are known only as summaries: first and last class are true, counts are near
};

/// How many samples of a measure fell into each of at most ten classes of equal, round width within the range. Empty without
/// samples.
[[nodiscard]] LatencyDistribution latencyDistribution(const SeriesView &view, const SeriesKey &key, TimeRange range);

} // namespace stanforis
