// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesview.h"

#include <optional>
#include <span>
#include <vector>

namespace stanforis {

/// What the samples of a range come to.
struct SeriesFigures
{
    double last = 0;
    double minimum = 0;
    double maximum = 0;
    double mean = 0;
    bool isMeanExact = true; ///< else some samples are known only as summaries, and the mean is near the true one
};

/// Of what is in these columns; the mean is exact when each of them has at most two samples.
[[nodiscard]] std::optional<SeriesFigures> figuresOf(std::span<const Column> columns, TimeRange range);
/// How many columns must be read for an exact mean.
[[nodiscard]] qint64 columnsToBeExact(const SeriesView &view, const SeriesKey &key, TimeRange range);
/// As many columns as are worth reading for figures: those of columnsToBeExact(), or fewer where these are over 20,000.
[[nodiscard]] std::vector<Column> columnsForFigures(const SeriesView &view, const SeriesKey &key, TimeRange range);
/// Empty without a sample in the range. Lowest and highest are exact always; costs the samples of the range, at most 20,000.
[[nodiscard]] std::optional<SeriesFigures> figuresOf(const SeriesView &view, const SeriesKey &key, TimeRange range);

} // namespace stanforis
