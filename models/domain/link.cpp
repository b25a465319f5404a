// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/link.h"

#include <QUrl>
#include <QUrlQuery>

namespace stanforis {

namespace {

using Level = PageLink::Level;

bool isName(const QString &text)
{
    static constexpr qsizetype longest = 100;
    if (text.isEmpty() || text.size() > longest)
        return false;
    for (const QChar c : text) {
        if (!(c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.'))
            return false;
    }
    return true;
}

} // namespace

std::optional<PageLink> PageLink::parse(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != QLatin1String("stanforis"))
        return std::nullopt;
    QStringList parts = url.path().split(u'/', Qt::SkipEmptyParts);
    parts.prepend(url.host());
    PageLink link;
    if (parts.size() == 1) {
        if (parts[0] == QLatin1String("entry"))
            link.level = Level::Entry;
        else if (parts[0] == QLatin1String("subscriptions"))
            link.level = Level::Subscriptions;
        else if (parts[0] == QLatin1String("trust"))
            link.level = Level::Trust;
        else if (parts[0] == QLatin1String("sessions"))
            link.level = Level::Sessions;
        else if (parts[0] == QLatin1String("sign-in"))
            link.level = Level::SignIn;
        else
            return std::nullopt;
        return link;
    }
    if (parts == QStringList{QStringLiteral("training"), QStringLiteral("load")}) {
        link.level = Level::Load;
        return link;
    }
    static const QStringList words{QStringLiteral("sector"), QStringLiteral("service"), QStringLiteral("page")};
    if (parts.size() % 2 != 0 || parts.size() > 6)
        return std::nullopt;
    for (qsizetype i = 0; i < parts.size(); i += 2) {
        if (parts[i] != words[i / 2] || !isName(parts[i + 1]))
            return std::nullopt;
    }
    link.level = parts.size() == 2 ? Level::Sector : parts.size() == 4 ? Level::Service : Level::Page;
    link.sector = SectorId(parts[1]);
    if (parts.size() > 3)
        link.service = ServiceId(parts[3]);
    if (parts.size() > 5) {
        link.page = PageId(parts[5]);
        link.record = RecordId(QUrlQuery(url).queryItemValue(QStringLiteral("record"), QUrl::FullyDecoded));
    }
    return link;
}

QString PageLink::toString() const
{
    QString text = QStringLiteral("stanforis://");
    switch (level) {
    case Level::SignIn:
        return text + QLatin1String("sign-in");
    case Level::Entry:
        return text + QLatin1String("entry");
    case Level::Subscriptions:
        return text + QLatin1String("subscriptions");
    case Level::Trust:
        return text + QLatin1String("trust");
    case Level::Load:
        return text + QLatin1String("training/load");
    case Level::Sessions:
        return text + QLatin1String("sessions");
    case Level::Sector:
    case Level::Service:
    case Level::Page:
        break;
    }
    text += QLatin1String("sector/") + sector.value;
    if (level != Level::Sector)
        text += QLatin1String("/service/") + service.value;
    if (level == Level::Page) {
        text += QLatin1String("/page/") + page.value;
        if (!record.value.isEmpty())
            text += QLatin1String("?record=") + QString::fromLatin1(QUrl::toPercentEncoding(record.value));
    }
    return text;
}

PageLink PageLink::parent() const
{
    PageLink up = *this;
    up.record = {};
    if (level == Level::Page) {
        up.level = Level::Service;
        up.page = {};
    } else if (level == Level::Service) {
        up.level = Level::Sector;
        up.service = {};
    } else {
        up = PageLink{};
    }
    return up;
}

} // namespace stanforis
