// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "models/core/clock.h"

namespace stanforis {

/// The platform's own certificate authority and the certificate of its doors, both P-256. Made at first start in a folder
/// of their own, never bundled; the server certificate is renewed at start when fewer than 30 days are left.
class CertificateAuthority
{
public:
    /// Opens the folder, or makes everything in it. Storage: it cannot be read or written; Malformed: a file in it is broken.
    [[nodiscard]] static Result<CertificateAuthority> open(const QString &folder, Instant now);

    [[nodiscard]] QByteArray authorityPem() const { return m_authorityPem; }
    /// SHA-256 of the authority's certificate in DER, lower-case hexadecimal.
    [[nodiscard]] QByteArray authoritySha256() const { return m_authoritySha256; }
    /// For 127.0.0.1, ::1 and localhost.
    [[nodiscard]] QByteArray serverPem() const { return m_serverPem; }
    [[nodiscard]] const EcKey &serverKey() const { return m_serverKey; }
    /// A certificate (PEM) with which `key` seals documents: digital signature and non-repudiation, for 396 days from now.
    [[nodiscard]] Result<QByteArray> sealCertificate(const EcKey &key, Instant now) const;

private:
    CertificateAuthority(EcKey authorityKey, EcKey serverKey);
    [[nodiscard]] Result<Done> openAuthority(const QString &path, Instant now);
    [[nodiscard]] Result<Done> openServer(const QString &path, Instant now);

    EcKey m_authorityKey;
    EcKey m_serverKey;
    QByteArray m_authorityPem;
    QByteArray m_authoritySha256;
    QByteArray m_serverPem;
};

} // namespace stanforis
