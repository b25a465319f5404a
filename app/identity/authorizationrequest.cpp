// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/authorizationrequest.h"

#include "app/identity/signingkey.h"

#include <openssl/crypto.h>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

Result<AuthorizationSecrets> AuthorizationSecrets::generate()
{
    AuthorizationSecrets secrets;
    for (auto *secret : {&secrets.state, &secrets.nonce, &secrets.codeVerifier}) {
        const auto bytes = identity::secureRandom(32);
        if (!bytes)
            return bytes.error();
        *secret = identity::toBase64Url(*bytes);
    }
    return secrets;
}

bool AuthorizationSecrets::matches(const QUrlQuery &answer) const
{
    const auto given = answer.allQueryItemValues(u"state"_s);
    if (given.size() != 1 || state.isEmpty())
        return false;
    const auto bytes = given.first().toUtf8();
    return bytes.size() == state.size() &&
           CRYPTO_memcmp(bytes.constData(), state.constData(), static_cast<std::size_t>(state.size())) == 0;
}

QByteArray codeChallenge(const QByteArray &codeVerifier) { return identity::toBase64Url(identity::sha256(codeVerifier)); }

QUrl authorizationUrl(const QUrl &endpoint, const QString &clientId, const QUrl &redirectUri, const AuthorizationSecrets &secrets)
{
    const std::pair<QString, QString> parameters[] = {
        {u"response_type"_s, u"code"_s},
        {u"client_id"_s, clientId},
        {u"redirect_uri"_s, redirectUri.toString()},
        {u"scope"_s, u"openid profile offline_access"_s},
        {u"state"_s, QString::fromLatin1(secrets.state)},
        {u"nonce"_s, QString::fromLatin1(secrets.nonce)},
        {u"code_challenge"_s, QString::fromLatin1(codeChallenge(secrets.codeVerifier))},
        {u"code_challenge_method"_s, u"S256"_s},
    };
    QUrlQuery query(endpoint);
    for (const auto &[name, value] : parameters)
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    QUrl url(endpoint);
    url.setQuery(query);
    return url;
}

Result<QByteArray> codeFrom(const QUrlQuery &answer, const QString &issuer)
{
    const auto one = [&answer](const QString &name) {
        const auto values = answer.allQueryItemValues(name, QUrl::FullyDecoded);
        return values.size() == 1 ? values.first() : QString();
    };
    if (one(u"iss"_s) != issuer)
        return Error{Error::Code::Untrusted, u"iss"_s};
    if (answer.hasQueryItem(u"error"_s)) {
        const auto error = one(u"error"_s);
        return Error{error == "access_denied"_L1 ? Error::Code::PermissionDenied : Error::Code::Unavailable, error};
    }
    const auto code = one(u"code"_s);
    if (code.isEmpty())
        return Error{Error::Code::Malformed, u"code"_s};
    return code.toLatin1();
}

} // namespace stanforis
