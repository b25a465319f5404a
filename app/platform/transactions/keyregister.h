// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "app/platform/methods.h"
#include "stanforis/transactions/v1/transactions.pb.h"

namespace stanforis {

class Database;

/// The public keys people sign with, each bound to one person and one sign-in.
class KeyRegister final
{
public:
    /// `audiences`: what the proof's `aud` may be; an entry that ends in "/" stands for everything below it.
    KeyRegister(Database &database, const Clock &clock, QStringList audiences);

    /// Proof of possession: a JWS with that key over {sub, jti, iat, aud}, two minutes old at most, used once. Enrolling the
    /// same key again in the same session gives the same answer. PermissionDenied: the key is another person's.
    [[nodiscard]] Result<transactions::v1::EnrolKeyResponse> enrol(const Caller &caller,
                                                                   const transactions::v1::EnrolKeyRequest &request);

    /// The key this person enrolled in that session of theirs, or Invalid. It may be an earlier one than the caller's: what
    /// was signed just before a console stopped is handed in after the next sign-in.
    [[nodiscard]] Result<EcKey> keyOf(const SubjectId &subject, const QString &session, const QByteArray &kid) const;

private:
    [[nodiscard]] Result<QString> checkProof(const Caller &caller, const EcKey &key, const QByteArray &proof) const;
    [[nodiscard]] bool isOurs(const QString &audience) const;

    Database &m_database;
    const Clock &m_clock;
    QStringList m_audiences;
};

} // namespace stanforis
