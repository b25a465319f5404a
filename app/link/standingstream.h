// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/backoff.h"
#include "app/link/caller.h"
#include "app/link/streamcall.h"
#include "models/domain/connection.h"

#include <QElapsedTimer>
#include <QTimer>

namespace stanforis {

class GrpcChannel;
class TokenSource;
class TransportMonitor;
class UserChannel;

/// The ways out of the console, shared by everything that calls the platform. Borrowed; outlives the streams.
struct Ways
{
    GrpcChannel &grpc;
    UserChannel &userChannel;
    TokenSource &tokens;
    TransportMonitor &monitor;
};

/// What a standing stream asks for.
struct StreamPlan
{
    QByteArray method;
    CallAudience audience;
    std::function<QByteArray()> request;      ///< made anew each time it is opened, so that it can resume
    std::function<Decode(Transport)> decoder; ///< one for each opening, made after its request
    bool preferGrpc = false;                  ///< else the user channel only
    bool telemetry = false;                   ///< counts as telemetry in the transport states; old messages may be let go
    std::chrono::milliseconds silence{};      ///< longer without a message is a loss; 0: no limit
};

/// A stream that is there for as long as the object is: opens, renews its token, comes back after growing pauses, goes over the
/// user channel while gRPC cannot be reached and looks for gRPC every 15 seconds, closing the one when the other speaks.
class StandingStream final : public QObject
{
    Q_OBJECT
public:
    StandingStream(const Ways &ways, StreamPlan plan, QObject *parent = nullptr);
    ~StandingStream() override;

Q_SIGNALS:
    void broke(const stanforis::Error &error); ///< each time; the next attempt is planned

private:
    void open();
    void openWith(const QString &token);
    void start(bool grpc);
    [[nodiscard]] std::unique_ptr<StreamCall> openGrpc();
    [[nodiscard]] std::unique_ptr<StreamCall> openUserChannel();
    void probe();
    void note();
    void fail(const Error &error, bool overGrpc);
    void carry(std::optional<Transport> transport);

    const Ways m_ways;
    const StreamPlan m_plan;
    std::unique_ptr<QObject> m_attempt;
    std::unique_ptr<StreamCall> m_call;
    std::unique_ptr<StreamCall> m_probe;
    std::optional<Transport> m_carrier;
    QString m_token;
    QTimer m_retry;
    QTimer m_silence;
    QTimer m_probing;
    QElapsedTimer m_lived;
    Backoff m_backoff;
    bool m_overGrpc = false;
};

} // namespace stanforis
