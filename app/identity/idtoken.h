// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"
#include "models/domain/identity.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace stanforis {

/// What an ID token must say to be believed (OpenID Connect Core §3.1.3.7).
struct IdTokenExpectation
{
    QString issuer;
    QString clientId;
    QByteArray nonce;
    QByteArray accessToken; ///< for at_hash
    Instant now;
    QStringList acrValues = {};                      ///< one of these; empty: any
    std::optional<std::chrono::seconds> maxAge = {}; ///< since `auth_time`, which must be there then
    Duration skew = std::chrono::seconds(60);
};

/// Verifies signature (ES256 or ES384 with a key of the provider's set; no other algorithm), iss, aud, azp, exp, iat, nonce,
/// at_hash, acr and auth_time.
/// Untrusted, with the name of what was wrong in `detail`.
[[nodiscard]] Result<Identity> verifyIdToken(const QByteArray &token, const QByteArray &keySet,
                                             const IdTokenExpectation &expected);

/// An access token that is a JWT must be of type `at+jwt` (RFC 9068 §2.1), so that no ID token is taken for one; its content is
/// for the platform alone. One that is no JWT is as good. Untrusted with "typ".
[[nodiscard]] Result<Done> checkAccessTokenForm(const QByteArray &token);

/// The eIDAS level (low, substantial, high) that stands in an `acr`, alone or as the last part of a URI. Empty: none.
[[nodiscard]] QString assuranceOf(const QString &acr);

} // namespace stanforis
