// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "app/platform/transactions/canonicaljson.h"
#include "models/core/clock.h"

namespace stanforis {

/// A submission as it was read: JWS general JSON serialization (RFC 7515 §7.2.1) over a canonical intent; nothing is verified.
struct SignedIntent
{
    Jws jws;
    CanonicalValue::Object payload;
    QString transaction; ///< `txid`

    /// Malformed unless the payload is canonical, names a transaction, and has one or two signatures.
    [[nodiscard]] static Result<SignedIntent> read(const QByteArray &text);

    /// The text that is kept, hashed and handed out: members in canonical order, nothing else.
    [[nodiscard]] QByteArray canonicalText() const { return jws.toGeneral(); }
    /// The same without the second signature.
    [[nodiscard]] QByteArray firstText() const;

    /// What one protected header has to answer to.
    struct Expectation
    {
        const EcKey &key;
        QString certificate; ///< of a key that was enrolled with one: what `x5t#S256` has to be
        QString nonce;
        Instant issued; ///< the nonce
        Instant now;
        QString uri; ///< `htu`: where signatures are handed in
    };
    /// The header, which must be canonical and hold typ, cty, htm, htu, nonce, a fresh iat and the key's certificate if it has
    /// one; then the signature. Conflict: it
    /// is too old. Invalid: anything else.
    [[nodiscard]] Result<Done> verify(std::size_t index, const Expectation &expected) const;
    /// SHA-256 of the certificate that signature names (`x5t#S256`), empty for a key without one.
    [[nodiscard]] QString certificateOf(std::size_t index) const;
};

} // namespace stanforis
