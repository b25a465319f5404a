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

FormFields authorizationFields(const AuthorizationWish &wish, const AuthorizationSecrets &secrets)
{
    FormFields fields{
        {u"response_type"_s, u"code"_s},
        {u"client_id"_s, wish.clientId},
        {u"redirect_uri"_s, wish.redirectUri.toString()},
        {u"scope"_s, wish.scope},
        {u"resource"_s, wish.resource},
        {u"state"_s, QString::fromLatin1(secrets.state)},
        {u"nonce"_s, QString::fromLatin1(secrets.nonce)},
        {u"code_challenge"_s, QString::fromLatin1(codeChallenge(secrets.codeVerifier))},
        {u"code_challenge_method"_s, u"S256"_s},
    };
    if (wish.scope.contains("offline_access"_L1))
        fields.append({u"prompt"_s, u"consent"_s}); // OpenID Connect Core §11: else a provider may leave the refresh token out
    if (!wish.demand.acrValues.isEmpty())
        fields.append({u"acr_values"_s, wish.demand.acrValues.join(u' ')});
    if (wish.demand.maxAge)
        fields.append({u"max_age"_s, QString::number(wish.demand.maxAge->count())});
    if (!wish.idTokenHint.isEmpty())
        fields.append({u"id_token_hint"_s, QString::fromLatin1(wish.idTokenHint)});
    return fields;
}

QUrl authorizationUrl(const QUrl &endpoint, const FormFields &fields)
{
    QUrlQuery query(endpoint);
    for (const auto &[name, value] : fields)
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
        const bool refused = error == "access_denied"_L1 || error == "unmet_authentication_requirements"_L1; // RFC 9470 §5
        return Error{refused ? Error::Code::PermissionDenied : Error::Code::Unavailable, error};
    }
    const auto code = one(u"code"_s);
    if (code.isEmpty())
        return Error{Error::Code::Malformed, u"code"_s};
    return code.toLatin1();
}

} // namespace stanforis
