// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/authorizationrequest.h"
#include "models/core/clock.h"
#include "models/ports/httpport.h"

#include <QObject>
#include <QUrlQuery>

namespace stanforis {

struct TrustList; // models/domain/trustlist.h

/// What the provider's discovery document says (OpenID Connect Discovery §3), and its key set.
struct ProviderMetadata
{
    QString issuer;
    QUrl authorization;
    QUrl pushed; ///< pushed_authorization_request_endpoint; empty: nobody signs in with a browser
    QUrl device; ///< device_authorization_endpoint; empty: no sign-in by code
    QUrl token;
    QUrl revocation;    ///< may be empty
    QUrl endSession;    ///< may be empty
    QUrl cardChallenge; ///< empty: the provider takes no cards
    QUrl keys;
    QStringList acrValues; ///< that it can reach, as it names them; empty: it does not say
    QByteArray keySet;
};

struct TokenAnswer
{
    QString accessToken;
    QByteArray refreshToken; ///< empty: the old one stays
    QByteArray idToken;
    Duration life{};
    Duration sessionLife{}; ///< of the refresh token, when the provider says it; else zero
    QString scope;          ///< what was granted; empty: what was asked for (RFC 6749 §5.1)
};

/// What the provider gives a display that wants to sign in (RFC 8628 §3.2).
struct DeviceGrant
{
    QByteArray deviceCode;
    QString userCode;
    QUrl address;
    QUrl codeAddress; ///< with the code in it; may be empty
    Duration life{};
    Duration interval{};
};

/// The requests of the ways to sign in. Holds no tokens. GUI thread.
///
/// Token errors: Unauthenticated for invalid_grant (the session is over), PermissionDenied for invalid_target (RFC 8707),
/// Invalid for other refusals, Unavailable for 5xx, and what HttpPort says.
class ProviderClient final
{
public:
    ProviderClient(HttpPort &http, const QString &issuer, const QString &clientId);

    /// Of the provider's keys only those of `trusted` are believed from now on; null: all that it serves. Outlives the client.
    void setTrusted(const TrustList *trusted) { m_trusted = trusted; }
    /// Untrusted when the document names another issuer, or none of its keys is trusted; Malformed when an endpoint is missing or not
    /// https.
    void discover(QObject *context, Reply<ProviderMetadata> reply);
    /// RFC 9126: hands the request to the provider over our own connection, so that the browser carries nothing of it. The answer
    /// is the `request_uri`. Errors as for tokens.
    void push(QObject *context, const QUrl &endpoint, const FormFields &fields, Reply<QString> reply);
    /// RFC 8628 §3.1. `name` and `place` are shown to whoever lets the display in.
    void askForCode(QObject *context, const QUrl &endpoint, const QString &scope, const QString &name, const QString &place,
                    Reply<DeviceGrant> reply);
    /// RFC 8628 §3.4. While nobody has answered: Invalid with "authorization_pending" or "slow_down" in `detail`; then also
    /// PermissionDenied (access_denied) and TimedOut (expired_token).
    void poll(QObject *context, const QUrl &endpoint, const QByteArray &deviceCode, const QString &resource,
              Reply<TokenAnswer> reply);
    void redeem(QObject *context, const QUrl &endpoint, const QByteArray &code, const QByteArray &codeVerifier,
                const QUrl &redirectUri, const QString &resource, Reply<TokenAnswer> reply);
    /// A fresh challenge for the card in the reader (app/contracts/README.md, "By card").
    void challengeCard(QObject *context, const QUrl &endpoint, Reply<QByteArray> reply);
    /// `token`: what the card made of the challenge `nonce`.
    void redeemCard(QObject *context, const QUrl &endpoint, const QByteArray &token, const QByteArray &nonce,
                    const QString &scope, const QString &resource, Reply<TokenAnswer> reply);
    void refresh(QObject *context, const QUrl &endpoint, const QByteArray &refreshToken, const QString &resource,
                 Reply<TokenAnswer> reply);
    /// Nobody waits for these: RFC 7009 and RP-initiated logout, as far as the network lets them through.
    void revoke(QObject *context, const QUrl &endpoint, const QByteArray &refreshToken, Reply<Done> reply);
    void endSession(QObject *context, const QUrl &endpoint, const QByteArray &idToken, Reply<Done> reply);
    /// Gives back a session that nobody will use. Nobody waits for it either; it goes on when the caller is gone.
    void discard(const ProviderMetadata &provider, const QByteArray &refreshToken);

private:
    void post(QObject *context, const QUrl &endpoint, const FormFields &form, Reply<HttpAnswer> reply);
    void requestToken(QObject *context, const QUrl &endpoint, const FormFields &form, Reply<TokenAnswer> reply);

    HttpPort &m_http;
    const QString m_issuer;
    const QString m_clientId;
    const TrustList *m_trusted = nullptr;
    QObject m_errands; ///< the context of what nobody waits for
};

} // namespace stanforis
