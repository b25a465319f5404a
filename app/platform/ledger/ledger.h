// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "app/platform/ledger/merkletree.h"
#include "app/platform/ledger/notekey.h"
#include "models/core/clock.h"
#include "stanforis/ledger/v1/ledger.pb.h"
#include "stanforis/transactions/v1/transactions.pb.h"

#include <QList>

namespace stanforis {

class Database;

/// Everything that was written, in order: receipts, each naming the hash of the one before it, as the entries of an RFC 6962
/// tree. After each entry the root is signed as a checkpoint (c2sp.org/tlog-checkpoint), so that what is changed, left out or put
/// in later contradicts what was signed.
class Ledger final
{
public:
    struct Keys
    {
        EcKey receipts;
        NoteKey checkpoints; ///< its name is the ledger's origin
    };

    /// One of those who signed, and the key: the receipt says both, so that it alone is enough to check the signature.
    struct Signer
    {
        QString subject;
        EcKey key;
    };

    /// `issuer`: as the receipts name it.
    Ledger(Database &database, Keys keys, QString issuer);

    /// Reads every receipt again. Storage: one of them is not as it was signed or does not fit the one before it, or together
    /// they are not what the last checkpoint says.
    [[nodiscard]] Result<Done> open();
    /// Adds a row and issues its receipt: JWS compact, ES256, typ "stanforis-receipt+jws". Called inside the
    /// database transaction that also writes the change. `signers` in the order of their signatures.
    [[nodiscard]] Result<transactions::v1::Receipt> append(const QString &transaction, const QByteArray &jws,
                                                           const QByteArray &body, const QList<Signer> &signers, Instant time);
    /// Invalid: more entries than there are.
    [[nodiscard]] Result<ledger::v1::Checkpoint> checkpoint(qint64 knownSize) const;
    /// The place of an entry under the newest checkpoint (c2sp.org/tlog-proof). NotFound: no such entry.
    [[nodiscard]] Result<QByteArray> proofOf(const QByteArray &receipt) const;

private:
    [[nodiscard]] Result<Done> replay();
    [[nodiscard]] Result<QByteArray> issue(qint64 index, const QString &previous, const QString &transaction,
                                           const QByteArray &jws, const QByteArray &body, const QList<Signer> &signers,
                                           Instant time) const;
    [[nodiscard]] QByteArray headText() const;
    [[nodiscard]] Result<QByteArray> signHead();

    Database &m_database;
    Keys m_keys;
    QString m_issuer;
    MerkleTree m_tree;
};

} // namespace stanforis
