// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/signin.h"

#include <QByteArray>
#include <QList>
#include <QUrl>
#include <QUrlQuery>

namespace stanforis {

/// The secrets of one sign-in attempt; new ones for each time the browser is opened. None of it is ever written anywhere.
struct AuthorizationSecrets
{
    QByteArray state; ///< 32 random bytes, base64url
    QByteArray nonce;
    QByteArray codeVerifier; ///< RFC 7636 §4.1, 43 characters

    [[nodiscard]] static Result<AuthorizationSecrets> generate();
    /// Same state, in constant time.
    [[nodiscard]] bool matches(const QUrlQuery &answer) const;
};

/// RFC 7636 §4.2: BASE64URL(SHA256(ASCII(code_verifier))).
[[nodiscard]] QByteArray codeChallenge(const QByteArray &codeVerifier);

using FormFields = QList<std::pair<QString, QString>>;

/// What is asked of the provider, for the pushed request (RFC 9126 §2.1).
struct AuthorizationWish
{
    QString clientId;
    QUrl redirectUri;
    QString scope;
    QString resource; ///< RFC 8707
    SignInDemand demand;
    QByteArray idTokenHint; ///< of the session that is to be proved again; empty: none
};
[[nodiscard]] FormFields authorizationFields(const AuthorizationWish &wish, const AuthorizationSecrets &secrets);

/// Where the browser is sent: the fields in the address.
[[nodiscard]] QUrl authorizationUrl(const QUrl &endpoint, const FormFields &fields);

/// The code in the answer. Untrusted: `iss` is not the issuer (RFC 9207 §2.4). PermissionDenied: the person or the provider said
/// no (access_denied). Unavailable: another error of the provider. Malformed: no code, or something twice.
[[nodiscard]] Result<QByteArray> codeFrom(const QUrlQuery &answer, const QString &issuer);

} // namespace stanforis
