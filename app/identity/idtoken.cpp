// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/idtoken.h"

#include "app/identity/faults.h"
#include "app/identity/jws.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using identity::untrusted;

namespace {

bool isFor(const QJsonValue &audience, const QString &clientId)
{
    if (audience.isString())
        return audience.toString() == clientId;
    const auto several = audience.toArray();
    return several.size() == 1 && several.first().toString() == clientId;
}

/// OpenID Connect Core §3.1.3.6: the left half of the hash that belongs to the signature's algorithm.
QByteArray accessTokenHash(const QByteArray &accessToken, const QString &algorithm)
{
    const auto kind = algorithm == "ES384"_L1 ? QCryptographicHash::Sha384 : QCryptographicHash::Sha256;
    const auto digest = QCryptographicHash::hash(accessToken, kind);
    return identity::toBase64Url(digest.left(digest.size() / 2));
}

} // namespace

QString assuranceOf(const QString &acr)
{
    const auto level = acr.mid(std::max(acr.lastIndexOf(u'/'), acr.lastIndexOf(u':')) + 1);
    return level == "low"_L1 || level == "substantial"_L1 || level == "high"_L1 ? level : QString();
}

Result<Done> checkAccessTokenForm(const QByteArray &token)
{
    if (token.count('.') != 2)
        return Done{};
    const auto jws = identity::Jws::fromCompact(token);
    const auto type = jws ? jws->signatures()[0].header.value("typ"_L1).toString().toLower() : QString();
    if (type != "at+jwt"_L1 && type != "application/at+jwt"_L1)
        return untrusted("typ"_L1);
    return Done{};
}

Result<Identity> verifyIdToken(const QByteArray &token, const QByteArray &keySet, const IdTokenExpectation &expected)
{
    const auto jws = identity::Jws::fromCompact(token);
    if (!jws)
        return untrusted("form"_L1);
    const auto key = identity::keyFromSet(keySet, jws->signatures()[0].header.value("kid"_L1).toString());
    if (!key || !jws->verify(0, *key))
        return untrusted("signature"_L1);

    const auto claims = QJsonDocument::fromJson(jws->payload()).object();
    if (claims.value("iss"_L1).toString() != expected.issuer)
        return untrusted("iss"_L1);
    if (!isFor(claims.value("aud"_L1), expected.clientId))
        return untrusted("aud"_L1);
    if (claims.contains("azp"_L1) && claims.value("azp"_L1).toString() != expected.clientId)
        return untrusted("azp"_L1);
    const auto time = [&claims](QLatin1StringView name) {
        return Instant{std::chrono::seconds(claims.value(name).toInteger(0))};
    };
    if (time("exp"_L1) <= expected.now - expected.skew)
        return untrusted("exp"_L1);
    if (time("iat"_L1) > expected.now + expected.skew || time("iat"_L1) < expected.now - std::chrono::minutes(10))
        return untrusted("iat"_L1);
    if (claims.value("nonce"_L1).toString().toLatin1() != expected.nonce)
        return untrusted("nonce"_L1);
    const auto algorithm = jws->signatures()[0].header.value("alg"_L1).toString();
    // OpenID Connect Core §3.1.3.6: not every provider sends it in the code flow, whose tokens come from the provider itself.
    if (claims.contains("at_hash"_L1) &&
        claims.value("at_hash"_L1).toString().toLatin1() != accessTokenHash(expected.accessToken, algorithm))
        return untrusted("at_hash"_L1);
    const auto acr = claims.value("acr"_L1).toString();
    if (!expected.acrValues.isEmpty() && !expected.acrValues.contains(acr))
        return untrusted("acr"_L1);
    const bool proved = claims.contains("auth_time"_L1);
    if (expected.maxAge && (!proved || time("auth_time"_L1) + *expected.maxAge + expected.skew < expected.now))
        return untrusted("auth_time"_L1);
    if (proved && time("auth_time"_L1) > expected.now + expected.skew)
        return untrusted("auth_time"_L1);

    Identity person;
    person.subject = SubjectId(claims.value("sub"_L1).toString());
    person.name = claims.value("name"_L1).toString();
    person.organisation = claims.value("org"_L1).toString();
    person.assurance = assuranceOf(acr);
    QStringList methods;
    const auto amr = claims.value("amr"_L1).toArray();
    for (const auto &method : amr)
        methods.append(method.toString());
    person.method = methods.join(u", "_s);
    const auto roles = claims.value("roles"_L1).toArray();
    for (const auto &role : roles)
        person.roles.insert(RoleId(role.toString()));
    person.signedIn = proved ? time("auth_time"_L1) : time("iat"_L1);
    if (person.subject.value.isEmpty() || person.subject.value.size() > 255)
        return untrusted("sub"_L1);
    if (person.assurance.isEmpty())
        return untrusted("acr"_L1);
    return person;
}

} // namespace stanforis
