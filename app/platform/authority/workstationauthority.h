// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "models/core/clock.h"

namespace stanforis {

/// Certifies workstations. It is an authority of its own, not the one that vouches for the platform's servers: it signs all day
/// what comes in from outside, and whoever took its key could still not pose as the platform. Its certificate is constrained
/// to client authentication and to names of this trust domain. P-256, made at first start.
class WorkstationAuthority
{
public:
    static constexpr std::chrono::hours longestLife{24};

    /// A certificate as it was issued.
    struct Issued
    {
        QByteArray pem;
        QByteArray sha256;    ///< of the DER, 32 bytes
        QByteArray serial;    ///< hexadecimal
        QByteArray keySha256; ///< of the SubjectPublicKeyInfo, 32 bytes
        Instant from;
        Instant until;
    };

    /// `trustDomain` as in a SPIFFE id. Storage: the folder cannot be read or written; Malformed: a file in it is broken.
    [[nodiscard]] static Result<WorkstationAuthority> open(const QString &folder, const QString &trustDomain, Instant now);

    [[nodiscard]] QByteArray pem() const { return m_pem; }
    [[nodiscard]] const EcKey &key() const { return m_key; }

    /// `spiffe://DOMAIN/console/NAME`.
    [[nodiscard]] QString idOf(const QString &name) const;
    /// SHA-256 of the key in a PKCS#10 request (RFC 2986) in PEM. Invalid: it cannot be read, its own signature does not hold,
    /// or the key is not P-256.
    [[nodiscard]] static Result<QByteArray> keyOf(const QByteArray &request);
    /// X509-SVID: exactly one URI SAN, CA:FALSE, digitalSignature, clientAuth; at most 24 hours. Nothing of the request but its
    /// key is taken over. Invalid as keyOf().
    [[nodiscard]] Result<Issued> issue(const QByteArray &request, const QString &id, Instant now,
                                       std::chrono::seconds life) const;

private:
    explicit WorkstationAuthority(EcKey key)
        : m_key(std::move(key))
    {}

    EcKey m_key;
    QString m_trustDomain;
    QByteArray m_pem;
};

} // namespace stanforis
