// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/connection.h"

#include <deque>

namespace stanforis {

/// The platform's clock, from the times in its messages. Every message bounds it: it was sent before it arrived, and an answer
/// was given after the question was asked (as RFC 5905 §8, kept as bounds). The tightest bounds of the last two minutes hold;
/// they widen with age, since no two clocks run equally fast. Bounds that contradict each other mean that a clock was set: then
/// only what came after counts. GUI thread.
class PlatformClock final
{
public:
    /// A Ping and its Pong: `asked` and `answered` by the workstation's clock, `received` and `sent` by the platform's.
    void addRoundTrip(Instant asked, Instant received, Instant sent, Instant answered);
    /// A message that nobody asked for: `sent` by the platform's clock, `arrived` by the workstation's.
    void addOneWay(Instant sent, Instant arrived);

    /// As of `now`, by the workstation's clock. None before the first message.
    [[nodiscard]] std::optional<ClockComparison> comparison(Instant now) const;

private:
    /// What one message says: lowest and highest possible platform minus workstation.
    struct Bounds
    {
        Instant at; ///< workstation's clock
        Duration lowest{};
        std::optional<Duration> highest;
    };
    void add(const Bounds &bounds);

    std::deque<Bounds> m_bounds;
};

} // namespace stanforis
