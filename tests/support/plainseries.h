// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/sampleblock.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace stanforis {

/// What a series store must answer, found by looking at every sample.
class PlainSeries
{
public:
    void append(const SampleBlock &block)
    {
        std::size_t run = 0, left = block.quality.empty() ? 0 : block.quality.front().length;
        for (std::size_t i = 0; i < block.size(); ++i) {
            while (left == 0 && run + 1 < block.quality.size())
                left = block.quality[++run].length;
            const Sample sample{block.time(i), block.values[i], left > 0 ? block.quality[run].quality : Quality::Good};
            left -= left > 0 ? 1 : 0;
            if (std::isfinite(sample.value) && m_samples.emplace(sample.time, sample).second)
                continue;
            ++m_refused;
        }
    }
    [[nodiscard]] quint64 refused() const { return m_refused; }
    [[nodiscard]] const std::map<Instant, Sample> &samples() const { return m_samples; }

    [[nodiscard]] QList<Column> columns(TimeRange range, int count) const
    {
        QList<Column> columns;
        if (range.length() <= Duration::zero())
            return columns;
        auto sample = m_samples.lower_bound(range.from);
        auto end = m_samples.lower_bound(range.to);
        if (sample != m_samples.begin())
            --sample;
        if (end != m_samples.end())
            ++end;
        std::int64_t last = -2;
        long double sum = 0;
        for (; sample != end; ++sample) {
            const auto &[time, value, quality] = sample->second;
            const std::int64_t offset = (time - range.from).count(), length = range.length().count();
            const std::int64_t pixel = offset < 0 ? -1 : offset >= length ? count : offset * count / length;
            if (pixel != last) {
                columns.append({time, value, value, value, value, 0, quality});
                sum = 0;
            }
            Column &column = columns.last();
            column.minimum = std::min(column.minimum, value);
            column.maximum = std::max(column.maximum, value);
            column.last = value;
            column.sum = static_cast<double>(sum += value);
            column.quality = std::max(column.quality, quality);
            ++column.count;
            last = pixel;
        }
        return columns;
    }

private:
    std::map<Instant, Sample> m_samples;
    quint64 m_refused = 0;
};

/// But for the rounding that Totals allows.
[[nodiscard]] inline bool isSameSum(const Column &a, const Column &b)
{
    const double largest = std::max(std::abs(a.minimum), std::abs(a.maximum));
    return std::abs(a.sum - b.sum) <= largest * a.count * 2e-14;
}

[[nodiscard]] inline bool isSame(const Column &a, const Column &b)
{
    return a.time == b.time && a.minimum == b.minimum && a.maximum == b.maximum && a.first == b.first && a.last == b.last &&
           a.count == b.count && a.quality == b.quality && isSameSum(a, b);
}

} // namespace stanforis
