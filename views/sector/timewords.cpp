// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/timewords.h"

#include "views/widgets/dates.h"

#include <QDateTime>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stanforis {

QString TimeWords::window(Duration window)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(window).count();
    if (seconds % 60 != 0 && seconds < 600)
        return tr("Last %1 s").arg(seconds);
    if (seconds % 3600 == 0 && seconds > 3600)
        return tr("Last %1 h").arg(seconds / 3600);
    return tr("Last %1 min").arg((seconds + 30) / 60);
}

QString TimeWords::bound(Instant time, const QTimeZone &zone)
{
    const QDateTime moment = inZone(time, zone);
    if (moment.time().msec() != 0)
        return moment.toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
    return moment.toString(moment.time().second() != 0 ? u"yyyy-MM-dd HH:mm:ss"_s : u"yyyy-MM-dd HH:mm"_s);
}

QString TimeWords::range(TimeRange range, Instant now, const QTimeZone &zone)
{
    const QDateTime from = inZone(range.from, zone);
    const QDateTime to = inZone(range.to, zone);
    const QDate today = inZone(now, zone).date();
    const QString clock = range.length() < 5min ? u"HH:mm:ss"_s : u"HH:mm"_s;
    const bool days = from.date() != to.date() || to.date() != today;
    const QString start =
        days ? tr("%1 %2", "day, time of day").arg(Dates::shortDay(from.date()), from.toString(clock)) : from.toString(clock);
    const QString end = from.date() != to.date()
                            ? tr("%1 %2", "day, time of day").arg(Dates::shortDay(to.date()), to.toString(clock))
                            : to.toString(clock);
    return tr("%1 – %2").arg(start, end);
}

QString TimeWords::fault(const TimeFault &fault)
{
    using Kind = TimeFault::Kind;
    const QString part = fault.part.size() > 24 ? fault.part.left(23) + u'…' : fault.part;
    switch (fault.kind) {
    case Kind::Empty:
        return tr("Write a time, as 14:30 or now-1h");
    case Kind::Unreadable:
        return tr("“%1” is no time; write 14:30, 2026-11-22 14:30 or now-1h").arg(part);
    case Kind::UnknownUnit:
        return tr("“%1” needs a unit: s m h d w M y").arg(part);
    case Kind::TooLarge:
        return tr("“%1” is too far away").arg(part);
    case Kind::NoSuchTime:
        return tr("There is no “%1”").arg(part);
    case Kind::EndBeforeStart:
        return tr("Ends later than it starts");
    case Kind::TooShort:
        return tr("Lasts at least 1 s");
    case Kind::TooLong:
        return tr("Lasts at most 31 days");
    case Kind::InTheFuture:
        return tr("Starts in the past");
    }
    return {};
}

} // namespace stanforis
