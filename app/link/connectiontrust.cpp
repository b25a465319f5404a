// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/connectiontrust.h"

#include "app/link/grpcchannel.h"
#include "app/link/httpdate.h"
#include "app/link/tlslook.h"
#include "app/link/transportmonitor.h"
#include "app/link/userchannel.h"
#include "models/ports/httpport.h"

#include <QCryptographicHash>
#include <QDateTime>

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration certificateInterval = 5min;
constexpr Duration clockInterval = 1min;
constexpr Duration pause = 1s;    ///< signing in and the first page come before the first look
constexpr Duration agreeing = 2s; ///< a clock further off makes short-lived tokens fail
constexpr Duration pace = 1s;     ///< figures of a stream are told no oftener

using Name = TrustFact::Name;

QString hostAndPort(const QUrl &url)
{
    constexpr int httpsPort = 443;
    return url.host() + u':' + QString::number(url.port(httpsPort));
}

/// What a handshake showed, in the item.
void take(TrustItem &item, const Result<TlsSight> &sight)
{
    if (!sight) {
        setFinding(item, findingOf(sight.error()), sight.error().detail);
        return;
    }
    item.chain.clear();
    for (const QSslCertificate &certificate : sight->chain)
        item.chain.append(describe(certificate));
    item.facts = {{Name::Address, item.subject}, {Name::Protocol, sight->protocol}, {Name::Cipher, sight->cipher}};
    if (!item.chain.isEmpty()) {
        item.from = item.chain.first().from;
        item.until = item.chain.first().until;
        item.facts.append({Name::Issuer, item.chain.first().issuer});
    }
    if (sight->refusal)
        setFinding(item, TrustFinding::Untrusted, sight->refusal->detail);
    else
        setFinding(item, TrustFinding::Well);
}

QString milliseconds(Duration duration)
{
    return QString::number(std::chrono::duration<double, std::milli>(duration).count(), 'f', 1) + u"\u00A0ms"_s;
}

TrustId authorityId(const QSslCertificate &authority)
{
    return TrustId(u"authority/"_s + QString::fromLatin1(authority.digest(QCryptographicHash::Sha256).toHex()));
}

QString streamName(Transport transport)
{
    return transport == Transport::Gateway ? u"gateway"_s : transport == Transport::Grpc ? u"grpc"_s : u"websocket"_s;
}

} // namespace

ConnectionTrust::ConnectionTrust(const ConnectionProfile &profile, const TrustAnchor &anchor, const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_profile(profile)
    , m_anchor(anchor)
    , m_parts(parts)
    , m_checks(parts.monitor.clock(), nullptr, pause)
{
    addCertificate("certificate/gateway", TrustKind::GatewayCertificate, QUrl(profile.address));
    addCertificate("certificate/grpc", TrustKind::GrpcCertificate, QUrl(u"https://"_s + profile.grpcEndpoint), {"h2"});
    addCertificate("certificate/websocket", TrustKind::WebSocketCertificate, QUrl(profile.websocketUrl));
    addAuthorities();
    addClock();
    addStreams();
}

void ConnectionTrust::addCertificate(const char *id, TrustKind kind, const QUrl &address, const QList<QByteArray> &protocols)
{
    TrustItem item;
    item.id = TrustId(QString::fromLatin1(id));
    item.kind = kind;
    item.subject = hostAndPort(address);
    m_checks.add(item, certificateInterval, [this, address, protocols](const TrustItem &known, const TrustChecks::Answer &done) {
        constexpr int httpsPort = 443;
        QSslConfiguration tls = m_anchor.tls();
        tls.setAllowedNextProtocols(protocols);
        lookAtTls(this, address.host(), static_cast<quint16>(address.port(httpsPort)), tls,
                  [known, done](const Result<TlsSight> &sight) {
                      TrustItem found = known;
                      take(found, sight);
                      done(found);
                  });
    });
}

void ConnectionTrust::setAnchor(const TrustAnchor &anchor)
{
    for (const QSslCertificate &authority : m_anchor.authorities()) {
        if (!anchor.authorities().contains(authority))
            m_checks.remove(authorityId(authority));
    }
    m_anchor = anchor;
    addAuthorities();
    m_checks.checkAll();
}

/// An authority is what every chain must end at; a new handshake shows whether it does.
void ConnectionTrust::addAuthorities()
{
    if (m_anchor.kind() == TrustAnchor::Kind::System)
        return; // the system's own; the chains of the certificates name the one they lead to
    for (const QSslCertificate &authority : m_anchor.authorities()) {
        const TrustCertificate described = describe(authority);
        TrustItem item;
        item.id = authorityId(authority);
        item.kind = TrustKind::Authority;
        item.subject = described.subject;
        item.from = described.from;
        item.until = described.until;
        item.chain = {described};
        item.facts = {{Name::Anchor, m_anchor.kind() == TrustAnchor::Kind::Pinned ? u"pinned"_s : u"file"_s}};
        m_checks.add(item, certificateInterval, [this, authority](const TrustItem &known, const TrustChecks::Answer &done) {
            const QUrl address(m_profile.address);
            constexpr int httpsPort = 443;
            lookAtTls(this, address.host(), static_cast<quint16>(address.port(httpsPort)), m_anchor.tls(),
                      [known, done, authority](const Result<TlsSight> &sight) {
                          TrustItem found = known;
                          if (!sight || sight->refusal) {
                              const Error error = sight ? *sight->refusal : sight.error();
                              setFinding(found, findingOf(error), error.detail);
                          } else {
                              // With several authorities in a file one leads to this platform, the others to nothing here.
                              setFinding(found, sight->chain.contains(authority) ? TrustFinding::Well : TrustFinding::NotInUse);
                          }
                          done(found);
                      });
        });
    }
}

void ConnectionTrust::addClock()
{
    TrustItem item;
    item.id = TrustId(u"clock"_s);
    item.kind = TrustKind::Clock;
    m_checks.add(item, clockInterval,
                 [this](const TrustItem &known, const TrustChecks::Answer &done) { compareClocks(known, done); });
}

TrustItem ConnectionTrust::clockItem(TrustItem item, const ClockComparison &clock) const
{
    const Duration off = std::chrono::abs(clock.offset) - clock.uncertainty.value_or(Duration::zero());
    setFinding(item, off > agreeing ? TrustFinding::ClockOff : TrustFinding::Well);
    item.facts = {{Name::Offset, milliseconds(clock.offset)}};
    if (clock.uncertainty)
        item.facts.append({Name::Uncertainty, milliseconds(*clock.uncertainty)});
    return item;
}

/// With a question on the user channel where it is open, else with the Date of an answer, which is good to a second.
void ConnectionTrust::compareClocks(const TrustItem &known, const TrustChecks::Answer &done)
{
    if (m_parts.channel.isOpen()) {
        connect(
            &m_parts.channel, &UserChannel::clocksCompared, this,
            [this, known, done] {
                const auto clock = m_parts.monitor.platformClock().comparison(m_parts.monitor.clock().now());
                if (clock)
                    done(clockItem(known, *clock));
            },
            Qt::SingleShotConnection);
        m_parts.channel.askClock();
        return;
    }
    HttpRequest request;
    request.url = QUrl(m_profile.address + u"/.well-known/stanforis-configuration"_s);
    const Instant asked = m_parts.monitor.clock().now();
    m_parts.http.send(this, request, [this, known, done, asked](const Result<HttpAnswer> &answer) {
        TrustItem found = known;
        if (!answer) {
            setFinding(found, findingOf(answer.error()), answer.error().detail);
            done(found);
            return;
        }
        const Instant answered = m_parts.monitor.clock().now();
        const auto date = fromHttpDate(answer->headers.value("date"));
        if (!date.isValid()) {
            setFinding(found, TrustFinding::Missing, u"Date"_s);
            done(found);
            return;
        }
        // The Date is cut to the second; the true time is up to one later, and the answer was under way for a while.
        const Duration half = (answered - asked) / 2;
        const Instant said = fromMicroseconds(date.toMSecsSinceEpoch() * 1000) + 500ms;
        done(clockItem(found, {std::chrono::duration_cast<Duration>(said - (asked + half)), 500ms + half}));
    });
}

void ConnectionTrust::addStreams()
{
    for (const auto transport : {Transport::Gateway, Transport::Grpc, Transport::WebSocket}) {
        m_checks.add(streamItem(m_parts.monitor.state(transport)), Duration::zero(),
                     [this, transport](const TrustItem &, const TrustChecks::Answer &done) { testStream(transport, done); });
    }
    connect(&m_parts.monitor, &TransportMonitor::changed, this, &ConnectionTrust::showStream);
}

TrustItem ConnectionTrust::streamItem(const TransportState &state) const
{
    TrustItem item;
    item.id = TrustId(u"stream/"_s + streamName(state.transport));
    item.kind = TrustKind::Stream;
    const QUrl gateway(m_profile.address);
    item.subject = state.transport == Transport::Gateway ? u"HTTPS"_s
                   : state.transport == Transport::Grpc  ? u"gRPC"_s
                                                         : u"WebSocket"_s;
    const QString address = state.transport == Transport::Gateway ? hostAndPort(gateway)
                            : state.transport == Transport::Grpc  ? m_profile.grpcEndpoint
                                                                  : hostAndPort(QUrl(m_profile.websocketUrl));
    switch (state.state) {
    case LinkState::Connected:
        setFinding(item, TrustFinding::Well);
        break;
    case LinkState::Idle:
        setFinding(item, TrustFinding::NotInUse);
        break;
    case LinkState::Connecting: // for the first time, or again after a loss
        setFinding(item, state.lastMessage ? TrustFinding::Unreachable : TrustFinding::NotChecked);
        break;
    case LinkState::Waiting:
    case LinkState::Lost:
        setFinding(item, TrustFinding::Unreachable);
        break;
    }
    item.checked = state.lastMessage;
    item.facts = {{Name::Address, address}, {Name::Messages, QString::number(state.messages)}};
    if (state.dropped > 0)
        item.facts.append({Name::Dropped, QString::number(state.dropped)});
    if (state.unreadable > 0)
        item.facts.append({Name::Unreadable, QString::number(state.unreadable)});
    return item;
}

void ConnectionTrust::showStream(const TransportState &state)
{
    const TrustItem item = streamItem(state);
    Instant &shown = m_shown[static_cast<std::size_t>(state.transport)];
    const Instant now = m_parts.monitor.clock().now();
    const QList<TrustItem> items = m_checks.items();
    const auto before = std::ranges::find(items, item.id, &TrustItem::id);
    const bool turned = before == items.end() || before->finding != item.finding;
    if (!turned && now - shown < pace)
        return;
    shown = now;
    m_checks.put(item);
    // A door that closed or opened says something about everything behind it.
    if (turned && state.transport == Transport::Gateway)
        m_checks.checkAll();
}

void ConnectionTrust::testStream(Transport transport, const TrustChecks::Answer &done)
{
    // The outcome is read from the transport's own state, which every answer and every failure changes.
    const auto conclude = [this, transport, done](const std::optional<Error> &error) {
        TrustItem item = streamItem(m_parts.monitor.state(transport));
        if (error)
            setFinding(item, findingOf(*error), error->detail);
        else
            setFinding(item, TrustFinding::Well);
        done(item);
    };
    switch (transport) {
    case Transport::Gateway: {
        HttpRequest request;
        request.url = QUrl(m_profile.address + u"/.well-known/stanforis-configuration"_s);
        m_parts.http.send(this, request, [conclude](const Result<HttpAnswer> &answer) {
            conclude(answer ? std::nullopt : std::optional(answer.error()));
        });
        return;
    }
    case Transport::Grpc:
        // The one method that needs no token and changes nothing; an empty request is a valid one.
        m_parts.grpc.call(
            this, "/stanforis.ledger.v1.Ledger/GetCheckpoint", {}, {}, 10s,
            [conclude](const Result<QByteArray> &answer) { conclude(answer ? std::nullopt : std::optional(answer.error())); });
        return;
    case Transport::WebSocket:
        break;
    }
    if (!m_parts.channel.isOpen()) {
        m_parts.monitor.retryNow(); // a lost one is tried at once; there is none while nobody is signed in
        done(streamItem(m_parts.monitor.state(transport)));
        return;
    }
    connect(
        &m_parts.channel, &UserChannel::clocksCompared, this, [conclude] { conclude({}); }, Qt::SingleShotConnection);
    m_parts.channel.askClock();
}

} // namespace stanforis
