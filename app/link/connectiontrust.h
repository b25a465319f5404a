// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/trustanchor.h"
#include "models/domain/connection.h"
#include "models/stores/trustchecks.h"

#include <QUrl>

#include <array>

namespace stanforis {

class GrpcChannel;
class HttpPort;
class TransportMonitor;
class UserChannel;

/// What the connections to one platform rest on: the certificate of each door by a fresh handshake, the authority it leads to,
/// the clock, and each stream. Looked at every five minutes, when a connection is lost or comes back, and when somebody asks.
/// Borrows everything. GUI thread.
class ConnectionTrust final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        HttpPort &http;
        GrpcChannel &grpc;
        UserChannel &channel;
        TransportMonitor &monitor;
    };
    ConnectionTrust(const ConnectionProfile &profile, const TrustAnchor &anchor, const Parts &parts, QObject *parent = nullptr);

    [[nodiscard]] TrustPort &port() { return m_checks; }
    /// The platform has other authorities from now on, or some connection has to be looked at again.
    void setAnchor(const TrustAnchor &anchor);

private:
    void addCertificate(const char *id, TrustKind kind, const QUrl &address, const QList<QByteArray> &protocols = {});
    void addAuthorities();
    void addClock();
    void addStreams();
    void showStream(const TransportState &state);
    void testStream(Transport transport, const TrustChecks::Answer &done);
    [[nodiscard]] TrustItem streamItem(const TransportState &state) const;
    void compareClocks(const TrustItem &known, const TrustChecks::Answer &done);
    [[nodiscard]] TrustItem clockItem(TrustItem item, const ClockComparison &clock) const;

    const ConnectionProfile m_profile;
    TrustAnchor m_anchor;
    Parts m_parts;
    TrustChecks m_checks;
    std::array<Instant, 3> m_shown{}; ///< when a stream's figures were last told
};

} // namespace stanforis
