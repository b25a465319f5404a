// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/platformclient.h"

#include "stanforis/channel/v1/channel.pb.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>
#include <QWebSocket>

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/security/credentials.h>

namespace stanforis::test {

using namespace Qt::StringLiterals;
namespace wire = stanforis::channel::v1;

namespace {

constexpr int patience = 10'000;
constexpr auto redirectUri = "http://127.0.0.1:49152/oauth/callback"_L1;

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray random()
{
    QByteArray bytes;
    for (int word = 0; word < 4; ++word)
        bytes += QByteArray::number(QRandomGenerator::system()->generate64()).rightJustified(20, '0').left(8);
    return bytes;
}

} // namespace

QJsonObject PlatformClient::Reply::json() const { return QJsonDocument::fromJson(body).object(); }

QString queryItem(const QByteArray &location, const QString &name)
{
    return QUrlQuery(QUrl(QString::fromLatin1(location))).queryItemValue(name, QUrl::FullyDecoded);
}

PlatformClient::PlatformClient(const SimulatorProcess &simulator)
    : PlatformClient(simulator, simulator.workstation())
{}

PlatformClient::PlatformClient(const SimulatorProcess &simulator, const TestWorkstation &workstation)
    : m_simulator(simulator)
    , m_tls(workstation.certificate.isEmpty() ? simulator.bareTls() : workstation.on(simulator.bareTls()))
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = simulator.profile()["trust_anchors"_L1].toArray().at(0).toString().toStdString();
    options.pem_cert_chain = workstation.certificate.toStdString();
    options.pem_private_key = workstation.key.toStdString();
    m_channel =
        grpc::CreateChannel(simulator.profile()["grpc_endpoint"_L1].toString().toStdString(), grpc::SslCredentials(options));
}

QNetworkRequest PlatformClient::request(const QString &path) const
{
    QNetworkRequest request(m_simulator.address().resolved(QUrl(path)));
    request.setSslConfiguration(m_tls);
    return request;
}

PlatformClient::Reply PlatformClient::wait(QNetworkReply *reply)
{
    const std::unique_ptr<QNetworkReply> owner(reply);
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, patience))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->rawHeader("Location"), reply->readAll()};
}

PlatformClient::Reply PlatformClient::get(const QString &path, const QUrlQuery &query)
{
    auto outgoing = request(path);
    auto url = outgoing.url();
    if (!query.isEmpty())
        url.setQuery(query);
    outgoing.setUrl(url);
    return wait(m_network.get(outgoing));
}

PlatformClient::Reply PlatformClient::post(const QString &path, const QByteArray &contentType, const QByteArray &body,
                                           const QByteArray &token)
{
    auto outgoing = request(path);
    outgoing.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
    if (!token.isEmpty())
        outgoing.setRawHeader("Authorization", "Bearer " + token);
    return wait(m_network.post(outgoing, body));
}

PlatformClient::Reply PlatformClient::postForm(const QString &path, const QList<std::pair<QString, QString>> &fields)
{
    QByteArray body;
    for (const auto &[name, value] : fields)
        body += (body.isEmpty() ? "" : "&") + QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    return post(path, "application/x-www-form-urlencoded", body);
}

PlatformClient::SignIn PlatformClient::newSignIn()
{
    const auto verifier = base64Url(random());
    const auto challenge = base64Url(QCryptographicHash::hash(verifier, QCryptographicHash::Sha256));
    return {QUrlQuery{{u"client_id"_s, u"stanforis-console"_s},
                      {u"redirect_uri"_s, redirectUri},
                      {u"response_type"_s, u"code"_s},
                      {u"scope"_s, u"openid profile offline_access platform.view platform.act"_s},
                      {u"state"_s, u"the state"_s},
                      {u"nonce"_s, u"the nonce"_s},
                      {u"code_challenge"_s, QString::fromLatin1(challenge)},
                      {u"code_challenge_method"_s, u"S256"_s}},
            QString::fromLatin1(verifier)};
}

QString PlatformClient::handleOn(const QByteArray &page)
{
    static const QRegularExpression pattern(u"name=\"handle\" value=\"([^\"]+)\""_s);
    return pattern.match(QString::fromUtf8(page)).captured(1);
}

QString PlatformClient::pinOn(const QByteArray &page, const QString &subject)
{
    const QRegularExpression pattern(u"value=\"%1\".*?training PIN <b>([0-9]{4})</b>"_s.arg(subject),
                                     QRegularExpression::DotMatchesEverythingOption);
    return pattern.match(QString::fromUtf8(page)).captured(1);
}

PlatformClient::Reply PlatformClient::authorize(const SignIn &signIn, const QString &subject, const QString &pin)
{
    const auto pushed = push(signIn);
    if (pushed.status != 201)
        return pushed;
    const auto page = open(pushed);
    if (page.status != 200)
        return page;
    return postForm(u"/id/authorize"_s, {{u"handle"_s, handleOn(page.body)},
                                         {u"identity"_s, subject},
                                         {u"pin"_s, pin.isEmpty() ? pinOn(page.body, subject) : pin},
                                         {u"action"_s, u"sign-in"_s}});
}

PlatformClient::Reply PlatformClient::push(const SignIn &signIn)
{
    QList<std::pair<QString, QString>> fields;
    for (const auto &[name, value] : signIn.query.queryItems(QUrl::FullyDecoded))
        fields.append({name, value});
    return postForm(u"/id/par"_s, fields);
}

PlatformClient::Reply PlatformClient::open(const Reply &pushed)
{
    return get(u"/id/authorize"_s,
               {{u"client_id"_s, u"stanforis-console"_s}, {u"request_uri"_s, pushed.json()["request_uri"_L1].toString()}});
}

PlatformClient::Reply PlatformClient::redeem(const QString &code, const QString &verifier)
{
    return postForm(u"/id/token"_s, {{u"grant_type"_s, u"authorization_code"_s},
                                     {u"client_id"_s, u"stanforis-console"_s},
                                     {u"redirect_uri"_s, redirectUri},
                                     {u"code"_s, code},
                                     {u"code_verifier"_s, verifier}});
}

PlatformClient::Reply PlatformClient::refresh(const QString &refreshToken, const QString &resource)
{
    QList<std::pair<QString, QString>> fields{
        {u"grant_type"_s, u"refresh_token"_s}, {u"client_id"_s, u"stanforis-console"_s}, {u"refresh_token"_s, refreshToken}};
    if (!resource.isEmpty())
        fields.append({u"resource"_s, resource});
    return postForm(u"/id/token"_s, fields);
}

QJsonObject PlatformClient::tokensOf(const QString &subject)
{
    const auto signIn = newSignIn();
    const auto answer = authorize(signIn, subject);
    return redeem(queryItem(answer.location, u"code"_s), signIn.verifier).json();
}

QString PlatformClient::sectorResource(const QString &sector) const
{
    return m_simulator.profile()["sector_resource_prefix"_L1].toString() + sector;
}

Answer PlatformClient::overHttps(const QByteArray &path, const QByteArray &token, const QByteArray &message)
{
    const auto reply = post(QString::fromLatin1("/api" + path), "application/x-protobuf", message, token);
    if (reply.status == 200)
        return {0, reply.body};
    return {reply.json()["code"_L1].toInt(-reply.status), reply.body};
}

Answer PlatformClient::overWebSocket(const QByteArray &path, const QByteArray &token, const QByteArray &message)
{
    QWebSocket socket;
    socket.setSslConfiguration(m_tls);
    QNetworkRequest upgrade(QUrl(m_simulator.profile()["websocket_url"_L1].toString()));
    upgrade.setRawHeader("Authorization", "Bearer " + connectionToken);
    Answer answer;
    bool ended = false;
    QObject::connect(&socket, &QWebSocket::disconnected, &socket, [&] { ended = true; });
    QObject::connect(&socket, &QWebSocket::connected, &socket, [&] {
        wire::ClientMessage open;
        open.set_call(1);
        open.mutable_open()->set_method(path.toStdString());
        open.mutable_open()->set_access_token(token.toStdString());
        open.mutable_open()->set_request(message.toStdString());
        socket.sendBinaryMessage(QByteArray::fromStdString(open.SerializeAsString()));
    });
    QObject::connect(&socket, &QWebSocket::binaryMessageReceived, &socket, [&](const QByteArray &bytes) {
        wire::ServerMessage received;
        if (!received.ParseFromArray(bytes.constData(), int(bytes.size())) || received.call() != 1)
            return;
        if (received.has_end()) {
            answer.code = received.end().code();
            ended = true;
        } else {
            answer.body = QByteArray::fromStdString(received.message());
        }
    });
    socket.open(upgrade);
    if (!QTest::qWaitFor([&] { return ended; }, patience))
        return {};
    if (answer.code < 0)
        answer.code = -int(socket.closeCode());
    return answer;
}

int PlatformClient::webSocketWith(const QByteArray &token)
{
    const auto socket = openWebSocket(token);
    bool ended = false;
    bool beaten = false;
    QObject::connect(socket.get(), &QWebSocket::disconnected, socket.get(), [&] { ended = true; });
    QObject::connect(socket.get(), &QWebSocket::binaryMessageReceived, socket.get(), [&] { beaten = true; });
    if (!QTest::qWaitFor([&] { return ended || beaten; }, patience))
        return -1;
    return beaten ? 0 : int(socket->closeCode());
}

std::unique_ptr<QWebSocket> PlatformClient::openWebSocket(const QByteArray &token)
{
    auto socket = std::make_unique<QWebSocket>();
    socket->setSslConfiguration(m_tls);
    QNetworkRequest upgrade(QUrl(m_simulator.profile()["websocket_url"_L1].toString()));
    if (!token.isEmpty())
        upgrade.setRawHeader("Authorization", "Bearer " + token);
    socket->open(upgrade);
    return socket;
}

Answer PlatformClient::overGrpc(const QByteArray &path, const QByteArray &token, const QByteArray &message)
{
    grpc::GenericStub stub(m_channel);
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(patience));
    if (!token.isEmpty())
        context.AddMetadata("authorization", "Bearer " + token.toStdString());
    grpc::CompletionQueue queue;
    const grpc::Slice slice(message.constData(), std::size_t(message.size()));
    const grpc::ByteBuffer outgoing(&slice, 1);
    const auto call = stub.PrepareUnaryCall(&context, path.toStdString(), outgoing, &queue);
    call->StartCall();
    grpc::ByteBuffer incoming;
    grpc::Status status;
    call->Finish(&incoming, &status, &queue);
    void *tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    std::vector<grpc::Slice> slices;
    QByteArray body;
    if (status.ok() && incoming.Dump(&slices).ok()) {
        for (const auto &part : slices)
            body.append(reinterpret_cast<const char *>(part.begin()), qsizetype(part.size()));
    }
    return {int(status.error_code()), body};
}

} // namespace stanforis::test
