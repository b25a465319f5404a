// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace stanforis {

/// What one series did in one minute.
struct MinuteSummary
{
    std::int32_t series = 0; ///< the archive's own number of the series
    std::uint32_t count : 24 = 0;
    std::uint32_t quality : 8 = 0; ///< the worst; archives from before it was kept have 0 here, which is GOOD
    std::uint32_t offset = 0;      ///< of its samples in MinuteBlock::samples
    std::int64_t firstTime = 0;
    std::int64_t lastTime = 0;
    double minimum = 0;
    double maximum = 0;
    double first = 0;
    double last = 0;
    double sum = 0; ///< NaN: an archive from before it was kept
};

struct Sample
{
    std::int64_t time = 0; ///< microseconds since the epoch
    double value = 0;
    unsigned char quality = 0; ///< telemetry.v1.QualityRun.Quality
};

/// All series of one sector in one minute: a summary of each, and their samples, packed without loss. Times are kept once, values
/// as differences of whole steps of the series' resolution, or as they are when they are no such steps.
struct MinuteBlock
{
    QByteArray summaries; ///< archives from before sums were kept have none here and are read as well
    QByteArray samples;

    [[nodiscard]] std::optional<MinuteSummary> summary(std::int32_t series) const;
    /// Empty when the bytes are damaged.
    [[nodiscard]] std::vector<Sample> read(const MinuteSummary &summary) const;
};

/// Builds a block. Series must be added in rising order of their number.
class MinuteBlockWriter final
{
public:
    explicit MinuteBlockWriter(std::vector<std::int64_t> times);
    /// One value per time, NaN where there is none. `resolution`: decimal digits, 0 to 9. `qualities`: one per time; empty: all
    /// GOOD.
    void add(std::int32_t series, const std::vector<double> &values, int resolution,
             const std::vector<unsigned char> &qualities = {});
    [[nodiscard]] MinuteBlock take();

private:
    std::vector<std::int64_t> m_times;
    std::vector<double> m_sums;
    MinuteBlock m_block;
};

} // namespace stanforis
