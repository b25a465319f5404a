// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/doors/gateway.h"

#include "app/platform/doors/jsonform.h"
#include "app/platform/doors/status.h"
#include "app/platform/provider/provider.h"

#include <QNetworkRequest>

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

} // namespace

Gateway::Gateway(std::unique_ptr<TlsListener> listener, Documents documents, Provider &provider, Dispatch &dispatch, Guard &guard)
    : m_documents(std::move(documents))
    , m_provider(provider)
    , m_dispatch(dispatch)
    , m_guard(guard)
    , m_server([this](const HttpRequest &request) { return handle(request); })
{
    connect(&m_server, &QAbstractHttpServer::newWebSocketConnection, this, &Gateway::takeChannel);
    m_server.bind(listener.release()); // the server owns it from here on
}

Gateway::~Gateway() = default;

HttpResponse Gateway::handle(const HttpRequest &request)
{
    if (request.path.startsWith("/id/"_L1))
        return m_provider.handle(request);
    if (request.method == "GET" && request.path == "/.well-known/stanforis-configuration"_L1)
        return HttpResponse::text("application/json", m_documents.profile);
    if (request.method == "GET" && request.path == "/api/receipt-keys"_L1)
        return HttpResponse::text("application/jwk-set+json", m_documents.receiptKeys);
    if (request.path.startsWith("/api/"_L1))
        return call(request);
    if (request.method == "GET" && m_documents.registry) {
        if (auto document = m_documents.registry(request.path))
            return *document;
    }
    return errorResponse({Error::Code::NotFound, u"There is nothing at this address."_s});
}

HttpResponse Gateway::call(const HttpRequest &request)
{
    if (request.method != "POST")
        return errorResponse({Error::Code::Invalid, u"Methods are called with POST."_s}, 405);
    const auto path = request.path.mid(4).toLatin1(); // "/api"
    const auto *method = m_dispatch.find(path);
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
    const auto reply = m_dispatch.unary(path, request.bearer, *message);
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
        const auto caller = m_guard.identify(token);
        if (socket->requestUrl().path() != "/channel"_L1 || !caller) {
            socket->close(QWebSocketProtocol::CloseCode(Channel::unauthenticated),
                          caller ? u"No such channel."_s : caller.error().detail);
            connect(socket.get(), &QWebSocket::disconnected, socket.get(), &QObject::deleteLater);
            socket.release();
            continue;
        }
        m_channels.push_back(std::make_unique<Channel>(std::move(socket), *caller, token, m_dispatch, m_guard));
        auto *channel = m_channels.back().get();
        connect(
            channel, &Channel::closed, this,
            [this, channel] { std::erase_if(m_channels, [channel](const auto &entry) { return entry.get() == channel; }); },
            Qt::QueuedConnection);
    }
}

} // namespace stanforis
