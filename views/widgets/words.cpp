// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/words.h"

#include <QGuiApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr char16_t hardSpace = u'\u00A0';

QString ageWords(std::chrono::milliseconds age)
{
    const auto seconds = age.count() / 1000;
    if (age.count() < 10'000)
        return Words::tr("%1\u00A0s").arg(QLocale::c().toString(double(std::max<qint64>(0, age.count())) / 1000.0, 'f', 1));
    if (seconds < 60)
        return Words::tr("%1\u00A0s").arg(seconds);
    if (seconds < 600)
        return Words::tr("%1\u00A0m %2\u00A0s").arg(seconds / 60).arg(seconds % 60);
    if (seconds < 3600)
        return Words::tr("%1\u00A0m").arg(seconds / 60);
    if (seconds < 86400)
        return Words::tr("%1\u00A0h %2\u00A0m").arg(seconds / 3600).arg(seconds % 3600 / 60);
    return Words::tr("%1\u00A0d").arg(seconds / 86400);
}

} // namespace

QString Words::age(std::chrono::milliseconds age)
{
    // Inside right-to-left text the figures and units of an age are one isolated piece.
    if (QGuiApplication::layoutDirection() == Qt::RightToLeft)
        return u"\u2068"_s + ageWords(age) + u"\u2069"_s;
    return ageWords(age);
}

QString Words::old(std::chrono::milliseconds value) { return tr("%1 old").arg(age(value)); }

QString Words::number(double value, int decimals)
{
    if (!std::isfinite(value))
        return u"–"_s;
    QString digits = QLocale::c().toString(std::abs(value), 'f', decimals);
    digits.remove(u',');
    qsizetype whole = digits.indexOf(u'.');
    if (whole < 0)
        whole = digits.size();
    for (qsizetype at = whole - 3; at > 0; at -= 3)
        digits.insert(at, QChar(hardSpace));
    const bool zero = digits.count(u'0') + digits.count(u'.') == digits.size();
    return value < 0 && !zero ? u"\u2212"_s + digits : digits;
}

QString Words::zone(const QDateTime &time)
{
    const int minutes = time.offsetFromUtc() / 60;
    if (minutes == 0)
        return u"UTC"_s;
    const int size = std::abs(minutes);
    QString text = (minutes < 0 ? u"UTC\u2212"_s : u"UTC+"_s) + QString::number(size / 60);
    if (size % 60)
        text += u':' + QString::number(size % 60).rightJustified(2, u'0');
    return text;
}

QString Words::withUnit(const QString &number, const QString &unit)
{
    if (unit.isEmpty())
        return number;
    return u"\u2066"_s + number + QChar(hardSpace) + unit + u"\u2069"_s;
}

QString Words::mode(Mode mode)
{
    switch (mode) {
    case Mode::Live:
        return tr("LIVE");
    case Mode::Simulation:
        return tr("SIMULATION");
    case Mode::Replay:
        return tr("REPLAY");
    }
    return {};
}

QString Words::quality(Quality quality)
{
    switch (quality) {
    case Quality::Good:
        return tr("good");
    case Quality::Minor:
        return tr("minor doubt");
    case Quality::Major:
        return tr("major doubt");
    case Quality::Invalid:
        return tr("invalid");
    case Quality::Stale:
        return tr("old value");
    case Quality::Disconnected:
        return tr("disconnected");
    }
    return {};
}

} // namespace stanforis
