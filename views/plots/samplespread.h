// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesview.h"

#include <optional>
#include <span>
#include <vector>

namespace stanforis {

/// Values of a range, ascending, each with how many samples it stands for.
struct SampleSpread
{
    struct Part
    {
        double value = 0;
        double samples = 0;
    };
    std::vector<Part> parts;
    /// Else some samples are known only as summaries: lowest, highest, first and last value are true, what lies between them is
    /// counted with the first and the last.
    bool isExact = true;

    [[nodiscard]] double count() const;
    /// The value below which this share of the samples lies, 0 … 1. There must be samples.
    [[nodiscard]] double quantile(double share) const;
};

[[nodiscard]] SampleSpread spreadOf(std::span<const Column> columns, TimeRange range);
/// Costs the samples of the range, at most 20,000.
[[nodiscard]] SampleSpread spreadOf(const SeriesView &view, const SeriesKey &key, TimeRange range);

} // namespace stanforis
