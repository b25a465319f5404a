// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/performancetext.h"

#include "views/widgets/words.h"

namespace stanforis {

namespace {

QString milliseconds(const std::optional<Duration> &duration)
{
    if (!duration)
        return {};
    const double value = std::chrono::duration<double, std::milli>(*duration).count();
    return Words::number(value, value < 100 ? 1 : 0);
}

} // namespace

QList<PerformanceLine> PerformanceText::lines(const std::optional<PerformanceFigures> &figures)
{
    const PerformanceFigures now = figures.value_or(PerformanceFigures{});
    const auto count = [&](double value) { return figures ? Words::number(value) : QString(); };
    const QString ms = tr("ms");
    return {
        {tr("Frame"), milliseconds(now.frames.lastFrame), ms},
        {tr("Frame p99"), milliseconds(now.frames.frameP99), ms},
        {tr("Frames over 50 ms"), count(static_cast<double>(now.frames.longFrames)), {}},
        {tr("Samples"), count(now.frames.samplesPerSecond), tr("/s")},
        {tr("Dropped"), count(static_cast<double>(now.dropped)), {}},
        {tr("Latency p50"), milliseconds(now.frames.latencyP50), ms},
        {tr("Latency p99"), milliseconds(now.frames.latencyP99), ms},
        {tr("Memory"), count(static_cast<double>(now.residentBytes) / (1 << 20)), tr("MB")},
    };
}

} // namespace stanforis
