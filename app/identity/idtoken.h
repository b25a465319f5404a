// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"
#include "models/domain/identity.h"

#include <QByteArray>

namespace stanforis {

/// What an ID token must say to be believed (OpenID Connect Core §3.1.3.7).
struct IdTokenExpectation
{
    QString issuer;
    QString clientId;
    QByteArray nonce;
    QByteArray accessToken; ///< for at_hash
    Instant now;
    Duration skew = std::chrono::seconds(60);
};

/// Verifies signature (ES256 with a key of the provider's set), iss, aud, azp, exp, iat, nonce, at_hash and acr.
/// Untrusted, with the name of what was wrong in `detail`.
[[nodiscard]] Result<Identity> verifyIdToken(const QByteArray &token, const QByteArray &keySet,
                                             const IdTokenExpectation &expected);

} // namespace stanforis
