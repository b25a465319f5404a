// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/userchannel.h"

#include "app/link/revocations.h"
#include "app/link/rpcerrors.h"
#include "app/link/tlscredential.h"
#include "app/link/transportmonitor.h"
#include "app/link/trustanchor.h"
#include "models/ports/tokensource.h"

#include <QNetworkRequest>
#include <QRandomGenerator>
#include <QSslSocket>

#include "stanforis/channel/v1/channel.pb.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace wire = stanforis::channel::v1;

namespace {

constexpr auto heartbeat = 1s;
constexpr auto connectLimit = 10s;
constexpr quint64 largestMessage = (32 << 20) + 1024; // a telemetry frame in its envelope

QByteArray bytesOf(const wire::ClientMessage &message) { return QByteArray::fromStdString(message.SerializeAsString()); }

} // namespace

class UserChannel::Call final : public StreamCall
{
public:
    Call(UserChannel &channel, quint32 callNumber, wire::ClientMessage openMessage, Decode decoder)
        : number(callNumber)
        , open(std::move(openMessage))
        , decode(std::move(decoder))
        , m_channel(&channel)
    {}
    ~Call() override
    {
        if (m_channel)
            m_channel->close(number);
    }
    void end(const Error &error)
    {
        m_channel = nullptr;
        Q_EMIT finished(error);
    }

    const quint32 number;
    const wire::ClientMessage open;
    const Decode decode;
    bool sent = false;

private:
    QPointer<UserChannel> m_channel;
};

UserChannel::UserChannel(const QUrl &url, const TrustAnchor &anchor, const Revocations *revocations, TokenSource &tokens,
                         TransportMonitor &monitor, QObject *parent)
    : QObject(parent)
    , m_url(url)
    , m_tls(anchor.tls())
    , m_revocations(revocations)
    , m_tokens(tokens)
    , m_monitor(monitor)
{
    m_retry.setSingleShot(true);
    m_silence.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &UserChannel::connectNow);
    connect(&m_silence, &QTimer::timeout, this, &UserChannel::lose);
    connect(&m_monitor, &TransportMonitor::retryRequested, this, [this] {
        if (m_retry.isActive()) {
            m_backoff.reset();
            connectNow();
        }
    });
}

UserChannel::~UserChannel()
{
    if (m_next)
        m_next->disconnect(this);
    if (m_socket)
        m_socket->disconnect(this); // it says that it is disconnected when it is destroyed
}

void UserChannel::start()
{
    if (std::exchange(m_wanted, true))
        return;
    m_backoff.reset();
    connectNow();
}

void UserChannel::stop()
{
    m_wanted = false;
    lose();
    m_monitor.setState(Transport::WebSocket, LinkState::Idle);
}

void UserChannel::connectNow()
{
    m_retry.stop();
    m_monitor.setState(Transport::WebSocket, LinkState::Connecting);
    m_attempt = std::make_unique<QObject>();
    m_tokens.token(m_attempt.get(), {}, [this](Result<QString> token) {
        if (token)
            connectWith(*token);
        else
            lose();
    });
}

std::unique_ptr<QWebSocket> UserChannel::makeSocket(const QString &token) const
{
    auto socket = std::make_unique<QWebSocket>();
    socket->setSslConfiguration(m_tls);
    socket->setMaxAllowedIncomingMessageSize(largestMessage);
    socket->setMaxAllowedIncomingFrameSize(largestMessage);
    QNetworkRequest request(m_url);
    request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    socket->open(request);
    // QWebSocket has no word between the handshake and the upgrade request with the token; the socket that it makes in open()
    // has. Its name is asked for again when it is connected, should that ever change.
    if (auto *tls = socket->findChild<QSslSocket *>(); tls && m_revocations) {
        connect(tls, &QSslSocket::encrypted, tls, [tls, revocations = m_revocations] {
            if (!revocations->check(tls->peerCertificateChain()))
                tls->abort();
        });
    }
    return socket;
}

void UserChannel::connectWith(const QString &token)
{
    m_token = token;
    m_socket = makeSocket(token);
    auto *socket = m_socket.get();
    listenTo(*socket);
    connect(socket, &QWebSocket::connected, this, &UserChannel::beginWith);
    connect(socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, [this, socket] {
        // QWebSocket tells the status of a refused upgrade only in this text.
        if (!m_open && socket->errorString().contains("401"_L1))
            m_tokens.refuse(m_token);
        lose();
    });
    m_silence.start(connectLimit);
}

void UserChannel::listenTo(QWebSocket &socket)
{
    connect(&socket, &QWebSocket::binaryMessageReceived, this, &UserChannel::receive);
    connect(&socket, &QWebSocket::disconnected, this, [this, &socket] {
        // Our own verdict on what came; the platform closes with other codes.
        if (socket.closeCode() == QWebSocketProtocol::CloseCodeTooMuchData)
            m_monitor.noteUnreadable(Transport::WebSocket, 1);
        lose();
    });
}

void UserChannel::beginWith()
{
    if (m_revocations && !m_revocations->check(m_socket->sslConfiguration().peerCertificateChain())) {
        lose();
        return;
    }
    m_open = true;
    m_heartbeats = 0;
    m_pingSent = 0;
    m_backoff.reset();
    m_silence.start(3 * heartbeat);
    m_monitor.noteMessage(Transport::WebSocket);
    for (auto *call : std::as_const(m_calls))
        sendOpen(*call);
    Q_EMIT opened();
}

void UserChannel::setCredential(const WorkstationCredential &credential)
{
    present(m_tls, credential);
    if (m_open && !credential.isEmpty()) {
        prepare();
    } else if (m_wanted && m_retry.isActive()) {
        m_backoff.reset();
        connectNow();
    }
}

void UserChannel::connectAnew(const TrustAnchor &anchor, const WorkstationCredential &credential)
{
    m_tls = anchor.tls();
    present(m_tls, credential);
    if (!m_wanted)
        return;
    lose();
    m_backoff.reset();
    connectNow();
}

/// Should the second connection not come about, the first goes on until its token ends; then everything is made anew anyway.
void UserChannel::prepare()
{
    m_tokens.refuse(m_token); // it is bound to the old certificate
    m_attempt = std::make_unique<QObject>();
    m_tokens.token(m_attempt.get(), {}, [this](Result<QString> token) {
        if (!token || !m_open)
            return;
        if (m_next)
            m_next.release()->deleteLater();
        m_nextToken = *token;
        m_next = makeSocket(*token);
        connect(m_next.get(), &QWebSocket::connected, this, &UserChannel::moveOver);
    });
}

void UserChannel::moveOver()
{
    m_socket->disconnect(this);
    m_socket->close();
    m_socket.release()->deleteLater();
    m_socket = std::move(m_next);
    m_socket->disconnect(this);
    m_token = std::exchange(m_nextToken, {});
    listenTo(*m_socket);
    connect(m_socket.get(), qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &UserChannel::lose);
    const auto running = std::exchange(m_calls, {});
    beginWith();
    // As when their tokens run out: each opens again at once, with a new one, where it stands.
    endCalls(running, {Error::Code::Unauthenticated, {}});
}

void UserChannel::lose()
{
    m_silence.stop();
    m_attempt.reset();
    m_open = false;
    if (m_next) {
        m_next->disconnect(this);
        m_next.release()->deleteLater();
    }
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket.release()->deleteLater(); // we may be inside one of its signals
    }
    if (m_wanted && !m_retry.isActive()) {
        const auto pause = m_backoff.next(QRandomGenerator::global()->generateDouble());
        m_retry.start(pause);
        m_monitor.setWaiting(Transport::WebSocket, pause);
    } else if (!m_wanted) {
        m_retry.stop();
    }
    endCalls(std::exchange(m_calls, {}), {Error::Code::Unreachable, {}});
}

void UserChannel::endCalls(const QHash<quint32, Call *> &calls, const Error &error)
{
    QList<QPointer<Call>> running;
    for (auto *call : calls)
        running.append(call);
    for (const auto &call : std::as_const(running)) {
        if (call)
            call->end(error);
    }
}

std::unique_ptr<StreamCall> UserChannel::open(const QByteArray &method, const QByteArray &request, const QString &token,
                                              Decode decode)
{
    do {
        ++m_lastNumber;
    } while (m_lastNumber == 0 || m_calls.contains(m_lastNumber));
    wire::ClientMessage message;
    message.set_call(m_lastNumber);
    message.mutable_open()->set_method(method.toStdString());
    message.mutable_open()->set_access_token(token.toStdString());
    message.mutable_open()->set_request(request.toStdString());
    auto call = std::make_unique<Call>(*this, m_lastNumber, std::move(message), std::move(decode));
    m_calls.insert(m_lastNumber, call.get());
    if (m_open)
        sendOpen(*call);
    return call;
}

void UserChannel::sendOpen(Call &call)
{
    call.sent = true;
    m_socket->sendBinaryMessage(bytesOf(call.open));
}

void UserChannel::close(quint32 number)
{
    const auto *call = m_calls.take(number);
    if (!call || !call->sent || !m_open)
        return;
    wire::ClientMessage message;
    message.set_call(number);
    message.mutable_cancel();
    m_socket->sendBinaryMessage(bytesOf(message));
}

void UserChannel::receive(const QByteArray &bytes)
{
    wire::ServerMessage message;
    if (!message.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size()))) {
        m_monitor.noteUnreadable(Transport::WebSocket, 1);
        lose(); // what follows cannot be told apart any more
        return;
    }
    m_silence.start(3 * heartbeat);
    m_monitor.noteMessage(Transport::WebSocket);
    if (message.has_heartbeat() || message.has_pong()) {
        compareClocks(message);
        return;
    }
    const QPointer<Call> call(m_calls.value(message.call()));
    if (!call)
        return; // of a call that was cancelled a moment ago
    if (message.has_end()) {
        m_calls.remove(message.call());
        call->end(errorFromRpc(message.end().code(), QString::fromStdString(message.end().message())));
        return;
    }
    const auto deliver = call->decode(message.message());
    if (deliver)
        deliver();
    if (call && deliver && deliver.isReadable())
        Q_EMIT call->delivered();
}

/// Asked again with every heartbeat at first, then with every fifth: the quickest answer of the last two minutes counts.
void UserChannel::compareClocks(const wire::ServerMessage &message)
{
    const Instant now = m_monitor.clock().now();
    if (message.has_pong()) {
        const wire::Pong &pong = message.pong();
        if (pong.ping_us() != std::exchange(m_pingSent, 0))
            return; // somebody's invention
        m_monitor.platformClock().addRoundTrip(fromMicroseconds(pong.ping_us()), fromMicroseconds(pong.received_us()),
                                               fromMicroseconds(pong.sent_us()), now);
        Q_EMIT clocksCompared();
        return;
    }
    m_monitor.platformClock().addOneWay(fromMicroseconds(message.heartbeat().sent_us()), now);
    if (const int count = m_heartbeats++; count > 4 && count % 5 != 0)
        return;
    askClock();
}

void UserChannel::askClock()
{
    if (!m_open)
        return;
    wire::ClientMessage question;
    m_pingSent = toMicroseconds(m_monitor.clock().now());
    question.mutable_ping()->set_sent_us(m_pingSent);
    m_socket->sendBinaryMessage(bytesOf(question));
}

} // namespace stanforis
