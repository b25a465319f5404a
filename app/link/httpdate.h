// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QLocale>

namespace stanforis {

/// The time of an HTTP Date field, in the form that everybody writes today (IMF-fixdate, RFC 9110 §5.6.7); invalid for anything
/// else. Qt's own reader of RFC 2822 does not know GMT.
[[nodiscard]] inline QDateTime fromHttpDate(const QByteArray &field)
{
    QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(field.trimmed()), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    date.setTimeSpec(Qt::UTC);
    return date;
}

} // namespace stanforis
