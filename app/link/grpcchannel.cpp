// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/grpcchannel.h"

#include "app/link/grpcreactors.h"
#include "app/link/rpcerrors.h"
#include "app/link/transportmonitor.h"
#include "models/domain/workstation.h"

#include <QPointer>
#include <QTimer>

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <openssl/crypto.h>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// gRPC's own limit is 4 MiB; a telemetry frame may have 32 (FrameReader::largestFrame).
constexpr int largestMessage = (32 << 20) + 1024;
constexpr int lookahead = 8 << 20; ///< bytes on their way: 80 MB/s over 100 ms
constexpr ArrivalBox::Limits boxLimits{256, 4'000'000};
constexpr auto rest = 15s;

/// gRPC's own check lets a certificate pass when it finds no list.
Error unlisted() { return {Error::Code::Untrusted, u"revocation list: folder"_s}; }

/// The GUI thread's end of one call. Its reactor outlives it when it must.
class GrpcCall final : public StreamCall
{
public:
    GrpcCall(ArrivalBox::Limits limits, Backlog backlog, TransportMonitor &monitor)
        : m_box(std::make_shared<ArrivalBox>(
              limits, [this] { QMetaObject::invokeMethod(this, &GrpcCall::empty, Qt::QueuedConnection); },
              backlog == Backlog::Newest ? Overflow::LetOldestGo : Overflow::Keep))
        , m_gate(backlog == Backlog::Wait ? std::make_shared<ReadGate>() : nullptr)
        , m_monitor(monitor)
    {}
    ~GrpcCall() override
    {
        m_box->close();
        if (m_context)
            m_context->TryCancel();
        if (m_gate)
            m_gate->pass();
    }

    [[nodiscard]] const std::shared_ptr<ArrivalBox> &box() const { return m_box; }
    [[nodiscard]] const std::shared_ptr<ReadGate> &gate() const { return m_gate; }
    void setContext(std::shared_ptr<grpc::ClientContext> context) { m_context = std::move(context); }

private:
    void empty()
    {
        const QPointer<GrpcCall> self(this);
        if (const quint64 dropped = m_box->takeDropped())
            m_monitor.noteDropped(Transport::Grpc, dropped);
        auto arrivals = m_box->take();
        if (m_gate)
            m_gate->pass();
        bool any = false;
        for (auto &arrival : arrivals) {
            if (arrival.deliver) {
                any = any || arrival.deliver.isReadable();
                arrival.deliver();
                if (!self)
                    return;
            }
            if (!arrival.end)
                continue;
            m_context.reset();
            if (arrival.code == grpc::StatusCode::RESOURCE_EXHAUSTED && arrival.message.contains("larger than max"_L1))
                m_monitor.noteUnreadable(Transport::Grpc, 1); // gRPC's own verdict on what came
            if (any)
                Q_EMIT delivered();
            if (self)
                Q_EMIT finished(errorFromRpc(arrival.code, arrival.message));
            return;
        }
        if (any)
            Q_EMIT delivered();
    }

    std::shared_ptr<ArrivalBox> m_box;
    std::shared_ptr<ReadGate> m_gate;
    TransportMonitor &m_monitor;
    std::shared_ptr<grpc::ClientContext> m_context;
};

} // namespace

class GrpcChannel::Private
{
public:
    void connectWith(const WorkstationCredential &credential);
    void retire();

    std::string endpoint;
    std::string roots;
    std::string revocations; ///< folder
    std::shared_ptr<OutstandingCalls> outstanding = std::make_shared<OutstandingCalls>();
    std::shared_ptr<grpc::Channel> channel;
    std::unique_ptr<grpc::GenericStub> stub;
    std::vector<std::shared_ptr<grpc::Channel>> retired; ///< with an older certificate, while calls run on them
};

void GrpcChannel::Private::connectWith(const WorkstationCredential &credential)
{
    // gRPC 1.51 has no way to ask for TLS 1.3 alone. The one suite left to TLS 1.2 needs a key shared beforehand, and there is
    // none; TLS 1.3 has suites of its own. It counts when gRPC makes its first TLS context.
    qputenv("GRPC_SSL_CIPHER_SUITES", "PSK-AES256-GCM-SHA384");
    namespace tls = grpc::experimental; // as gRPC 1.51 calls it; the only way to revocation lists
    std::vector<tls::IdentityKeyCertPair> pairs;
    if (!credential.isEmpty())
        pairs.push_back({credential.key.toStdString(), credential.certificate.toStdString()});
    tls::TlsChannelCredentialsOptions trust;
    trust.set_certificate_provider(std::make_shared<tls::StaticDataCertificateProvider>(roots, pairs));
    trust.watch_root_certs();
    if (!pairs.empty())
        trust.watch_identity_key_cert_pairs();
    trust.set_crl_directory(revocations);
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(largestMessage);
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 10'000);
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 5'000);
    arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 500);
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 500);
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 5'000);
    // The window is as large as it may get from the start. Otherwise each message is answered with a ping that measures the
    // connection, which wakes five threads in turn.
    arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
    arguments.SetInt(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, lookahead);
    arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
    // Two channels to one endpoint must not share a connection that was verified for the other.
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    channel = grpc::CreateCustomChannel(endpoint, tls::TlsCredentials(trust), arguments);
    stub = std::make_unique<grpc::GenericStub>(channel);
    for (auto &pair : pairs)
        OPENSSL_cleanse(pair.private_key.data(), pair.private_key.size());
}

/// Its calls go on. The last of them ends on gRPC's own thread, which must not be the one that destroys a channel, so it stays
/// here until it is seen to be ours alone.
void GrpcChannel::Private::retire()
{
    stub.reset();
    std::erase_if(retired, [](const auto &older) { return older.use_count() == 1; });
    retired.push_back(std::move(channel));
}

GrpcChannel::GrpcChannel(const QString &endpoint, const QByteArray &rootPem, const QString &revocations,
                         TransportMonitor &monitor, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
    , m_monitor(monitor)
{
    d->endpoint = endpoint.toStdString();
    d->roots = rootPem.toStdString();
    d->revocations = revocations.toStdString();
    d->connectWith({});
    connect(&m_monitor, &TransportMonitor::retryRequested, this, [this] { m_blocked.setRemainingTime(0); });
}

GrpcChannel::~GrpcChannel()
{
    d->outstanding->cancelAll();
    d->outstanding->waitForAll(2s);
}

void GrpcChannel::setCredential(const WorkstationCredential &credential)
{
    m_usable = !credential.isEmpty();
    m_blocked.setRemainingTime(0);
    d->retire();
    d->connectWith(credential);
}

void GrpcChannel::connectAnew(const QByteArray &rootPem, const QString &revocations, const WorkstationCredential &credential)
{
    d->roots = rootPem.toStdString();
    d->revocations = revocations.toStdString();
    d->outstanding->cancelAll();
    setCredential(credential);
}

bool GrpcChannel::isUsable() const { return m_blocked.hasExpired() && m_usable && !d->revocations.empty(); }

void GrpcChannel::block()
{
    m_blocked.setRemainingTime(rest);
    m_monitor.setWaiting(Transport::Grpc, rest);
}

void GrpcChannel::call(QObject *context, const QByteArray &method, const QByteArray &request, const QString &token,
                       std::chrono::milliseconds limit, Reply<QByteArray> reply)
{
    if (d->revocations.empty()) {
        QTimer::singleShot(0, context, [reply = std::move(reply)] { reply(unlisted()); });
        return;
    }
    auto *call = new GrpcCall({1}, Backlog::Wait, m_monitor);
    call->setParent(context);
    auto shared = std::make_shared<Reply<QByteArray>>(std::move(reply));
    const QPointer<GrpcChannel> self(this);
    auto *reactor = new UnaryReactor(d->outstanding, call->box(), [call, shared, self](QByteArray answer) -> Delivery {
        return [call, shared, self, answer = std::move(answer)] {
            call->disconnect();
            call->deleteLater();
            if (self)
                self->m_monitor.noteMessage(Transport::Grpc);
            (*shared)(answer);
        };
    });
    connect(call, &StreamCall::finished, this, [this, call, shared](const Error &error) {
        call->deleteLater();
        const bool connected = d->channel->GetState(false) == GRPC_CHANNEL_READY;
        const bool unreached = error.code == Error::Code::Unavailable || error.code == Error::Code::TimedOut;
        if (connected)
            m_monitor.noteMessage(Transport::Grpc);
        (*shared)(unreached && !connected ? Error{Error::Code::Unreachable, error.detail} : error);
    });
    prepare(*reactor->context(), token);
    reactor->context()->set_deadline(std::chrono::system_clock::now() + limit);
    call->setContext(reactor->context());
    reactor->start(*d->stub, method, request);
}

std::unique_ptr<StreamCall> GrpcChannel::open(const QByteArray &method, const QByteArray &request, const QString &token,
                                              Decode decode, Backlog backlog)
{
    auto call = std::make_unique<GrpcCall>(boxLimits, backlog, m_monitor);
    if (d->revocations.empty()) {
        QTimer::singleShot(0, call.get(), [call = call.get()] { Q_EMIT call->finished(unlisted()); });
        return call;
    }
    auto *reactor = new StreamReactor(d->outstanding, call->box(), call->gate(), std::move(decode));
    prepare(*reactor->context(), token);
    call->setContext(reactor->context());
    connect(call.get(), &StreamCall::delivered, this, [this] { m_monitor.noteMessage(Transport::Grpc); });
    if (m_monitor.state(Transport::Grpc).state != LinkState::Connected)
        m_monitor.setState(Transport::Grpc, LinkState::Connecting);
    reactor->start(*d->stub, method, request);
    return call;
}

} // namespace stanforis
