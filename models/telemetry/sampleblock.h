// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/column.h"

#include <QList>

#include <vector>

namespace stanforis {

/// A stretch of samples of equal quality.
struct QualityRun
{
    Quality quality = Quality::Good;
    std::uint32_t length = 0;
    friend bool operator==(const QualityRun &, const QualityRun &) = default;
};

/// Intervals are held against this before they are reckoned with: some 35 years, so that no sum of two overflows.
inline constexpr Duration longestInterval{std::int64_t{1} << 50};

/// Samples of one series in columns, as they came off the wire. Times never descend.
///
/// Regular time: `times` is empty and sample i is at `first + i * step`. Irregular time: one entry of `times` for each value.
/// `quality` is empty when all are Good; else its lengths add up to the number of values.
struct SampleBlock
{
    SeriesKey key;
    Duration interval{}; ///< expected time between samples; 0: not known
    Origin origin = Origin::Live;
    Instant first{};
    Duration step{};
    std::vector<Instant> times;
    std::vector<double> values;
    std::vector<QualityRun> quality;

    [[nodiscard]] std::size_t size() const { return values.size(); }
    [[nodiscard]] Instant time(std::size_t i) const
    {
        return times.empty() ? first + step * static_cast<Duration::rep>(i) : times[i];
    }
    /// Walks the runs: for tests and small blocks.
    [[nodiscard]] Sample sample(std::size_t i) const
    {
        std::size_t end = 0;
        for (const QualityRun &run : quality) {
            end += run.length;
            if (i < end)
                return {time(i), values[i], run.quality};
        }
        return {time(i), values[i], Quality::Good};
    }

    /// A block with irregular time.
    [[nodiscard]] static SampleBlock of(const SeriesKey &key, Duration interval, const QList<Sample> &samples)
    {
        SampleBlock block;
        block.key = key;
        block.interval = interval;
        for (const Sample &sample : samples) {
            block.times.push_back(sample.time);
            block.values.push_back(sample.value);
            if (block.quality.empty() || block.quality.back().quality != sample.quality)
                block.quality.push_back({sample.quality, 0});
            ++block.quality.back().length;
        }
        if (!samples.isEmpty())
            block.first = samples.first().time;
        return block;
    }
};

} // namespace stanforis
