// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/doors/httpmessage.h"
#include "app/platform/provider/tokenissuer.h"

#include <QUrlQuery>

#include <variant>

namespace stanforis {

/// A checked authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3, RFC 9126 §2.1, OpenID Connect Core §3.1.2.1).
struct AuthorizationRequest
{
    QString redirectUri;
    QString state;
    QString nonce;
    QString scope;
    QByteArray challenge;  ///< code_challenge, S256
    QStringList acrValues; ///< the person must reach one of these; empty: any will do
    QString session;       ///< that is to be proved again (`id_token_hint`); empty: a new one begins
    bool silent = false;   ///< `prompt=none`
};

/// What a client is told about a request that cannot be granted (RFC 6749 §5.2).
struct OAuthError
{
    QString error;
    QString description;
    int status = 400;

    [[nodiscard]] HttpResponse response() const;
};

/// What is pushed by the client. `max_age` needs no place in it: whoever signs in here does so now.
[[nodiscard]] std::variant<AuthorizationRequest, OAuthError>
readAuthorizationRequest(const QUrlQuery &form, const ProviderSettings &settings, const TokenIssuer &issuer);

/// Of the scopes that were asked for, those this provider knows.
[[nodiscard]] QString grantedScope(const QStringList &asked);

/// The client's address with the answer's parameters and `iss` (RFC 9207).
[[nodiscard]] QByteArray redirectTo(const QString &redirectUri, const QString &state, const QString &issuer,
                                    const QList<std::pair<QString, QString>> &parameters);

/// RFC 7636 §4.6, S256 only.
[[nodiscard]] bool provesChallenge(const QString &verifier, const QByteArray &challenge);

/// Requests that wait for a person, and codes that wait for the client. In memory: a restart asks to sign in again. Main thread.
class PendingAuthorizations
{
public:
    static constexpr std::chrono::minutes requestLifetime{10};
    static constexpr std::chrono::seconds pushedLifetime{60};
    static constexpr std::chrono::seconds codeLifetime{60};

    struct Code
    {
        AuthorizationRequest request;
        SubjectId subject;
        QString session; ///< set once it was redeemed: it names the session that a second use ends
        Instant expires;
    };

    explicit PendingAuthorizations(const Clock &clock);

    /// The one-time `request_uri` of a pushed request (RFC 9126 §2.2).
    [[nodiscard]] QString push(const AuthorizationRequest &request);
    [[nodiscard]] std::optional<AuthorizationRequest> takePushed(const QString &requestUri);

    /// The one-time handle in the page's form; it is also what protects the form from forged posts.
    [[nodiscard]] QByteArray keep(const AuthorizationRequest &request);
    [[nodiscard]] std::optional<AuthorizationRequest> take(const QByteArray &handle);

    [[nodiscard]] QByteArray newCode(const AuthorizationRequest &request, const SubjectId &subject);
    /// Null: unknown or older than ten minutes. Borrowed until the next call.
    [[nodiscard]] Code *code(const QByteArray &code);

private:
    struct Waiting
    {
        AuthorizationRequest request;
        Instant expires;
    };
    using Requests = QHash<QByteArray, Waiting>;
    [[nodiscard]] QByteArray keepIn(Requests &requests, const AuthorizationRequest &request, std::chrono::seconds life);
    [[nodiscard]] std::optional<AuthorizationRequest> takeFrom(Requests &requests, const QByteArray &handle);
    void forgetOld();

    const Clock &m_clock;
    Requests m_pushed;
    Requests m_waiting;
    QHash<QByteArray, Code> m_codes;
};

} // namespace stanforis
