// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/columngaps.h"

#include <algorithm>

namespace stanforis {
namespace {

Duration longestPause(Duration interval, Duration pixel) { return std::max(interval * 5 / 2, pixel); }

} // namespace

Instant endOf(const Column &column, Duration interval, Duration pixel)
{
    const Duration sampled = std::min(interval * std::int64_t(column.count > 0 ? column.count - 1 : 0), pixel);
    return column.time + std::max(sampled, column.span);
}

bool isHole(const Column &before, const Column &after, Duration interval, Duration pixel)
{
    return after.time - endOf(before, interval, pixel) > longestPause(interval, pixel);
}

QList<TimeRange> holesIn(const QList<Column> &columns, Duration interval, TimeRange range, Duration pixel)
{
    QList<TimeRange> holes;
    const Duration longest = longestPause(interval, pixel);
    Instant known = range.from;
    for (const Column &column : columns) {
        const Instant start = std::clamp(column.time, range.from, range.to);
        if (start - known > longest) {
            holes.append({known, start});
        }
        known = std::max(known, std::clamp(endOf(column, interval, pixel), range.from, range.to));
    }
    if (range.to - known > longest) {
        holes.append({known, range.to});
    }
    return holes;
}

QList<TimeRange> commonHoles(const QList<TimeRange> &first, const QList<TimeRange> &second)
{
    QList<TimeRange> common;
    for (const TimeRange &one : first) {
        for (const TimeRange &other : second) {
            const TimeRange both{std::max(one.from, other.from), std::min(one.to, other.to)};
            if (both.from < both.to) {
                common.append(both);
            }
        }
    }
    return common;
}

} // namespace stanforis
