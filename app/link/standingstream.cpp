// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/standingstream.h"

#include "app/link/grpcchannel.h"
#include "app/link/transportmonitor.h"
#include "app/link/userchannel.h"
#include "models/ports/tokensource.h"

#include <QRandomGenerator>

namespace stanforis {

using namespace std::chrono_literals;

StandingStream::StandingStream(const Ways &ways, StreamPlan plan, QObject *parent)
    : QObject(parent)
    , m_ways(ways)
    , m_plan(std::move(plan))
{
    m_retry.setSingleShot(true);
    m_silence.setSingleShot(true);
    m_probing.setInterval(15s);
    connect(&m_retry, &QTimer::timeout, this, &StandingStream::open);
    connect(&m_silence, &QTimer::timeout, this, [this] { fail({Error::Code::Unreachable, {}}, m_overGrpc); });
    connect(&m_probing, &QTimer::timeout, this, &StandingStream::probe);
    connect(&m_ways.monitor, &TransportMonitor::retryRequested, this, [this] {
        if (m_retry.isActive())
            open();
        else if (m_probing.isActive())
            probe();
    });
    m_retry.start(0ms);
}

StandingStream::~StandingStream() { carry({}); }

void StandingStream::open()
{
    m_retry.stop();
    m_attempt = std::make_unique<QObject>();
    std::optional<SectorId> sector;
    if (m_plan.audience.kind == CallAudience::Kind::Sector)
        sector = m_plan.audience.sector;
    m_ways.tokens.token(m_attempt.get(), sector, [this](Result<QString> token) {
        if (token)
            openWith(*token);
        else
            fail(token.error(), false);
    });
}

void StandingStream::openWith(const QString &token)
{
    m_token = token;
    start(m_plan.preferGrpc && m_ways.grpc.isUsable());
}

std::unique_ptr<StreamCall> StandingStream::openGrpc()
{
    const QByteArray request = m_plan.request();
    return m_ways.grpc.open(m_plan.method, request, m_token, m_plan.decoder(Transport::Grpc),
                            m_plan.telemetry ? Backlog::Newest : Backlog::Wait);
}

/// What comes over the user channel is decoded where it is used: nothing waits in between, the socket does.
std::unique_ptr<StreamCall> StandingStream::openUserChannel()
{
    const QByteArray request = m_plan.request();
    return m_ways.userChannel.open(m_plan.method, request, m_token, m_plan.decoder(Transport::WebSocket));
}

void StandingStream::start(bool grpc)
{
    m_overGrpc = grpc;
    m_lived.invalidate();
    m_call = grpc ? openGrpc() : openUserChannel();
    connect(m_call.get(), &StreamCall::delivered, this, &StandingStream::note);
    connect(m_call.get(), &StreamCall::finished, this, [this, grpc](const Error &error) { fail(error, grpc); });
    if (grpc && m_plan.silence > 0ms)
        m_silence.start(std::max<std::chrono::milliseconds>(m_plan.silence, 5s)); // connecting takes its time
    if (m_plan.preferGrpc && !grpc)
        m_probing.start();
    else
        m_probing.stop();
}

/// The running call said something.
void StandingStream::note()
{
    if (!m_lived.isValid())
        m_lived.start();
    m_backoff.reset();
    carry(m_overGrpc ? Transport::Grpc : Transport::WebSocket);
    if (m_plan.silence > 0ms)
        m_silence.start(m_plan.silence);
}

/// Over the user channel for now: see whether gRPC speaks again. It starts where the other stands; what comes twice in the
/// moment of change is refused by the receiver.
void StandingStream::probe()
{
    if (m_probe || !m_call)
        return;
    m_probe = openGrpc();
    connect(m_probe.get(), &StreamCall::finished, this, [this](const Error &) {
        m_probe.reset();
        m_ways.grpc.block();
    });
    connect(m_probe.get(), &StreamCall::delivered, this, [this] {
        m_probe->disconnect(this);
        m_call = std::move(m_probe);
        m_overGrpc = true;
        m_probing.stop();
        connect(m_call.get(), &StreamCall::delivered, this, &StandingStream::note);
        connect(m_call.get(), &StreamCall::finished, this, [this](const Error &error) { fail(error, true); });
        note();
    });
}

void StandingStream::fail(const Error &error, bool overGrpc)
{
    m_silence.stop();
    m_probing.stop();
    m_attempt.reset();
    m_call.reset(); // a call may be destroyed from inside its own signals
    m_probe.reset();
    carry({});

    const bool lived = m_lived.isValid() && m_lived.hasExpired(2000);
    m_lived.invalidate();
    const bool unreached =
        error.code == Error::Code::Unreachable || error.code == Error::Code::Unavailable || error.code == Error::Code::TimedOut;
    auto pause = m_backoff.next(QRandomGenerator::global()->generateDouble());
    if (error.code == Error::Code::Unauthenticated) {
        m_ways.tokens.refuse(m_token);
        if (lived)
            pause = 0ms; // its token ran out; the next one is there
    } else if (overGrpc && unreached && m_plan.preferGrpc) {
        m_ways.grpc.block();
        pause = 0ms; // the other way is tried at once
    }
    m_retry.start(pause);
    Q_EMIT broke(error);
}

void StandingStream::carry(std::optional<Transport> transport)
{
    if (!m_plan.telemetry || m_carrier == transport)
        return;
    if (m_carrier)
        m_ways.monitor.countTelemetry(*m_carrier, -1);
    if (transport)
        m_ways.monitor.countTelemetry(*transport, 1);
    m_carrier = transport;
}

} // namespace stanforis
