// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/checkpoint.h"
#include "app/identity/jws.h"
#include "app/identity/note.h"
#include "app/identity/signingkey.h"
#include "models/core/result.h"
#include "models/domain/transaction.h"

#include <QHash>
#include <QStringList>

namespace stanforis::identity {

/// What a receipt says, and what the ledger said about itself in it.
struct ProvedReceipt
{
    ReceiptFacts facts;
    Checkpoint checkpoint;
};

/// Checks everything a receipt says, with nothing but the platform's key set (RFC 7517): the receipt's signature, the hashes of
/// transaction and body, that the receipt is an entry of the ledger at the place it names, and each person's own signature over
/// the intent with the key that the receipt says is theirs. The platform vouches for that binding: it stands in what it signed
/// and what the ledger holds. Receipts of before it did so have no keys; then `personsProved` stays false.
///
/// Keys are parsed once, for as many receipts as are looked at. One thread at a time.
class ReceiptVerifier final
{
public:
    explicit ReceiptVerifier(const QByteArray &keySet);

    /// Malformed: it cannot be read. Untrusted: `detail` says what does not hold: "key", "signature", "tx_sha256",
    /// "body_sha256", "txid", "person", "checkpoint", "ledger key", "inclusion" or "index".
    [[nodiscard]] Result<ProvedReceipt> prove(const Receipt &receipt);

private:
    struct Key
    {
        VerifyingKey key;
        QString thumbprint;
    };
    [[nodiscard]] bool areSignedBy(const Jws &transaction, const QJsonObject &intent, const QJsonArray &signers);
    /// Null: not a key.
    [[nodiscard]] const Key *personsKey(const QJsonObject &jwk);

    QHash<QString, VerifyingKey> m_platform; ///< by `kid`
    QHash<QStringList, Key> m_persons;       ///< by all that makes up the key
    QList<NoteVerifier> m_ledger;
};

/// The same for one receipt.
[[nodiscard]] Result<ReceiptFacts> verifyReceipt(const Receipt &receipt, const QByteArray &keySet);

} // namespace stanforis::identity
