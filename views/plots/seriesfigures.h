// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesview.h"

#include <optional>
#include <span>

namespace stanforis {

/// What the samples of a range come to, whatever their quality.
struct SeriesFigures
{
    double last = 0;
    double minimum = 0;
    double maximum = 0;
    double mean = 0;
    bool isMeanExact = true; ///< else it is near the true one: of some samples only the first and the last are known, or some
                             ///< summaries overlap or reach out of the range
};

/// Of what is in these columns.
[[nodiscard]] std::optional<SeriesFigures> figuresOf(std::span<const Column> columns, TimeRange range);
/// Empty without a sample in the range. Costs little however many there are.
[[nodiscard]] std::optional<SeriesFigures> figuresOf(const SeriesView &view, const SeriesKey &key, TimeRange range);

} // namespace stanforis
