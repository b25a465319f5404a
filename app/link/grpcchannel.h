// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/streamcall.h"

#include <QDeadlineTimer>

#include <chrono>
#include <memory>

namespace stanforis {

class TransportMonitor;
struct WorkstationCredential;

/// One TLS connection to the platform's gRPC endpoint; carries every call of the console. Calls run on gRPC's threads and report
/// on the GUI thread. TLS 1.3 only. Destroying the channel cancels what still runs and waits for it (milliseconds; only when a
/// platform is left).
class GrpcChannel final : public QObject
{
    Q_OBJECT
public:
    /// `endpoint` HOST:PORT; `rootPem` is all that is trusted. `revocations`: a folder with revocation lists as OpenSSL looks
    /// them up; empty: there is none, so nothing is sent this way, and what is asked for ends with Untrusted.
    GrpcChannel(const QString &endpoint, const QByteArray &rootPem, const QString &revocations, TransportMonitor &monitor,
                QObject *parent = nullptr);
    ~GrpcChannel() override;

    /// New calls go over a new connection that proves this workstation; running streams stay on theirs until their tokens end,
    /// which is within minutes, so that nothing is lost in the change. Empty: no calls.
    void setCredential(const WorkstationCredential &credential);

    /// Ends every call and goes on over a new connection that is held against these authorities and lists.
    void connectAnew(const QByteArray &rootPem, const QString &revocations, const WorkstationCredential &credential);

    /// False without revocation lists, and for a while after a call could not reach the platform this way; others then take their
    /// other way at once.
    [[nodiscard]] bool isUsable() const;
    /// A call could not reach the platform this way: rest for 15 seconds.
    void block();

    /// The answer comes once, later, not after `context` is gone, which also cancels the call. `method` is a full path.
    /// Unreachable: the platform was not reached this way. Other errors are the platform's.
    void call(QObject *context, const QByteArray &method, const QByteArray &request, const QString &token,
              std::chrono::milliseconds limit, Reply<QByteArray> reply);
    /// Messages are decoded on gRPC's thread and handed over through a mailbox of 256 messages and 4,000,000 values; `backlog`
    /// says what happens when it is full. What is let go is counted at the monitor.
    [[nodiscard]] std::unique_ptr<StreamCall> open(const QByteArray &method, const QByteArray &request, const QString &token,
                                                   Decode decode, Backlog backlog);

private:
    class Private;
    std::unique_ptr<Private> d;
    TransportMonitor &m_monitor;
    bool m_usable = true;
    QDeadlineTimer m_blocked{0};
};

} // namespace stanforis
