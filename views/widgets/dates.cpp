// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/dates.h"

#include "views/widgets/words.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

QTimeZone &zoneTold()
{
    static QTimeZone zone = QTimeZone::systemTimeZone();
    return zone;
}

} // namespace

void Dates::setZone(const QTimeZone &zone) { zoneTold() = zone; }

QDateTime Dates::moment(Instant time) { return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), zoneTold()); }

QString Dates::day(Instant time) { return day(moment(time).date()); }

QString Dates::day(QDate date) { return QLocale().toString(date, tr("d MMM yyyy", "a day, as QLocale writes it")); }

QString Dates::shortDay(QDate date)
{
    return QLocale().toString(date, tr("d MMM", "a day without its year, as QLocale writes it"));
}

QString Dates::longDay(Instant time)
{
    return QLocale().toString(moment(time).date(), tr("dddd d MMMM yyyy", "a day in full, as QLocale writes it"));
}

QString Dates::clock(Instant time)
{
    const QDateTime told = moment(time);
    return told.toString(u"HH:mm"_s) + u' ' + Words::zone(told);
}

QString Dates::when(Instant time, Instant now)
{
    const qint64 days = moment(time).date().daysTo(moment(now).date());
    if (days == 0)
        return tr("today %1").arg(clock(time));
    if (days == 1)
        return tr("yesterday %1").arg(clock(time));
    return tr("%1 %2", "day, time of day").arg(day(time), clock(time));
}

QString Dates::since(Instant time, Instant now)
{
    const auto minutes = int(std::chrono::duration_cast<std::chrono::minutes>(now - time).count());
    if (minutes < 1)
        return tr("just now");
    if (minutes < 60)
        return tr("%1\u00A0min").arg(minutes);
    const qint64 days = moment(time).date().daysTo(moment(now).date());
    if (days == 0)
        return tr("%1\u00A0h").arg(minutes / 60);
    return days == 1 ? tr("yesterday") : tr("%n days", nullptr, int(days)).replace(u' ', QChar::Nbsp);
}

QString Dates::until(Instant time, Instant now)
{
    const auto minutes = int(std::chrono::duration_cast<std::chrono::minutes>(time - now).count());
    if (minutes < 1)
        return tr("less than a minute");
    if (minutes < 120)
        return tr("%1\u00A0min").arg(minutes);
    if (minutes < 48 * 60)
        return tr("%1\u00A0h").arg(minutes / 60);
    return tr("%n days", nullptr, daysUntil(time, now)).replace(u' ', QChar::Nbsp);
}

Instant Dates::startOf(QDate date) { return fromMicroseconds(date.startOfDay(zoneTold()).toMSecsSinceEpoch() * 1000); }

int Dates::daysUntil(Instant time, Instant now) { return int(moment(now).date().daysTo(moment(time).date())); }

} // namespace stanforis
