// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/timeexpression.h"

#include <QDateTime>
#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace stanforis {

using Unit = TimeExpression::Unit;
using ParsedExpression = std::variant<TimeExpression, TimeFault>;
using Kind = TimeFault::Kind;

namespace {

constexpr std::array<char16_t, 7> letters{u's', u'm', u'h', u'd', u'w', u'M', u'y'};
constexpr int largestCount = 99'999;
constexpr qsizetype mostSteps = 8;
/// What a console may be asked for; keeps microseconds far from overflow.
constexpr qint64 latest = 7'258'118'400'000; // 2200-01-01T00:00:00Z

std::optional<Unit> unitOf(QChar letter)
{
    for (size_t place = 0; place < letters.size(); ++place) {
        if (letter == letters[place])
            return Unit(place);
    }
    return std::nullopt;
}

QDateTime inZone(Instant time, const QTimeZone &zone) { return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), zone); }

/// Seconds of a unit that has always the same length; 0 for those of the calendar.
constexpr qint64 secondsOf(Unit unit)
{
    switch (unit) {
    case Unit::Second:
        return 1;
    case Unit::Minute:
        return 60;
    case Unit::Hour:
        return 3600;
    default:
        return 0;
    }
}

QDateTime moved(const QDateTime &time, int count, Unit unit)
{
    switch (unit) {
    case Unit::Day:
        return time.addDays(count);
    case Unit::Week:
        return time.addDays(qint64(count) * 7);
    case Unit::Month:
        return time.addMonths(count);
    case Unit::Year:
        return time.addYears(count);
    default:
        return time.addSecs(count * secondsOf(unit));
    }
}

QDateTime startOf(const QDateTime &time, Unit unit, const QTimeZone &zone)
{
    if (const qint64 length = secondsOf(unit) * 1000; length > 0) {
        const qint64 offset = qint64(time.offsetFromUtc()) * 1000;
        const qint64 here = time.toMSecsSinceEpoch() + offset;
        return QDateTime::fromMSecsSinceEpoch(here - ((here % length) + length) % length - offset, zone);
    }
    QDate day = time.date();
    if (unit == Unit::Week)
        day = day.addDays(1 - day.dayOfWeek());
    else if (unit == Unit::Month)
        day = QDate(day.year(), day.month(), 1);
    else if (unit == Unit::Year)
        day = QDate(day.year(), 1, 1);
    return day.startOfDay(zone);
}

} // namespace

TimeExpression TimeExpression::at(Instant time)
{
    TimeExpression expression;
    expression.m_point = time;
    return expression;
}

ParsedExpression TimeExpression::parse(const QString &text, Instant now, const QTimeZone &zone)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return TimeFault{Kind::Empty, {}};
    return trimmed.startsWith("now"_L1) ? parseSteps(trimmed) : parsePoint(trimmed, now, zone);
}

ParsedExpression TimeExpression::parseSteps(const QString &text)
{
    TimeExpression expression;
    qsizetype at = 3; // behind "now"
    while (at < text.size()) {
        const qsizetype start = at;
        const QChar sign = text.at(at++);
        if (sign == u'/') {
            const auto unit = at < text.size() ? unitOf(text.at(at)) : std::nullopt;
            if (!unit)
                return TimeFault{Kind::UnknownUnit, text.mid(start)};
            if (at + 1 != text.size())
                return TimeFault{Kind::Unreadable, text.mid(at + 1)};
            expression.m_whole = unit;
            return expression;
        }
        if (sign != u'-' && sign != u'+')
            return TimeFault{Kind::Unreadable, text.mid(start)};
        qint64 count = 0;
        const qsizetype digits = at;
        for (; at < text.size() && text.at(at) >= u'0' && text.at(at) <= u'9'; ++at)
            count = std::min<qint64>(count * 10 + text.at(at).unicode() - u'0', largestCount + 1);
        if (at == digits)
            return TimeFault{Kind::Unreadable, text.mid(start)};
        const auto unit = at < text.size() ? unitOf(text.at(at)) : std::nullopt;
        if (!unit)
            return TimeFault{Kind::UnknownUnit, text.mid(start)};
        ++at;
        if (count > largestCount || expression.m_steps.size() == mostSteps)
            return TimeFault{Kind::TooLarge, text.mid(start, at - start)};
        expression.m_steps.append({sign == u'-' ? -int(count) : int(count), *unit});
    }
    return expression;
}

ParsedExpression TimeExpression::parsePoint(const QString &text, Instant now, const QTimeZone &zone)
{
    // RFC 3339 with its parts optional from the end, a space allowed for "T", and the time of day alone.
    static const QRegularExpression form(
        uR"(^(?:(\d{4})-(\d\d)-(\d\d))?(?:(?:^|[T ])(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?(Z|[+\-]\d\d:?\d\d)?)?$)"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return TimeFault{Kind::Unreadable, text};
    const auto number = [&](int group) { return match.captured(group).toInt(); };
    const bool hasDay = match.hasCaptured(1);
    const bool hasTime = match.hasCaptured(4);
    const QDate day = hasDay ? QDate(number(1), number(2), number(3)) : inZone(now, zone).date();
    const QTime time = hasTime ? QTime(number(4), number(5), number(6)) : QTime(0, 0);
    QTimeZone own = zone;
    if (const QString offset = match.captured(8); offset == "Z"_L1)
        own = QTimeZone::utc();
    else if (!offset.isEmpty()) {
        const int minutes = offset.mid(1, 2).toInt() * 60 + offset.right(2).toInt();
        own = QTimeZone(offset.startsWith(u'-') ? -minutes * 60 : minutes * 60);
    }
    if (!day.isValid() || !time.isValid() || !own.isValid() || day.year() < 1970 || day.year() >= 2200)
        return TimeFault{Kind::NoSuchTime, text};
    const QDateTime moment = hasTime ? QDateTime(day, time, own) : day.startOfDay(own);
    // An hour that is left out in spring is moved by Qt; what comes back then is another time of day.
    if (!moment.isValid() || (hasTime && moment.time() != time))
        return TimeFault{Kind::NoSuchTime, text};
    const int microseconds = match.captured(7).leftJustified(6, u'0').toInt();
    TimeExpression expression = at(fromMicroseconds(moment.toMSecsSinceEpoch() * 1000 + microseconds));
    if (!hasTime)
        expression.m_whole = Unit::Day;
    return expression;
}

std::optional<Duration> TimeExpression::plainLength() const
{
    if (m_point || m_whole)
        return std::nullopt;
    qint64 seconds = 0;
    for (const Step &step : m_steps) {
        if (secondsOf(step.unit) == 0)
            return std::nullopt;
        seconds -= step.count * secondsOf(step.unit);
    }
    return seconds > 0 ? std::optional(Duration(std::chrono::seconds(seconds))) : std::nullopt;
}

Instant TimeExpression::resolve(Instant now, const QTimeZone &zone, Edge edge) const
{
    if (m_point && !m_whole)
        return *m_point;
    if (isNow())
        return now;
    const Instant base = m_point.value_or(now);
    QDateTime time = inZone(base, zone);
    for (const Step &step : m_steps)
        time = moved(time, step.count, step.unit);
    if (m_whole) {
        time = startOf(time, *m_whole, zone);
        if (edge == Edge::End)
            time = moved(time, 1, *m_whole);
        return fromMicroseconds(std::clamp<qint64>(time.toMSecsSinceEpoch(), 0, latest) * 1000);
    }
    // QDateTime counts in milliseconds; what it cut off is put back.
    const auto rest = base.time_since_epoch() % std::chrono::milliseconds(1);
    return fromMicroseconds(std::clamp<qint64>(time.toMSecsSinceEpoch(), 0, latest) * 1000) + rest;
}

QString TimeExpression::text() const
{
    if (m_point) {
        const QDateTime moment = QDateTime::fromMSecsSinceEpoch(toMilliseconds(*m_point), Qt::UTC);
        const bool fine = moment.time().msec() != 0;
        return moment.toString(fine ? u"yyyy-MM-ddTHH:mm:ss.zzz'Z'"_s : u"yyyy-MM-ddTHH:mm:ss'Z'"_s);
    }
    QString text = u"now"_s;
    for (const Step &step : m_steps) {
        text += (step.count < 0 ? u'-' : u'+') + QString::number(std::abs(step.count));
        text += QChar(letters[size_t(step.unit)]);
    }
    if (m_whole) {
        text += u'/';
        text += QChar(letters[size_t(*m_whole)]);
    }
    return text;
}

} // namespace stanforis
