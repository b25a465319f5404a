// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QtGlobal>

#include <optional>
#include <vector>

namespace stanforis {

/// What the frames of the last ten seconds were like, unless it says otherwise.
struct FrameFigures
{
    std::optional<Duration> lastFrame;
    std::optional<Duration> frameP99;
    double framesPerSecond = 0;
    quint64 longFrames = 0; ///< over FrameStatistics::longFrame, since the beginning
    double samplesPerSecond = 0;
    std::optional<Duration> latencyP50;
    std::optional<Duration> latencyP99;
};

/// Remembers how long frames took and how old samples were when they could be seen, and answers with percentiles that are exact
/// over the last ten seconds. Any one thread.
class FrameStatistics final
{
public:
    static constexpr std::chrono::seconds span{10};
    static constexpr std::chrono::milliseconds longFrame{50};

    /// From the moment a frame was due to the end of its paint.
    void addFrame(Instant end, Duration took);
    /// From the time of a sample to the end of the paint that showed it first.
    void addLatency(Instant end, Duration latency);
    /// How many samples have come since the beginning.
    void countSamples(Instant now, quint64 total);
    [[nodiscard]] FrameFigures figures(Instant now);
    void clear() { *this = {}; }

private:
    struct Entry
    {
        Instant end;
        Duration length{};
    };
    struct Count
    {
        Instant time;
        quint64 total = 0;
    };
    static void forget(std::vector<Entry> &entries, Instant before);
    [[nodiscard]] static std::optional<Duration> percentile(const std::vector<Entry> &entries, double share);

    std::vector<Entry> m_frames;
    std::vector<Entry> m_latencies;
    std::vector<Count> m_counts;
    quint64 m_longFrames = 0;
};

} // namespace stanforis
