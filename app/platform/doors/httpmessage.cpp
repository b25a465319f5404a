// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/doors/httpmessage.h"

#include <QJsonDocument>

namespace stanforis {

using namespace Qt::StringLiterals;

std::optional<QUrlQuery> HttpRequest::form() const
{
    if (contentType != "application/x-www-form-urlencoded")
        return std::nullopt;
    auto text = body;
    text.replace('+', "%20"); // QUrlQuery follows RFC 3986, forms do not
    return QUrlQuery(QString::fromLatin1(text));
}

HttpResponse HttpResponse::json(const QJsonObject &object, int status)
{
    return text("application/json", QJsonDocument(object).toJson(QJsonDocument::Compact), status);
}

HttpResponse HttpResponse::text(const QByteArray &contentType, const QByteArray &body, int status)
{
    return {status, {{"Content-Type", contentType}, {"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}}, body};
}

std::optional<QString> parameter(const QUrlQuery &query, const QString &name)
{
    const auto values = query.allQueryItemValues(name, QUrl::FullyDecoded);
    if (values.size() > 1)
        return std::nullopt;
    return values.value(0);
}

} // namespace stanforis
