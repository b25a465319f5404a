// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/timeselection.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace stanforis {

using Edge = TimeExpression::Edge;
using Kind = TimeFault::Kind;
using ParsedSelection = std::variant<TimeSelection, TimeFault>;

namespace {

/// ISO 8601 duration, as much of it as makes sense here: weeks, days, hours, minutes, seconds.
std::optional<Duration> durationOf(const QString &text)
{
    static const QRegularExpression form(
        uR"(^P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$)"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    constexpr qint64 seconds[] = {604'800, 86'400, 3'600, 60, 1};
    qint64 sum = 0;
    for (int group = 1; group <= 5; ++group)
        sum += match.captured(group).toLongLong() * seconds[group - 1];
    return sum > 0 ? std::optional(Duration(std::chrono::seconds(sum))) : std::nullopt;
}

ParsedSelection checked(const TimeSelection &selection, Instant now, const QTimeZone &zone)
{
    const TimeRange range = selection.range(now, zone);
    if (range.to <= range.from)
        return TimeFault{Kind::EndBeforeStart, {}};
    if (range.length() < TimeSelection::shortest)
        return TimeFault{Kind::TooShort, {}};
    if (range.length() > TimeSelection::longest)
        return TimeFault{Kind::TooLong, {}};
    if (range.from > now)
        return TimeFault{Kind::InTheFuture, {}};
    return selection;
}

/// A day (`2026-11-22`) becomes the point that it begins or ends with.
TimeSelection settled(TimeExpression from, TimeExpression to, Instant now, const QTimeZone &zone)
{
    if (!from.isRelative())
        from = TimeExpression::at(from.resolve(now, zone, Edge::Start));
    if (!to.isRelative())
        to = TimeExpression::at(to.resolve(now, zone, Edge::End));
    return TimeSelection::between(from, to);
}

/// A/B, A/PT2H or PT2H/B.
std::optional<ParsedSelection> interval(const QString &first, const QString &second, Instant now, const QTimeZone &zone)
{
    const auto firstLength = durationOf(first.trimmed());
    const auto secondLength = durationOf(second.trimmed());
    if (firstLength && secondLength)
        return std::nullopt;
    if (firstLength || secondLength) {
        const auto bound = TimeExpression::parse(firstLength ? second : first, now, zone);
        const auto *expression = std::get_if<TimeExpression>(&bound);
        if (!expression)
            return std::nullopt;
        if (firstLength && expression->isNow())
            return checked(TimeSelection::live(*firstLength), now, zone);
        const Instant at = expression->resolve(now, zone, firstLength ? Edge::End : Edge::Start);
        return checked(TimeSelection::fixed(firstLength ? TimeRange{at - *firstLength, at} : TimeRange{at, at + *secondLength}),
                       now, zone);
    }
    const auto from = TimeExpression::parse(first, now, zone);
    const auto to = TimeExpression::parse(second, now, zone);
    if (!std::holds_alternative<TimeExpression>(from) || !std::holds_alternative<TimeExpression>(to))
        return std::nullopt;
    return checked(settled(std::get<TimeExpression>(from), std::get<TimeExpression>(to), now, zone), now, zone);
}

} // namespace

TimeSelection TimeSelection::live(Duration window)
{
    TimeSelection selection;
    selection.m_window = window;
    return selection;
}

TimeSelection TimeSelection::fixed(TimeRange range)
{
    TimeSelection selection;
    selection.m_from = TimeExpression::at(range.from);
    selection.m_to = TimeExpression::at(range.to);
    return selection;
}

TimeSelection TimeSelection::between(const TimeExpression &from, const TimeExpression &to)
{
    if (const auto window = from.plainLength(); window && to.isNow())
        return live(*window);
    TimeSelection selection;
    selection.m_from = from;
    selection.m_to = to;
    return selection;
}

ParsedSelection TimeSelection::parse(const QString &from, const QString &to, Instant now, const QTimeZone &zone)
{
    const auto first = TimeExpression::parse(from, now, zone);
    if (const auto *fault = std::get_if<TimeFault>(&first))
        return *fault;
    const auto second = TimeExpression::parse(to, now, zone);
    if (const auto *fault = std::get_if<TimeFault>(&second))
        return *fault;
    return checked(settled(std::get<TimeExpression>(first), std::get<TimeExpression>(second), now, zone), now, zone);
}

ParsedSelection TimeSelection::parse(const QString &text, Instant now, const QTimeZone &zone)
{
    const QString trimmed = text.trimmed();
    for (const QString &separator : {u" to "_s, u".."_s, u" – "_s}) {
        if (const qsizetype at = trimmed.indexOf(separator); at >= 0)
            return parse(trimmed.left(at), trimmed.mid(at + separator.size()), now, zone);
    }
    // A slash separates the bounds of an interval and also rounds; the reading in which both sides are times is meant.
    for (qsizetype at = trimmed.indexOf(u'/'); at >= 0; at = trimmed.indexOf(u'/', at + 1)) {
        if (const auto found = interval(trimmed.left(at), trimmed.mid(at + 1), now, zone))
            return *found;
    }
    const auto alone = TimeExpression::parse(trimmed, now, zone);
    if (const auto *fault = std::get_if<TimeFault>(&alone))
        return *fault;
    const auto &expression = std::get<TimeExpression>(alone);
    return checked(settled(expression, expression.isWhole() ? expression : TimeExpression(), now, zone), now, zone);
}

TimeRange TimeSelection::range(Instant now, const QTimeZone &zone) const
{
    if (m_window)
        return {now - *m_window, now};
    return {m_from.resolve(now, zone, Edge::Start), m_to.resolve(now, zone, Edge::End)};
}

QString TimeSelection::text() const
{
    if (m_window) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(*m_window).count();
        if (seconds % 3600 == 0)
            return u"now-%1h to now"_s.arg(seconds / 3600);
        if (seconds % 60 == 0)
            return u"now-%1m to now"_s.arg(seconds / 60);
        // No step is longer than 99 999 units.
        if (seconds < 99'999)
            return u"now-%1s to now"_s.arg(seconds);
        return u"now-%1m-%2s to now"_s.arg(seconds / 60).arg(seconds % 60);
    }
    if (!isLive()) {
        QString both = m_from.text();
        both += u'/';
        both += m_to.text();
        return both;
    }
    QString both = m_from.text();
    both += u" to "_s;
    both += m_to.text();
    return both;
}

} // namespace stanforis
