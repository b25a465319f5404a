// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/core/secret.h"
#include "models/domain/transaction.h"

class QObject;

namespace stanforis {

/// The public part of the signing key, and what vouches for it (contract: EnrolKeyRequest).
struct KeyEnrolment
{
    QByteArray jwk;
    QByteArray proof;       ///< that its private part is held; empty for a key with a certificate
    QByteArray certificate; ///< DER; empty for a key without one
    QString kid;            ///< RFC 7638 thumbprint
};

/// What goes into the header of one signature beside what the key says of itself.
struct SignatureHeader
{
    QString nonce; ///< the platform's, for this signature
    QString uri;   ///< `htu`: where it is handed in
};

/// Composes, reads and signs intents as the person signed in. No network. GUI thread; replies come later, never from inside the
/// call.
class SignerPort
{
public:
    virtual ~SignerPort() = default;
    /// Whether the key wants its PIN for each signature.
    [[nodiscard]] virtual bool asksForPin() = 0;
    /// Costs no PIN: a key that asks for one is enrolled by its certificate. Unauthenticated when nobody is signed in. Otherwise
    /// as SigningKeyPort::facts().
    virtual void enrolment(QObject *context, const QString &audience, Reply<KeyEnrolment> reply) = 0;
    [[nodiscard]] virtual Result<Intent> compose(const Draft &draft, const Prepared &prepared) const = 0;
    /// Parses the general JWS strictly: canonical payload, body hash. The platform has checked the first signature against its
    /// key directory; the payload signed here is byte for byte the one read.
    [[nodiscard]] virtual Result<Intent> read(const QByteArray &jws, const QByteArray &body, const QString &bodyType) const = 0;
    /// General JWS with one signature, or `first` with a second one over the same payload. Conflict: `first` is over another
    /// payload. Otherwise as SigningKeyPort::sign().
    virtual void sign(QObject *context, const Intent &intent, const QByteArray &first, const SignatureHeader &header, Secret pin,
                      Reply<QByteArray> reply) = 0;
    /// Receipt signature, transaction hash and body hash against the platform's key set (RFC 7517).
    [[nodiscard]] virtual Result<ReceiptFacts> verifyReceipt(const Receipt &receipt, const QByteArray &keySet) const = 0;
};

} // namespace stanforis
