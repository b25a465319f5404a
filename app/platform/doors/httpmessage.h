// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/guard/workstations.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QUrlQuery>

#include <optional>
#include <utility>

namespace stanforis {

/// A request as it came in, whole.
struct HttpRequest
{
    QByteArray method; ///< "GET"
    QString path;      ///< decoded, without query
    QUrlQuery query;
    QByteArray contentType; ///< lower-case, without parameters
    QByteArray bearer;      ///< of the Authorization header; empty: none
    QByteArray body;
    QByteArray certificate = {};            ///< DER, of the peer; empty: it has none
    Result<Peer> peer = Credentials().peer; ///< whose certificate that is; filled in by the gateway

    /// Parameters of an application/x-www-form-urlencoded body. No value: it is something else.
    [[nodiscard]] std::optional<QUrlQuery> form() const;
};

struct HttpResponse
{
    int status = 200;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< Content-Length is added when it is sent
    QByteArray body;

    [[nodiscard]] static HttpResponse json(const QJsonObject &object, int status = 200);
    [[nodiscard]] static HttpResponse text(const QByteArray &contentType, const QByteArray &body, int status = 200);
};

/// The value of a parameter; empty when it is absent. No value: it occurs twice, which OAuth forbids (RFC 6749 §3.1).
[[nodiscard]] std::optional<QString> parameter(const QUrlQuery &query, const QString &name);

} // namespace stanforis
