// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/certificates.h"
#include "app/platform/authority/jose.h"
#include "app/platform/authority/revocationlistmaker.h"
#include "app/platform/authority/trustlistmaker.h"
#include "models/core/clock.h"

namespace stanforis {

/// The platform's own certificate authority, the certificate of its doors, and that of the signer of its trust list, all P-256.
/// Made at first start in a folder of their own, never bundled; what it issued is renewed at start when fewer than 30 days are
/// left, or when it was revoked.
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
    [[nodiscard]] const EcKey &authorityKey() const { return m_authorityKey; }
    [[nodiscard]] const TrustListMaker::Signer &trustListSigner() const { return *m_signer; }
    /// Certificates of servers that were taken back, as the file beside the keys has them.
    [[nodiscard]] const std::vector<RevokedCertificate> &revokedServers() const { return m_revoked; }
    /// Takes the certificate of the doors back; they go on with it until the next start. Storage.
    [[nodiscard]] Result<Done> revokeServer(Instant now);
    /// A certificate (PEM) with which `key` seals documents: digital signature and non-repudiation, for 396 days from now.
    [[nodiscard]] Result<QByteArray> sealCertificate(const EcKey &key, Instant now) const;

private:
    CertificateAuthority(EcKey authorityKey, EcKey serverKey);
    [[nodiscard]] Result<Done> openAuthority(const QString &path, Instant now);
    [[nodiscard]] Result<Done> openRevoked();
    /// The certificate in the file, or a new one for the key.
    [[nodiscard]] Result<QByteArray> certified(const QString &path, const EcKey &key, const QByteArray &name,
                                               std::vector<certificates::ExtensionText> extensions, Instant now) const;

    EcKey m_authorityKey;
    EcKey m_serverKey;
    QByteArray m_authorityPem;
    QByteArray m_authoritySha256;
    QByteArray m_serverPem;
    std::optional<TrustListMaker::Signer> m_signer;
    QString m_revokedPath;
    std::vector<RevokedCertificate> m_revoked;
};

} // namespace stanforis
