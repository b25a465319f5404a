// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/authority/trustlistmaker.h"

#include "app/platform/authority/certificates.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

/// RFC 7515 §4.1.6: base64, not base64url.
QString derOf(const QByteArray &pem)
{
    const auto certificate = certificates::fromPem(pem);
    return certificate ? QString::fromLatin1(certificates::toDer(certificate.get()).toBase64()) : QString();
}

} // namespace

QJsonObject trustedAuthority(const QByteArray &pem, const QString &revocationListUrl)
{
    return {{u"certificate"_s, derOf(pem)}, {u"crl"_s, revocationListUrl}};
}

TrustListMaker::TrustListMaker(Signer signer, QJsonObject content, const Clock &clock)
    : m_signer(std::move(signer))
    , m_content(std::move(content))
    , m_clock(clock)
{}

QByteArray TrustListMaker::jws()
{
    const auto now = m_clock.now();
    if (m_jws.isEmpty() || now < m_made || now >= m_made + life / 2) {
        m_jws = make(now);
        m_made = now;
    }
    return m_jws;
}

QByteArray TrustListMaker::make(Instant now)
{
    m_serial = std::max<qint64>(m_serial + 1, certificates::toTime(now));
    auto content = m_content;
    content["v"_L1] = 1;
    content["serial"_L1] = m_serial;
    content["issued"_L1] = qint64(certificates::toTime(now));
    content["next_update"_L1] = qint64(certificates::toTime(now + life));
    const QJsonObject header{{u"typ"_s, u"stanforis-trust-list+jws"_s}, {u"x5c"_s, QJsonArray{derOf(m_signer.pem)}}};
    const auto made = Jws::signCompact(m_signer.key, header, QJsonDocument(content).toJson(QJsonDocument::Compact));
    return made ? *made : QByteArray();
}

} // namespace stanforis
