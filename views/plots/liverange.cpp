// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/liverange.h"

#include "views/plots/timeplot.h"

#include <algorithm>

namespace stanforis {
namespace {

constexpr Duration longestRest = std::chrono::milliseconds(900); // ages and the axis count in seconds

} // namespace

bool LiveRange::isDue(const TimePlot &plot, TimeRange range)
{
    std::pair<Instant, quint64> seen;
    for (const PlotSeries &one : plot.series()) {
        if (const auto newest = plot.view().lastSample(one.key)) {
            seen.first = std::max(seen.first, newest->time);
        }
        seen.second += plot.view().pastRevision(one.key);
    }
    const bool isSame = std::exchange(m_seen, seen) == seen;
    const Duration moved = range.to - plot.range().to;
    return !isSame || range.length() != plot.range().length() || moved < Duration::zero() || moved >= longestRest;
}

void followRange(TimePlot &plot, TimeRange shown, TimeRange meant)
{
    plot.setAhead(shown.to - meant.to);
    if (shown == plot.range()) {
        plot.refresh();
    } else {
        plot.setRange(shown);
    }
}

} // namespace stanforis
