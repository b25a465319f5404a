// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/callbackrequest.h"

#include <QUrl>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

std::optional<QUrlQuery> readCallback(const QByteArray &head, const QByteArray &host)
{
    const auto lines = head.split('\n');
    const auto request = lines.first().trimmed().split(' ');
    if (request.size() != 3 || request[0] != "GET" || !request[2].startsWith("HTTP/1."))
        return {};
    // The bytes, not the path of a URL: in "//evil/oauth/callback" a URL finds a host and behind it our path.
    const auto path = request[1].left(request[1].indexOf('?'));
    const QUrl target(QString::fromLatin1(request[1]), QUrl::StrictMode);
    if (QLatin1StringView(path) != callbackPath || !target.isValid() || target.hasFragment())
        return {};
    int hosts = 0;
    for (const auto &line : lines.mid(1)) {
        const auto colon = line.indexOf(':');
        if (line.left(colon).trimmed().toLower() != "host")
            continue;
        ++hosts;
        if (line.mid(colon + 1).trimmed() != host)
            return {};
    }
    if (hosts != 1)
        return {};
    auto query = target.query(QUrl::FullyEncoded);
    return QUrlQuery(query.replace(u'+', u"%20"_s));
}

} // namespace stanforis
