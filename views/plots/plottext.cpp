// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plottext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace stanforis::plottext {
namespace {
constexpr QChar noBreakSpace{0x00A0};
constexpr QChar minusSign{0x2212};
constexpr QChar isolateStart{0x2066};
constexpr QChar isolateEnd{0x2069};
} // namespace

QString number(double value, int decimals)
{
    if (!std::isfinite(value)) {
        return u"–"_s;
    }
    QString digits = QString::number(std::abs(value), 'f', decimals);
    const auto point = digits.indexOf(u'.');
    for (auto at = (point < 0 ? digits.size() : point) - 3; at > 0; at -= 3) {
        digits.insert(at, noBreakSpace);
    }
    const bool isZero = std::none_of(digits.cbegin(), digits.cend(), [](QChar c) { return c >= u'1' && c <= u'9'; });
    if (value < 0 && !isZero) {
        digits.prepend(minusSign);
    }
    return digits;
}

QString quantity(double value, int decimals, const QString &unit)
{
    const QString digits = number(value, decimals);
    return unit.isEmpty() ? digits : QString(isolateStart % digits % noBreakSpace % unit % isolateEnd);
}

QDateTime localTime(Instant time, const QTimeZone &zone) { return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), zone); }

QString clock(Instant time, const QTimeZone &zone) { return localTime(time, zone).toString(u"HH:mm:ss"_s); }

QString day(Instant time) { return QLocale().toString(localTime(time).date(), u"d MMM yyyy"_s); }

QString tick(Instant time, Duration step, const QTimeZone &zone)
{
    using namespace std::chrono_literals;
    if (step >= 24h) {
        return QLocale().toString(localTime(time, zone).date(), u"d MMM"_s);
    }
    return localTime(time, zone).toString(step % Duration(1min) == Duration::zero() ? u"HH:mm"_s : u"HH:mm:ss"_s);
}

QString length(Duration duration)
{
    const auto text = [](const char *pattern, double count) {
        return QCoreApplication::translate("PlotText", pattern).arg(std::llround(count));
    };
    const double seconds = std::chrono::duration<double>(duration).count();
    if (seconds < 90) {
        return text(QT_TRANSLATE_NOOP("PlotText", "%1 s"), seconds);
    }
    if (seconds < 90 * 60) {
        return text(QT_TRANSLATE_NOOP("PlotText", "%1 min"), seconds / 60);
    }
    if (seconds < 36 * 3600) {
        return text(QT_TRANSLATE_NOOP("PlotText", "%1 h"), seconds / 3600);
    }
    return text(QT_TRANSLATE_NOOP("PlotText", "%1 d"), seconds / 86400);
}

} // namespace stanforis::plottext
