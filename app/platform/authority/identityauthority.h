// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "models/core/clock.h"
#include "models/domain/ids.h"

struct x509_st;

namespace stanforis {

/// What a key on a card is for; a card has one of each, and neither does the other's work.
enum class CardUse {
    Authentication, ///< keyUsage digitalSignature, extendedKeyUsage clientAuth
    Signing,        ///< keyUsage nonRepudiation
};

/// Whose card it is.
struct CardProof
{
    SubjectId subject;
    QByteArray serial; ///< of the certificate, hexadecimal
};

/// Issues the certificates of identity cards and knows each of them. An authority of its own, so that no door certificate is ever
/// taken for a person's. Keeps itself in the folder `cards` of the state; what was issued or revoked by another process counts at
/// once. Main thread.
class IdentityAuthority
{
public:
    /// Opens the folder, or makes everything in it. Storage: it cannot be read or written; Malformed: a file in it is broken.
    [[nodiscard]] static Result<IdentityAuthority> open(const QString &folder, Instant now);

    [[nodiscard]] QByteArray authorityPem() const { return m_pem; }

    /// A certificate for the key of a certificate signing request (RFC 2986, PEM, P-256 or P-384), valid for three years.
    /// Invalid: the request cannot be read, its signature does not hold, or it has another kind of key. The names in it are not
    /// used.
    [[nodiscard]] Result<QByteArray> certify(const QByteArray &request, const SubjectId &subject, const QString &name,
                                             CardUse use, Instant now) const;
    /// NotFound: no certificate with that serial number was issued here.
    [[nodiscard]] Result<Done> revoke(const QByteArray &serial) const;

    /// Whether the certificate (DER) is a card's of ours for that use, now, and has made this signature (`r` and `s`, RFC 7518
    /// §3.4) over `bytes`; ES256 or ES384, as the key is. Untrusted, with what does not hold.
    [[nodiscard]] Result<CardProof> verify(const QByteArray &certificate, CardUse use, const QByteArray &bytes,
                                           const QByteArray &signature, Instant now) const;
    /// Whether the certificate (DER) is a card's of ours for that use, now, and for this key. Untrusted, with what does not hold.
    [[nodiscard]] Result<CardProof> vouch(const QByteArray &certificate, CardUse use, const EcKey &key, Instant now) const;

private:
    IdentityAuthority(QString folder, EcKey key);
    [[nodiscard]] Result<Done> openCertificate(Instant now);
    /// Everything but what was done with the key.
    [[nodiscard]] Result<CardProof> check(x509_st *certificate, CardUse use, Instant now) const;

    QString m_folder;
    EcKey m_key;
    QByteArray m_pem;
};

} // namespace stanforis
