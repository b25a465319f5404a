// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/trustreader.h"

#include "app/link/revocations.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QUrl>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

Error untrusted(const QString &what) { return {Error::Code::Untrusted, what}; }

} // namespace

TrustReader::TrustReader(QObject *context, HttpPort &http, const TrustTools &tools, const ConnectionProfile &profile,
                         const TrustAnchor &anchor, Reply<PlatformTrust> reply)
    : QObject(context)
    , m_http(http)
    , m_tools(tools)
    , m_profile(profile)
    , m_anchor(anchor)
    , m_reply(std::move(reply))
{
    fetch(m_profile.trustListUrl, 256 * 1024, &TrustReader::takeList);
}

void TrustReader::fetch(const QString &url, int largest, void (TrustReader::*next)(const QByteArray &))
{
    HttpRequest request;
    request.url = QUrl(url, QUrl::StrictMode);
    request.largestAnswer = largest;
    m_http.send(this, request, [this, next](const Result<HttpAnswer> &answered) {
        if (!answered) {
            answer(answered.error());
            return;
        }
        const auto date = QDateTime::fromString(
            QString::fromLatin1(answered->headers.value("date")).replace("GMT"_L1, "+0000"_L1), Qt::RFC2822Date);
        const auto offset = fromMicroseconds(date.toMSecsSinceEpoch() * 1000) - m_tools.clock.now();
        m_clockOff = date.isValid() && std::chrono::abs(offset) > Revocations::leeway;
        if (answered->status != 200)
            answer(Error{Error::Code::Unavailable, QString::number(answered->status)});
        else
            (this->*next)(answered->body);
    });
}

void TrustReader::takeList(const QByteArray &jws)
{
    // Among a system's authorities the right one is not known, so the signer has to name the platform as well.
    const bool ofSystem = m_anchor.kind() == TrustAnchor::Kind::System;
    auto list = m_tools.verifier.trustList(jws, m_anchor.der(), ofSystem ? QUrl(m_profile.address).host() : QString());
    if (!list) {
        answer(list.error());
        return;
    }
    const auto now = m_tools.clock.now();
    if (list->issued > now + Revocations::leeway) {
        answer(untrusted(u"clock"_s));
        return;
    }
    if (list->nextUpdate + Revocations::leeway < now) {
        answer(untrusted(m_clockOff ? u"clock"_s : u"stale trust list"_s));
        return;
    }
    if (m_tools.memory && list->serial < m_tools.memory->trustListSerial(name())) {
        answer(untrusted(u"rollback"_s));
        return;
    }
    m_list = std::move(*list);
    fetchNext();
}

void TrustReader::fetchNext()
{
    if (m_revocations.size() < m_list.servers.size()) {
        const QUrl url(m_list.servers.at(m_revocations.size()).crlUrl);
        const QUrl platform(m_profile.address);
        if (url.host() != platform.host() || url.port(443) != platform.port(443)) {
            answer(untrusted(u"revocation list: address"_s)); // it would be believed there through another trust
            return;
        }
        fetch(url.toString(), 4 << 20, &TrustReader::takeRevocations);
        return;
    }
    QList<QSslCertificate> authorities;
    for (const auto &authority : m_list.servers)
        authorities.append(QSslCertificate(authority.certificate, QSsl::Der));
    const auto anchor =
        TrustAnchor::of(m_anchor.kind() == TrustAnchor::Kind::System ? TrustAnchor::Kind::File : m_anchor.kind(), authorities);
    if (!anchor) {
        answer(anchor.error());
        return;
    }
    if (m_tools.memory)
        m_tools.memory->setTrustListSerial(name(), m_list.serial);
    answer(PlatformTrust{*anchor, m_anchor, m_list, m_revocations});
}

void TrustReader::takeRevocations(const QByteArray &der)
{
    auto list = m_tools.verifier.revocationList(der, m_list.servers.at(m_revocations.size()).certificate);
    if (!list) {
        answer(list.error());
        return;
    }
    if (const auto good = inTime(*list, m_tools.clock.now()); !good) {
        answer(m_clockOff ? untrusted(u"clock"_s) : good.error());
        return;
    }
    m_revocations.append(std::move(*list));
    fetchNext();
}

QString TrustReader::name() const
{
    if (m_anchor.kind() == TrustAnchor::Kind::System)
        return m_profile.address;
    return QString::fromLatin1(QCryptographicHash::hash(m_anchor.der().constFirst(), QCryptographicHash::Sha256).toHex());
}

void TrustReader::answer(Result<PlatformTrust> result)
{
    if (!m_reply)
        return;
    deleteLater();
    std::exchange(m_reply, nullptr)(std::move(result));
}

} // namespace stanforis
