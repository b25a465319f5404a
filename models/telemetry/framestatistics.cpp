// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/framestatistics.h"

#include <algorithm>
#include <cmath>

namespace stanforis {

namespace {

constexpr std::size_t mostEntries = 8192; // entries; a display of 240 Hz with three batches a frame stays below it

} // namespace

void FrameStatistics::addFrame(Instant end, Duration took)
{
    if (took > longFrame)
        ++m_longFrames;
    forget(m_frames, end - span);
    m_frames.push_back({end, took});
}

void FrameStatistics::addLatency(Instant end, Duration latency)
{
    forget(m_latencies, end - span);
    m_latencies.push_back({end, latency});
}

void FrameStatistics::countSamples(Instant now, quint64 total)
{
    // The one before the span stays: its total is that of the span's beginning.
    while (m_counts.size() > 1 && m_counts[1].time <= now - span)
        m_counts.erase(m_counts.begin());
    if (!m_counts.empty() && total < m_counts.back().total)
        m_counts.clear(); // another platform
    m_counts.push_back({now, total});
}

FrameFigures FrameStatistics::figures(Instant now)
{
    forget(m_frames, now - span);
    forget(m_latencies, now - span);
    FrameFigures figures;
    figures.longFrames = m_longFrames;
    if (!m_frames.empty())
        figures.lastFrame = m_frames.back().length;
    figures.frameP99 = percentile(m_frames, 0.99);
    figures.framesPerSecond = static_cast<double>(m_frames.size()) / std::chrono::duration<double>(span).count();
    figures.latencyP50 = percentile(m_latencies, 0.5);
    figures.latencyP99 = percentile(m_latencies, 0.99);
    if (m_counts.size() > 1) {
        const std::chrono::duration<double> passed = m_counts.back().time - m_counts.front().time;
        if (passed.count() > 0)
            figures.samplesPerSecond = static_cast<double>(m_counts.back().total - m_counts.front().total) / passed.count();
    }
    return figures;
}

void FrameStatistics::forget(std::vector<Entry> &entries, Instant before)
{
    if (entries.empty() || (entries.front().end >= before && entries.size() < mostEntries))
        return;
    auto keep = std::ranges::find_if(entries, [before](const Entry &entry) { return entry.end >= before; });
    if (entries.size() >= mostEntries)
        keep = std::max(keep, entries.begin() + mostEntries / 8);
    entries.erase(entries.begin(), keep);
}

std::optional<Duration> FrameStatistics::percentile(const std::vector<Entry> &entries, double share)
{
    if (entries.empty())
        return std::nullopt;
    std::vector<Duration> lengths;
    lengths.reserve(entries.size());
    for (const Entry &entry : entries)
        lengths.push_back(entry.length);
    // Nearest rank: the smallest length that so large a share does not exceed.
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(lengths.size())));
    const auto at = lengths.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
    std::ranges::nth_element(lengths, at);
    return *at;
}

} // namespace stanforis
