// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/doors/httpserver.h"

#include "app/platform/doors/requestlimits.h"

#include <QDateTime>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QLocale>
#include <QMetaEnum>
#include <QSslCertificate>
#include <QSslSocket>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

QByteArray methodName(QHttpServerRequest::Method method)
{
    return QByteArray(QMetaEnum::fromType<QHttpServerRequest::Method>().valueToKey(int(method))).toUpper();
}

QByteArray bearerOf(const QByteArray &authorization)
{
    constexpr QByteArrayView scheme = "bearer ";
    return authorization.left(scheme.size()).toLower() == scheme ? authorization.mid(scheme.size()).trimmed() : QByteArray();
}

HttpRequest toRequest(const QHttpServerRequest &request, const QTcpSocket *socket)
{
    const auto type = request.value("content-type");
    const auto *tls = qobject_cast<const QSslSocket *>(socket);
    return {methodName(request.method()),
            request.url().path(QUrl::FullyDecoded),
            QUrlQuery(request.url().query(QUrl::FullyEncoded).replace(u'+', "%20"_L1)), // browsers write a space as plus
            type.left(type.indexOf(';') < 0 ? type.size() : type.indexOf(';')).trimmed().toLower(),
            bearerOf(request.value("authorization")),
            request.body(),
            tls ? tls->peerCertificate().toDer() : QByteArray()};
}

} // namespace

HttpServer::HttpServer(Handler handler)
    : m_handler(std::move(handler))
{}

bool HttpServer::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    auto *limits = socket->findChild<RequestLimits *>(QString(), Qt::FindDirectChildrenOnly);
    if (request.value("upgrade").toLower() == "websocket") {
        delete limits; // the channel has limits of its own
        return true;   // unanswered: QtHttpServer goes on with the upgrade
    }
    if (limits)
        limits->requestDone();
    const auto read = toRequest(request, socket);
    const auto response = m_handler(read);
    auto responder = makeResponder(request, socket);
    responder.writeStatusLine(QHttpServerResponder::StatusCode(response.status));
    for (const auto &[name, value] : response.headers)
        responder.writeHeader(name, value);
    // RFC 9110 §6.6.1: who has a clock says so; a console without a channel yet takes its platform's time from here.
    const auto now = QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    responder.writeHeader("Date", now.toLatin1());
    responder.writeHeader("Content-Length", QByteArray::number(response.body.size()));
    responder.writeBody(read.method == "HEAD" ? QByteArray() : response.body);
    return true;
}

void HttpServer::missingHandler(const QHttpServerRequest &, QTcpSocket *socket) { socket->disconnectFromHost(); }

} // namespace stanforis
