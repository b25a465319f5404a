// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QList>
#include <QString>
#include <QTimeZone>

#include <optional>
#include <variant>

namespace stanforis {

/// Why a text is no time, or a pair of times no range. Sentences are made in views.
struct TimeFault
{
    enum class Kind {
        Empty,
        Unreadable,  ///< neither a date and time nor an expression
        UnknownUnit, ///< a step with another letter than s m h d w M y
        TooLarge,    ///< a step of more than 99 999 units, or more than eight steps
        NoSuchTime,  ///< 30 February, 25:00, or an hour that the zone leaves out
        EndBeforeStart,
        TooShort,
        TooLong,
        InTheFuture, ///< the range starts later than now
    };
    Kind kind = Kind::Unreadable;
    QString part; ///< the piece of the text that is wrong

    friend bool operator==(const TimeFault &, const TimeFault &) = default;
};

/// One bound as a person writes it. Either a point in time (`2026-11-22 14:30`, `2026-11-22T14:30:05Z`, `2026-11-22`, `14:30`:
/// today), or steps from now: `now-1h`, `now-1d+30m`, ended by `/unit` to round to the whole unit that holds it: `now-1h/h`,
/// `now/d`. Units: s m h d w M y; d and longer follow the calendar of the zone, weeks start on Monday (ISO 8601).
class TimeExpression
{
public:
    enum class Unit { Second, Minute, Hour, Day, Week, Month, Year };
    /// What rounding means: the start of the unit as the start of a range, its end as the end of one.
    enum class Edge { Start, End };

    TimeExpression() = default; ///< `now`
    [[nodiscard]] static TimeExpression at(Instant time);
    /// Times without a zone of their own are of `zone`; `14:30` is on the day of `now`. Nothing but the whole text is read.
    [[nodiscard]] static std::variant<TimeExpression, TimeFault> parse(const QString &text, Instant now, const QTimeZone &zone);

    /// It moves as time passes.
    [[nodiscard]] bool isRelative() const { return !m_point; }
    [[nodiscard]] bool isNow() const { return !m_point && m_steps.isEmpty() && !m_whole; }
    /// It names a whole unit (`now/d`, `2026-11-22`): alone it is a range.
    [[nodiscard]] bool isWhole() const { return m_whole.has_value(); }
    /// How far back `now-1h30m` lies; empty for what follows the calendar, is rounded, or lies ahead.
    [[nodiscard]] std::optional<Duration> plainLength() const;
    [[nodiscard]] Instant resolve(Instant now, const QTimeZone &zone, Edge edge) const;
    /// Reads back as the same; points in time are written in UTC.
    [[nodiscard]] QString text() const;

    friend bool operator==(const TimeExpression &, const TimeExpression &) = default;

private:
    struct Step
    {
        int count = 0;
        Unit unit = Unit::Second;
        friend bool operator==(const Step &, const Step &) = default;
    };
    [[nodiscard]] static std::variant<TimeExpression, TimeFault> parseSteps(const QString &text);
    [[nodiscard]] static std::variant<TimeExpression, TimeFault> parsePoint(const QString &text, Instant now,
                                                                            const QTimeZone &zone);

    std::optional<Instant> m_point;
    QList<Step> m_steps;
    std::optional<Unit> m_whole;
};

} // namespace stanforis
