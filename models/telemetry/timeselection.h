// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/timeexpression.h"

namespace stanforis {

/// What a person has chosen to see: the time up to now, fixed bounds, or bounds that are worked out anew as time passes.
class TimeSelection
{
public:
    static constexpr Duration shortest = std::chrono::seconds(1);
    static constexpr Duration longest = std::chrono::days(31); ///< what the platform's history is asked for at most

    [[nodiscard]] static TimeSelection live(Duration window);
    [[nodiscard]] static TimeSelection fixed(TimeRange range);
    /// `now-15m` to `now` is live; bounds that do not move are fixed; anything else follows the clock.
    [[nodiscard]] static TimeSelection between(const TimeExpression &from, const TimeExpression &to);

    /// Reads `A to B`, `A .. B`, `A – B`, the ISO 8601 intervals `A/B`, `A/PT2H`, `PT2H/B`, and one expression alone: a whole
    /// unit
    /// (`now/d`, `2026-11-22`) is that unit, anything else lasts until now. Says what is wrong with the bounds also.
    [[nodiscard]] static std::variant<TimeSelection, TimeFault> parse(const QString &text, Instant now, const QTimeZone &zone);
    /// Two fields, each with one expression. Also returns what is wrong with them as a range.
    [[nodiscard]] static std::variant<TimeSelection, TimeFault> parse(const QString &from, const QString &to, Instant now,
                                                                      const QTimeZone &zone);

    /// Its end is now, or its bounds follow the clock in another way.
    [[nodiscard]] bool isLive() const { return m_window || m_from.isRelative() || m_to.isRelative(); }
    /// Empty unless it is a window of one length that ends now.
    [[nodiscard]] std::optional<Duration> window() const { return m_window; }
    [[nodiscard]] TimeRange range(Instant now, const QTimeZone &zone) const;
    /// Fixed bounds as an ISO 8601 interval in UTC, others as `now-15m to now`; parse() reads it back.
    [[nodiscard]] QString text() const;

    friend bool operator==(const TimeSelection &, const TimeSelection &) = default;

private:
    std::optional<Duration> m_window;
    TimeExpression m_from;
    TimeExpression m_to;
};

} // namespace stanforis
