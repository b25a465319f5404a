// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/transaction.h"

namespace stanforis {

/// The public part of the signing key and the proof that its private part is held (contract: EnrolKeyRequest).
struct KeyEnrolment
{
    QByteArray jwk;
    QByteArray proof;
    QString kid; ///< RFC 7638 thumbprint
};

/// Composes, reads and signs intents as the person signed in. No network, no waiting.
class SignerPort
{
public:
    virtual ~SignerPort() = default;
    /// Unauthenticated when nobody is signed in.
    [[nodiscard]] virtual Result<KeyEnrolment> enrolment(const QString &audience) = 0;
    [[nodiscard]] virtual Result<Intent> compose(const Draft &draft, const Prepared &prepared) const = 0;
    /// Parses the general JWS strictly: canonical payload, body hash. The platform has checked the first signature against its
    /// key directory; the payload signed here is byte for byte the one read.
    [[nodiscard]] virtual Result<Intent> read(const QByteArray &jws, const QByteArray &body, const QString &bodyType) const = 0;
    /// General JWS with one signature, or `first` with a second one over the same payload.
    [[nodiscard]] virtual Result<QByteArray> sign(const Intent &intent, const QByteArray &first) = 0;
    /// Receipt signature, transaction hash and body hash against the platform's key set (RFC 7517).
    [[nodiscard]] virtual Result<ReceiptFacts> verifyReceipt(const Receipt &receipt, const QByteArray &keySet) const = 0;
};

} // namespace stanforis
