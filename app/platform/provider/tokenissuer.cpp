// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/tokenissuer.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

qint64 seconds(Instant instant) { return std::chrono::duration_cast<std::chrono::seconds>(instant.time_since_epoch()).count(); }

QStringList platformRoles(const Entitlements &entitlements, const SubjectId &subject)
{
    QStringList roles;
    for (const auto &role : entitlements.platformRolesOf(subject))
        roles.append(role.value);
    roles.sort();
    return roles;
}

/// A key that never leaves its card, with a PIN, is the highest level (eIDAS), whatever else the person has.
QString assuranceOf(const TokenFamily &family, const Persona &persona) { return family.card ? u"high"_s : persona.assurance; }

/// RFC 8176
QJsonArray methodsOf(const TokenFamily &family) { return family.card ? QJsonArray{u"sc"_s, u"pin"_s} : QJsonArray{u"pin"_s}; }

} // namespace

TokenIssuer::TokenIssuer(const ProviderSettings &settings, const EcKey &key, const Entitlements &entitlements, const Clock &clock)
    : m_settings(settings)
    , m_key(key)
    , m_entitlements(entitlements)
    , m_clock(clock)
{}

Result<QStringList> TokenIssuer::rolesFor(const SubjectId &subject, const QString &resource) const
{
    if (resource == m_settings.platformResource)
        return platformRoles(m_entitlements, subject);
    const auto &prefix = m_settings.sectorResourcePrefix;
    const SectorId sector(resource.startsWith(prefix) ? resource.mid(prefix.size()) : QString());
    QStringList roles;
    for (const auto &role : m_entitlements.rolesOf(subject, sector))
        roles.append(sector.value + u':' + role.value);
    if (roles.isEmpty())
        return Error{Error::Code::PermissionDenied, u"there is no active subscription to that sector"_s};
    roles.sort();
    return roles;
}

Result<QByteArray> TokenIssuer::accessToken(const TokenFamily &family, const Persona &persona, const QString &resource,
                                            const Peer &peer) const
{
    const auto roles = rolesFor(family.subject, resource);
    if (!roles)
        return roles.error();
    const auto now = m_clock.now();
    const QJsonObject claims{
        {u"iss"_s, m_settings.issuer},
        {u"sub"_s, family.subject.value},
        {u"aud"_s, resource},
        {u"client_id"_s, m_settings.clientId},
        {u"iat"_s, seconds(now)},
        {u"exp"_s, seconds(std::min({Instant(now + m_settings.tokenLifetime), family.expires, peer.expires}))},
        {u"jti"_s, QString::fromLatin1(toBase64Url(randomBytes(16)))},
        {u"sid"_s, family.session},
        {u"cnf"_s, QJsonObject{{u"x5t#S256"_s, QString::fromLatin1(peer.thumbprint)}}},
        {u"scope"_s, family.scope},
        {u"roles"_s, QJsonArray::fromStringList(*roles)},
        {u"name"_s, persona.name},
        {u"org"_s, persona.organisation},
        {u"acr"_s, assuranceOf(family, persona)},
        {u"amr"_s, methodsOf(family)},
        {u"auth_time"_s, seconds(family.signedIn)}};
    return Jws::signCompact(m_key, {{u"typ"_s, u"at+jwt"_s}}, QJsonDocument(claims).toJson(QJsonDocument::Compact));
}

Result<QByteArray> TokenIssuer::idToken(const TokenFamily &family, const Persona &persona, const QString &nonce,
                                        const QByteArray &accessToken) const
{
    const auto now = m_clock.now();
    const auto hash = QCryptographicHash::hash(accessToken, QCryptographicHash::Sha256);
    QJsonObject claims{{u"iss"_s, m_settings.issuer},
                       {u"sub"_s, family.subject.value},
                       {u"aud"_s, m_settings.clientId},
                       {u"azp"_s, m_settings.clientId},
                       {u"iat"_s, seconds(now)},
                       {u"exp"_s, seconds(now + m_settings.tokenLifetime)},
                       {u"auth_time"_s, seconds(family.signedIn)},
                       {u"at_hash"_s, QString::fromLatin1(toBase64Url(hash.left(hash.size() / 2)))}, // OIDC Core §3.1.3.6
                       {u"sid"_s, family.session},
                       {u"acr"_s, assuranceOf(family, persona)},
                       {u"amr"_s, methodsOf(family)},
                       {u"name"_s, persona.name},
                       {u"org"_s, persona.organisation},
                       {u"roles"_s, QJsonArray::fromStringList(platformRoles(m_entitlements, family.subject))}};
    if (!nonce.isEmpty())
        claims["nonce"_L1] = nonce;
    return Jws::signCompact(m_key, {{u"typ"_s, u"JWT"_s}}, QJsonDocument(claims).toJson(QJsonDocument::Compact));
}

QString TokenIssuer::sessionOf(const QByteArray &token) const
{
    const auto jws = Jws::readCompact(token);
    if (!jws || !jws->verify(0, m_key))
        return {};
    const auto claims = QJsonDocument::fromJson(jws->payload).object();
    return claims["iss"_L1].toString() == m_settings.issuer ? claims["sid"_L1].toString() : QString();
}

} // namespace stanforis
