// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/areas.h"
#include "app/link/caller.h"
#include "app/link/connectiontrust.h"
#include "app/link/gatewaywatch.h"
#include "app/link/grpcchannel.h"
#include "app/link/profilereader.h"
#include "app/link/sessionslink.h"
#include "app/link/simulationlink.h"
#include "app/link/telemetrylink.h"
#include "app/link/transactionlink.h"
#include "app/link/transportmonitor.h"
#include "app/link/userchannel.h"
#include "app/link/walletlink.h"
#include "app/link/witnesslink.h"

namespace stanforis {

class SignerPort;
class TrustWatch;

/// Everything that talks to one platform. Made when the profile is known, destroyed when the platform is left; every Watch must
/// be gone before. The references are borrowed and outlive it.
class PlatformLink final : public QObject
{
    Q_OBJECT
public:
    PlatformLink(const Reached &platform, TrustWatch &trust, HttpClient &http, TokenSource &tokens, SignerPort &signer,
                 const Clock &clock, QObject *parent = nullptr);
    ~PlatformLink() override;

    /// gRPC and the user channel prove this workstation from now on.
    void setCredential(const WorkstationCredential &credential);
    /// Leaves every connection for a new one that is held against these authorities, and against the lists as they are now.
    void connectAnew(const TrustAnchor &anchor, const WorkstationCredential &credential);
    /// The user channel is there while somebody is signed in.
    void setSignedIn(bool signedIn);

    [[nodiscard]] CataloguePort &catalogue() { return m_catalogue; }
    [[nodiscard]] SubscriptionPort &subscriptions() { return m_subscriptions; }
    [[nodiscard]] HealthPort &health() { return m_health; }
    [[nodiscard]] RecordPort &records() { return m_records; }
    [[nodiscard]] TransactionPort &transactions() { return m_transactions; }
    [[nodiscard]] NoticePort &notices() { return m_notices; }
    [[nodiscard]] TelemetryPort &telemetry() { return m_telemetry; }
    [[nodiscard]] SessionsPort &sessions() { return m_sessions; }
    [[nodiscard]] SimulationPort &simulation() { return m_simulation; }
    [[nodiscard]] WalletPort &wallet() { return m_wallet; }
    [[nodiscard]] WitnessPort &witness() { return m_witness; }
    [[nodiscard]] TransportMonitor &transports() { return m_monitor; }
    /// What the connections rest on.
    [[nodiscard]] TrustPort &trust() { return m_trust.port(); }
    /// The platform's clock as all transports saw it; none before the first message with a time.
    [[nodiscard]] std::optional<ClockComparison> clock() const
    {
        return m_monitor.platformClock().comparison(m_monitor.clock().now());
    }

private:
    TrustWatch &m_watch;
    TransportMonitor m_monitor;
    GatewayWatch m_gateway;
    GrpcChannel m_grpc;
    UserChannel m_userChannel;
    Caller m_caller;
    const Ways m_ways;
    CatalogueLink m_catalogue;
    SubscriptionLink m_subscriptions;
    HealthLink m_health;
    RecordLink m_records;
    NoticeLink m_notices;
    SessionsLink m_sessions;
    SimulationLink m_simulation;
    TelemetryLink m_telemetry;
    TransactionLink m_transactions;
    WalletLink m_wallet;
    ConnectionTrust m_trust;
    WitnessLink m_witness;
};

} // namespace stanforis
