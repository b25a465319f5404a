// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/provider/tokenissuer.h"

#include <QUrlQuery>

#include <variant>

namespace stanforis {

/// A checked authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3, OpenID Connect Core §3.1.2.1).
struct AuthorizationRequest
{
    QString redirectUri;
    QString state;
    QString nonce;
    QString scope;
    QByteArray challenge; ///< code_challenge, S256
};

/// A request that cannot be sent back to anyone: the page says it in words.
struct PageError
{
    QString sentence;
};

/// A request that is answered at the client's redirect address (RFC 6749 §4.1.2.1).
struct RedirectError
{
    QString redirectUri;
    QString state;
    QString error;
    QString description;
};

[[nodiscard]] std::variant<AuthorizationRequest, PageError, RedirectError>
readAuthorizationRequest(const QUrlQuery &query, const ProviderSettings &settings);

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
    static constexpr std::chrono::seconds codeLifetime{60};

    struct Code
    {
        AuthorizationRequest request;
        SubjectId subject;
        QString session; ///< set once it was redeemed: it names the session that a second use ends
        Instant expires;
    };

    explicit PendingAuthorizations(const Clock &clock);

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
    void forgetOld();

    const Clock &m_clock;
    QHash<QByteArray, Waiting> m_waiting;
    QHash<QByteArray, Code> m_codes;
};

} // namespace stanforis
