// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/doors/channel.h"

#include "app/platform/doors/status.h"
#include "stanforis/channel/v1/channel.pb.h"

namespace stanforis {

using namespace Qt::StringLiterals;
namespace wire = stanforis::channel::v1;

namespace {

QByteArray serialized(const wire::ServerMessage &message) { return QByteArray::fromStdString(message.SerializeAsString()); }

} // namespace

class Channel::CallEnd final : public CallSink
{
public:
    CallEnd(Channel &channel, quint32 number)
        : m_channel(channel)
        , m_number(number)
    {}

    bool send(const QByteArray &message) override
    {
        if (m_ended || m_channel.m_full)
            return false;
        wire::ServerMessage envelope;
        envelope.set_call(m_number);
        envelope.set_message(message.constData(), std::size_t(message.size()));
        m_channel.write(serialized(envelope));
        return true;
    }
    void finish(const Error &error) override { end(rpcCode(error.code), refusalOf(error).text()); }
    void complete() override { end(0, {}); }

private:
    void end(int code, const QString &sentence)
    {
        if (std::exchange(m_ended, true))
            return;
        wire::ServerMessage envelope;
        envelope.set_call(m_number);
        envelope.mutable_end()->set_code(code);
        envelope.mutable_end()->set_message(sentence.toStdString());
        m_channel.write(serialized(envelope));
        // Not now: whoever ends the call may be a part of it.
        QMetaObject::invokeMethod(
            &m_channel, [channel = &m_channel, number = m_number] { channel->m_calls.erase(number); }, Qt::QueuedConnection);
    }

    Channel &m_channel;
    const quint32 m_number;
    bool m_ended = false;
};

Channel::Channel(std::unique_ptr<QWebSocket> socket, Caller caller, Credentials credentials, Dispatch &dispatch, Guard &guard)
    : m_socket(std::move(socket))
    , m_caller(std::move(caller))
    , m_credentials(std::move(credentials))
    , m_dispatch(dispatch)
    , m_guard(guard)
{
    m_socket->setParent(nullptr);
    m_socket->setMaxAllowedIncomingMessageSize(largestMessage);
    m_socket->setMaxAllowedIncomingFrameSize(largestMessage);
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, &Channel::read);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
            [this] { close(QWebSocketProtocol::CloseCodeDatatypeNotSupported, u"Send binary messages."_s); });
    connect(m_socket.get(), &QWebSocket::disconnected, this, &Channel::closed);
    connect(m_socket.get(), &QWebSocket::bytesWritten, this, [this](qint64) { bytesLeft(); });
    connect(&m_heartbeat, &QTimer::timeout, this, &Channel::beat);
    m_heartbeat.start(std::chrono::seconds(1));
    watch(m_caller);
    beat();
}

Channel::~Channel()
{
    m_socket->disconnect(this);
    for (auto &[number, entry] : m_calls)
        entry.call.reset(); // before the ends, which outlive them
}

void Channel::watch(const Caller &caller)
{
    m_admission = m_guard.watch(caller);
    connect(m_admission.get(), &Admission::ended, this, [this](const Error &error) {
        const bool expired = error.code == Error::Code::Unauthenticated;
        if (expired || m_calls.empty())
            close(unauthenticated, error.detail);
    });
}

void Channel::read(const QByteArray &message)
{
    const Instant received = SystemClock().now();
    wire::ClientMessage envelope;
    if (!envelope.ParseFromArray(message.constData(), int(message.size())) || (envelope.call() == 0) != envelope.has_ping() ||
        envelope.kind_case() == wire::ClientMessage::KIND_NOT_SET) {
        close(QWebSocketProtocol::CloseCodeProtocolError, u"A message could not be read."_s);
        return;
    }
    if (envelope.has_ping()) {
        answer(envelope.ping(), received);
        return;
    }
    const auto number = envelope.call();
    if (envelope.has_cancel()) {
        if (const auto found = m_calls.find(number); found != m_calls.end()) {
            found->second.call.reset();
            found->second.end->finish({Error::Code::Cancelled, u"Cancelled by the client."_s});
        }
        return;
    }
    open(number, envelope.open());
}

void Channel::open(quint32 number, const wire::Open &request)
{
    if (m_calls.contains(number)) {
        close(QWebSocketProtocol::CloseCodeProtocolError, u"A call number is in use twice."_s);
        return;
    }
    auto &entry = m_calls[number];
    entry.end = std::make_unique<CallEnd>(*this, number);
    if (m_calls.size() > mostCalls) {
        entry.end->finish({Error::Code::Unavailable, u"Too many calls on this connection."_s});
        return;
    }
    const auto given = QByteArray::fromStdString(request.access_token());
    if (const auto newer = given.isEmpty() ? Result<Caller>(m_caller) : m_guard.describe({given, m_credentials.peer}); newer) {
        if (newer->subject != m_caller.subject || newer->session != m_caller.session) {
            entry.end->finish({Error::Code::PermissionDenied, u"The token is another person's than this connection's."_s});
            return;
        }
        if (newer->expires > m_caller.expires) {
            m_caller.expires = newer->expires;
            if (!newer->sector)
                m_credentials.token = given;
            watch(m_caller);
        }
    }
    auto call = m_dispatch.open(QByteArray::fromStdString(request.method()),
                                given.isEmpty() ? m_credentials : Credentials{given, m_credentials.peer},
                                QByteArray::fromStdString(request.request()), entry.end.get());
    entry.call = std::move(call);
}

void Channel::beat()
{
    if (m_full)
        return;
    wire::ServerMessage envelope;
    envelope.mutable_heartbeat()->set_sent_us(toMicroseconds(SystemClock().now()));
    write(serialized(envelope));
}

void Channel::answer(const wire::Ping &ping, Instant received)
{
    wire::ServerMessage envelope;
    auto *pong = envelope.mutable_pong();
    pong->set_ping_us(ping.sent_us());
    pong->set_received_us(toMicroseconds(received));
    pong->set_sent_us(toMicroseconds(SystemClock().now()));
    write(serialized(envelope));
}

void Channel::write(const QByteArray &message)
{
    m_socket->sendBinaryMessage(message);
    m_full = m_full || m_socket->bytesToWrite() > fullBuffer;
}

void Channel::bytesLeft()
{
    if (!m_full || m_socket->bytesToWrite() > fullBuffer / 2)
        return;
    m_full = false;
    for (auto &[number, entry] : m_calls)
        Q_EMIT entry.end->drained();
}

void Channel::close(quint16 code, const QString &sentence)
{
    m_heartbeat.stop();
    m_socket->close(QWebSocketProtocol::CloseCode(code), sentence);
}

} // namespace stanforis
