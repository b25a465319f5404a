// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/ports/httpport.h"

#include <QObject>
#include <QUrlQuery>

namespace stanforis {

/// What the provider's discovery document says (OpenID Connect Discovery §3), and its key set.
struct ProviderMetadata
{
    QString issuer;
    QUrl authorization;
    QUrl token;
    QUrl revocation;    ///< may be empty
    QUrl endSession;    ///< may be empty
    QUrl cardChallenge; ///< empty: the provider takes no cards
    QUrl keys;
    QByteArray keySet;
};

struct TokenAnswer
{
    QString accessToken;
    QByteArray refreshToken; ///< empty: the old one stays
    QByteArray idToken;
    Duration life{};
    Duration sessionLife{}; ///< of the refresh token, when the provider says it; else zero
};

/// The requests of the code flow. Holds no tokens. GUI thread.
///
/// Token errors: Unauthenticated for invalid_grant (the session is over), PermissionDenied for invalid_target (RFC 8707),
/// Invalid for other refusals, Unavailable for 5xx, and what HttpPort says.
class ProviderClient final
{
public:
    ProviderClient(HttpPort &http, const QString &issuer, const QString &clientId);

    /// Untrusted when the document names another issuer; Malformed when an endpoint is missing or not https.
    void discover(QObject *context, Reply<ProviderMetadata> reply);
    void redeem(QObject *context, const QUrl &endpoint, const QByteArray &code, const QByteArray &codeVerifier,
                const QUrl &redirectUri, const QString &resource, Reply<TokenAnswer> reply);
    /// A fresh challenge for the card in the reader (app/contracts/README.md, "By card").
    void challengeCard(QObject *context, const QUrl &endpoint, Reply<QByteArray> reply);
    /// `token`: what the card made of the challenge `nonce`.
    void redeemCard(QObject *context, const QUrl &endpoint, const QByteArray &token, const QByteArray &nonce,
                    const QString &resource, Reply<TokenAnswer> reply);
    void refresh(QObject *context, const QUrl &endpoint, const QByteArray &refreshToken, const QString &resource,
                 Reply<TokenAnswer> reply);
    /// Nobody waits for these: RFC 7009 and RP-initiated logout, as far as the network lets them through.
    void revoke(QObject *context, const QUrl &endpoint, const QByteArray &refreshToken, Reply<Done> reply);
    void endSession(QObject *context, const QUrl &endpoint, const QByteArray &idToken, Reply<Done> reply);
    /// Gives back a session that nobody will use. Nobody waits for it either; it goes on when the caller is gone.
    void discard(const ProviderMetadata &provider, const QByteArray &refreshToken);

private:
    void post(QObject *context, const QUrl &endpoint, const QList<std::pair<QString, QString>> &form, Reply<HttpAnswer> reply);
    void requestToken(QObject *context, const QUrl &endpoint, const QList<std::pair<QString, QString>> &form,
                      Reply<TokenAnswer> reply);

    HttpPort &m_http;
    const QString m_issuer;
    const QString m_clientId;
    QObject m_errands; ///< the context of what nobody waits for
};

} // namespace stanforis
