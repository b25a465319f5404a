// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/platformlink.h"

#include "app/link/httpclient.h"
#include "app/link/trustwatch.h"

#include <QStringBuilder>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

PlatformLink::PlatformLink(const Reached &platform, TrustWatch &trust, HttpClient &http, TokenSource &tokens, SignerPort &signer,
                           const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_watch(trust)
    , m_monitor(clock)
    , m_gateway(http, QUrl(platform.profile.address % u"/.well-known/stanforis-configuration"_s), m_monitor)
    , m_grpc(platform.profile.grpcEndpoint, platform.anchor.pem(), trust.revocations().folder(), m_monitor)
    , m_userChannel(QUrl(platform.profile.websocketUrl), platform.anchor, &trust.revocations(), tokens, m_monitor)
    , m_caller(m_grpc, http, platform.profile.apiBase, tokens)
    , m_ways{m_grpc, m_userChannel, tokens, m_monitor}
    , m_catalogue(m_caller)
    , m_subscriptions(m_caller, m_ways)
    , m_health(m_caller, m_ways)
    , m_records(m_caller)
    , m_notices(m_caller, m_ways)
    , m_sessions(m_caller, m_ways)
    , m_simulation(m_caller)
    , m_telemetry(m_caller, m_ways)
    , m_transactions(m_caller, m_ways, signer, http, trust.trust().list,
                     {platform.profile.platformResource, platform.profile.apiBase, QUrl(platform.profile.receiptKeysUrl)})
    , m_wallet(m_caller)
    , m_trust(platform.profile, platform.anchor, {http, m_grpc, m_userChannel, m_monitor})
    , m_witness(m_caller, http, trust.trust().list, QUrl(platform.profile.receiptKeysUrl))
{
    // When the gateway answers again the other transports need not sit out their pauses.
    connect(&m_gateway, &GatewayWatch::returned, &m_monitor, &TransportMonitor::retryNow);
}

PlatformLink::~PlatformLink() = default;

void PlatformLink::setCredential(const WorkstationCredential &credential)
{
    m_grpc.setCredential(credential);
    m_userChannel.setCredential(credential);
}

void PlatformLink::connectAnew(const TrustAnchor &anchor, const WorkstationCredential &credential)
{
    m_grpc.connectAnew(anchor.pem(), m_watch.revocations().folder(), credential);
    m_userChannel.connectAnew(anchor, credential);
    m_trust.setAnchor(anchor);
}

void PlatformLink::setSignedIn(bool signedIn)
{
    if (signedIn)
        m_userChannel.start();
    else
        m_userChannel.stop();
}

} // namespace stanforis
