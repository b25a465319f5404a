// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/doors/gateway.h"

#include "app/platform/doors/jsonform.h"
#include "app/platform/doors/status.h"
#include "app/platform/provider/provider.h"
#include "app/platform/workstations/enrolment.h"

#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

HttpResponse errorResponse(const Error &error, int status = 0)
{
    const int code = rpcCode(error.code);
    const auto refusal = refusalOf(error);
    auto response =
        HttpResponse::json({{u"code"_s, code}, {u"message"_s, refusal.message}, {u"violations"_s, refusal.violations}},
                           status ? status : httpStatus(code));
    if (code == 16) { // RFC 6750 §3, RFC 9470 §3
        response.headers += {
            {"WWW-Authenticate", refusal.challenge.isEmpty() ? QByteArray("Bearer error=\"invalid_token\"") : refusal.challenge}};
    }
    return response;
}

/// What needs no workstation: documents that say who the platform is, pages for a person's browser, and enrolment itself.
bool isOpen(const QString &path)
{
    static const QStringList open{u"/.well-known/stanforis-configuration"_s,
                                  u"/.well-known/stanforis-trust-list"_s,
                                  u"/authority/servers.crl"_s,
                                  u"/authority/workstations.crl"_s,
                                  u"/api/receipt-keys"_s,
                                  u"/workstations/enrol"_s,
                                  u"/id/.well-known/openid-configuration"_s,
                                  u"/id/jwks"_s,
                                  u"/id/authorize"_s,
                                  u"/id/device"_s,
                                  u"/id/logout"_s};
    return open.contains(path) || path.endsWith("/did.json"_L1); // also those that do not exist
}

/// In the form of RFC 6749 §5.2 where OAuth clients ask, else in the API's.
HttpResponse withoutWorkstation(const QString &path, const Error &error)
{
    if (!path.startsWith("/id/"_L1))
        return errorResponse(error);
    return HttpResponse::json({{u"error"_s, u"invalid_client"_s}, {u"error_description"_s, error.detail}}, 401);
}

} // namespace

Gateway::Gateway(std::unique_ptr<TlsListener> listener, Documents documents, const Parts &parts)
    : m_documents(std::move(documents))
    , m_parts(parts)
    , m_server([this](const HttpRequest &request) { return handle(request); })
{
    connect(&m_server, &QAbstractHttpServer::newWebSocketConnection, this, &Gateway::takeChannel);
    m_server.bind(listener.release()); // the server owns it from here on
}

Gateway::~Gateway() = default;

HttpResponse Gateway::handle(HttpRequest request)
{
    if (request.method == "GET" && m_documents.registry) { // what it publishes is for everybody
        if (auto document = m_documents.registry(request.path))
            return *document;
    }
    request.peer = m_parts.workstations.peerOf(request.certificate);
    if (!request.peer && !isOpen(request.path))
        return withoutWorkstation(request.path, request.peer.error());
    if (request.path.startsWith("/id/"_L1))
        return m_parts.provider.handle(request);
    if (request.method == "GET") {
        if (const auto found = document(request.path))
            return *found;
    }
    if (request.path.startsWith("/workstations/"_L1)) {
        const auto response = m_parts.enrolment.handle(request);
        return response ? *response : errorResponse(response.error());
    }
    if (request.path.startsWith("/api/"_L1))
        return call(request);
    return errorResponse({Error::Code::NotFound, u"There is nothing at this address."_s});
}

std::optional<HttpResponse> Gateway::document(const QString &path) const
{
    const auto made = [](const char *type, const QByteArray &body) {
        return body.isEmpty() ? errorResponse({Error::Code::Internal, u"It could not be signed."_s})
                              : HttpResponse::text(type, body);
    };
    if (path == "/.well-known/stanforis-configuration"_L1)
        return HttpResponse::text("application/json", m_documents.profile);
    if (path == "/.well-known/stanforis-trust-list"_L1)
        return made("application/jose", m_documents.trustList());
    if (path == "/authority/servers.crl"_L1)
        return made("application/pkix-crl", m_documents.revokedServers());
    if (path == "/authority/workstations.crl"_L1)
        return made("application/pkix-crl", m_documents.revokedWorkstations());
    if (path == "/api/receipt-keys"_L1)
        return HttpResponse::text("application/jwk-set+json", m_documents.receiptKeys);
    return std::nullopt;
}

HttpResponse Gateway::call(const HttpRequest &request)
{
    if (request.method != "POST")
        return errorResponse({Error::Code::Invalid, u"Methods are called with POST."_s}, 405);
    const auto path = request.path.mid(4).toLatin1(); // "/api"
    const auto *method = m_parts.dispatch.find(path);
    if (!method)
        return errorResponse({Error::Code::NotFound, u"There is no such method."_s});
    if (request.body.size() > Dispatch::largestFor(path))
        return errorResponse(
            {Error::Code::Invalid, u"The request is larger than %1 MiB."_s.arg(Dispatch::largestFor(path) >> 20)}, 413);
    const bool json = request.contentType == "application/json";
    if (!json && request.contentType != "application/x-protobuf")
        return errorResponse({Error::Code::Invalid, u"Send application/x-protobuf or application/json."_s}, 415);
    const auto message = json ? jsonToMessage(method->requestType, request.body) : Result<QByteArray>(request.body);
    if (!message)
        return errorResponse(message.error());
    const auto reply = m_parts.dispatch.unary(path, {request.bearer, request.peer}, *message);
    if (!reply)
        return errorResponse(reply.error());
    if (!json)
        return HttpResponse::text("application/x-protobuf", *reply);
    const auto text = messageToJson(method->responseType, *reply);
    return text ? HttpResponse::text("application/json", *text) : errorResponse(text.error());
}

void Gateway::takeChannel()
{
    while (m_server.hasPendingWebSocketConnections()) {
        auto socket = m_server.nextPendingWebSocketConnection();
        const auto authorization = socket->request().rawHeader("Authorization");
        const auto token = authorization.left(7).toLower() == "bearer " ? authorization.mid(7) : QByteArray();
        const Credentials credentials{token, m_parts.workstations.peerOf(socket->sslConfiguration().peerCertificate().toDer())};
        const auto caller = m_parts.guard.identify(credentials);
        if (socket->requestUrl().path() != "/channel"_L1 || !caller) {
            socket->close(QWebSocketProtocol::CloseCode(Channel::unauthenticated),
                          caller ? u"No such channel."_s : caller.error().detail);
            connect(socket.get(), &QWebSocket::disconnected, socket.get(), &QObject::deleteLater);
            socket.release();
            continue;
        }
        m_channels.push_back(std::make_unique<Channel>(std::move(socket), *caller, credentials, m_parts.dispatch, m_parts.guard));
        auto *channel = m_channels.back().get();
        connect(
            channel, &Channel::closed, this,
            [this, channel] { std::erase_if(m_channels, [channel](const auto &entry) { return entry.get() == channel; }); },
            Qt::QueuedConnection);
    }
}

} // namespace stanforis
