// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "models/telemetry/seriesview.h"
#include "views/plots/analyticalchart.h"

namespace stanforis {

/// How often a measure was in each of at most ten classes of equal, round width within the range. Empty without samples.
[[nodiscard]] AnalyticalData latencyDistribution(const SeriesView &view, const SeriesKey &key, TimeRange range);

} // namespace stanforis
