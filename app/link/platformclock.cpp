// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/platformclock.h"

#include <algorithm>

namespace stanforis {

using namespace std::chrono_literals;

namespace {

constexpr Duration window = 2min;
constexpr std::size_t most = 64;
constexpr qint64 driftParts = 20'000; // 50 microseconds a second, what a cheap crystal is off

Duration drift(Instant from, Instant to) { return std::chrono::abs(to - from) / driftParts + 1us; }

} // namespace

void PlatformClock::addRoundTrip(Instant asked, Instant received, Instant sent, Instant answered)
{
    if (answered < asked || sent < received)
        return; // a clock was set in between
    add({answered, sent - answered, received - asked});
}

void PlatformClock::addOneWay(Instant sent, Instant arrived) { add({arrived, sent - arrived, {}}); }

void PlatformClock::add(const Bounds &bounds)
{
    const auto contradicts = [&bounds](const Bounds &known) {
        const Duration slack = drift(known.at, bounds.at);
        return (known.highest && bounds.lowest > *known.highest + slack) ||
               (bounds.highest && known.lowest > *bounds.highest + slack) || known.at > bounds.at + 1s;
    };
    if (std::ranges::any_of(m_bounds, contradicts))
        m_bounds.clear();
    std::erase_if(m_bounds, [&bounds](const Bounds &known) { return bounds.at - known.at > window; });
    // One-way messages are many; one that says no more than its neighbour takes no place.
    if (!bounds.highest && !m_bounds.empty() && !m_bounds.back().highest) {
        if (m_bounds.back().lowest - drift(m_bounds.back().at, bounds.at) >= bounds.lowest)
            return;
        m_bounds.pop_back();
    }
    if (m_bounds.size() >= most)
        m_bounds.pop_front();
    m_bounds.push_back(bounds);
}

std::optional<ClockComparison> PlatformClock::comparison(Instant now) const
{
    std::optional<Duration> lowest;
    std::optional<Duration> highest;
    for (const Bounds &known : m_bounds) {
        const Duration slack = drift(known.at, now);
        lowest = std::max(lowest.value_or(known.lowest - slack), known.lowest - slack);
        if (known.highest)
            highest = std::min(highest.value_or(*known.highest + slack), *known.highest + slack);
    }
    if (!lowest)
        return {};
    if (!highest)
        return ClockComparison{*lowest, {}};
    return ClockComparison{(*lowest + *highest) / 2, std::max((*highest - *lowest) / 2, Duration{1})};
}

} // namespace stanforis
