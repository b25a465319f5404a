// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "app/platform/methods.h"
#include "stanforis/transactions/v1/transactions.pb.h"

namespace stanforis {

class Database;
class IdentityAuthority;

/// A key as it was enrolled.
struct EnrolledKey
{
    EcKey key;
    QString certificate; ///< SHA-256 of its certificate (`x5t#S256`); empty: it was enrolled with a proof
};

/// The public keys people sign with, each bound to one person and one sign-in.
class KeyRegister final
{
public:
    /// `audiences`: what the proof's `aud` may be; an entry that ends in "/" stands for everything below it. `cards`, borrowed,
    /// judges certificates; null: none is taken.
    KeyRegister(Database &database, const Clock &clock, QStringList audiences, const IdentityAuthority *cards);

    /// Proof of possession: a JWS with that key over {sub, jti, iat, aud}, two minutes old at most, used once. Or, in its place,
    /// the caller's own certificate for signing with that key, by the identity authority. Enrolling the same key again in the
    /// same session gives the same answer. A session begun with a card takes no key without a certificate. Invalid: what does not
    /// hold, in words; PermissionDenied: the key is another person's.
    [[nodiscard]] Result<transactions::v1::EnrolKeyResponse> enrol(const Caller &caller,
                                                                   const transactions::v1::EnrolKeyRequest &request);

    /// The key this person enrolled in that session of theirs, or Invalid. It may be an earlier one than the caller's: what
    /// was signed just before a console stopped is handed in after the next sign-in. Its certificate is looked at again: what was
    /// revoked since, or has run out, signs nothing more.
    [[nodiscard]] Result<EnrolledKey> keyOf(const SubjectId &subject, const QString &session, const QByteArray &kid) const;

private:
    [[nodiscard]] Result<QString> checkProof(const Caller &caller, const EcKey &key, const QByteArray &proof) const;
    /// The certificate is for signing, with this key, by this person.
    [[nodiscard]] Result<Done> checkCertificate(const SubjectId &subject, const EcKey &key, const QByteArray &certificate) const;
    [[nodiscard]] Result<Done> spend(const QString &proof);
    [[nodiscard]] bool isOurs(const QString &audience) const;

    Database &m_database;
    const Clock &m_clock;
    QStringList m_audiences;
    const IdentityAuthority *m_cards;
};

} // namespace stanforis
