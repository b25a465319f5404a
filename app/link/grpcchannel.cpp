// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/grpcchannel.h"

#include "app/link/grpcreactors.h"
#include "app/link/rpcerrors.h"
#include "app/link/transportmonitor.h"

#include <QPointer>

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int largestMessage = 16 << 20;
constexpr auto rest = 15s;

/// The GUI thread's end of one call. Its reactor outlives it when it must.
class GrpcCall final : public StreamCall
{
public:
    explicit GrpcCall(std::size_t capacity)
        : m_box(std::make_shared<ArrivalBox>(capacity,
                                             [this] { QMetaObject::invokeMethod(this, &GrpcCall::empty, Qt::QueuedConnection); }))
    {}
    ~GrpcCall() override
    {
        m_box->close();
        if (m_context)
            m_context->TryCancel();
    }

    [[nodiscard]] const std::shared_ptr<ArrivalBox> &box() const { return m_box; }
    void setContext(std::shared_ptr<grpc::ClientContext> context) { m_context = std::move(context); }

private:
    void empty()
    {
        const QPointer<GrpcCall> self(this);
        bool any = false;
        for (auto &arrival : m_box->take()) {
            if (arrival.deliver) {
                any = true;
                arrival.deliver();
                if (!self)
                    return;
            }
            if (!arrival.end)
                continue;
            m_context.reset();
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
    std::shared_ptr<grpc::ClientContext> m_context;
};

} // namespace

class GrpcChannel::Private
{
public:
    std::shared_ptr<OutstandingCalls> outstanding = std::make_shared<OutstandingCalls>();
    std::shared_ptr<grpc::Channel> channel;
    std::unique_ptr<grpc::GenericStub> stub;
};

GrpcChannel::GrpcChannel(const QString &endpoint, const QByteArray &rootPem, TransportMonitor &monitor, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
    , m_monitor(monitor)
{
    grpc::SslCredentialsOptions trust;
    trust.pem_root_certs = rootPem.toStdString();
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(largestMessage);
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 10'000);
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 5'000);
    arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 500);
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 500);
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 5'000);
    arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
    // Two channels to one endpoint must not share a connection that was verified for the other.
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    d->channel = grpc::CreateCustomChannel(endpoint.toStdString(), grpc::SslCredentials(trust), arguments);
    d->stub = std::make_unique<grpc::GenericStub>(d->channel);
    connect(&m_monitor, &TransportMonitor::retryRequested, this, [this] { m_blocked.setRemainingTime(0); });
}

GrpcChannel::~GrpcChannel()
{
    d->outstanding->cancelAll();
    d->outstanding->waitForAll(2s);
}

void GrpcChannel::block()
{
    m_blocked.setRemainingTime(rest);
    m_monitor.setWaiting(Transport::Grpc, rest);
}

void GrpcChannel::call(QObject *context, const QByteArray &method, const QByteArray &request, const QString &token,
                       std::chrono::milliseconds limit, Reply<QByteArray> reply)
{
    auto *call = new GrpcCall(1);
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
                                              Decode decode, std::size_t capacity)
{
    auto call = std::make_unique<GrpcCall>(capacity);
    auto *reactor = new StreamReactor(d->outstanding, call->box(), std::move(decode));
    prepare(*reactor->context(), token);
    call->setContext(reactor->context());
    connect(call.get(), &StreamCall::delivered, this, [this] { m_monitor.noteMessage(Transport::Grpc); });
    if (m_monitor.state(Transport::Grpc).state != LinkState::Connected)
        m_monitor.setState(Transport::Grpc, LinkState::Connecting);
    reactor->start(*d->stub, method, request);
    return call;
}

} // namespace stanforis
