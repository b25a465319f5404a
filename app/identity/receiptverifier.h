// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/checkpoint.h"
#include "models/core/result.h"
#include "models/domain/transaction.h"

namespace stanforis::identity {

/// Checks everything a receipt says, with nothing but the platform's key set (RFC 7517): the receipt's signature, the hashes of
/// transaction and body, that the receipt is an entry of the ledger at the place it names, and each person's own signature over
/// the intent with the key that the receipt says is theirs. The platform vouches for that binding: it stands in what it signed
/// and what the ledger holds. Receipts of before it did so have no keys; then `personsProved` stays false. Malformed: it cannot
/// be read. Untrusted: `detail` says what does not hold: "key", "signature", "tx_sha256", "body_sha256", "txid", "person",
/// "checkpoint", "ledger key", "inclusion" or "index".
[[nodiscard]] Result<ReceiptFacts> verifyReceipt(const Receipt &receipt, const QByteArray &keySet);

/// What a receipt says, and what the ledger said about itself in it.
struct ProvedReceipt
{
    ReceiptFacts facts;
    Checkpoint checkpoint;
};
/// The same, for whoever holds the ledger to what it says elsewhere.
[[nodiscard]] Result<ProvedReceipt> proveReceipt(const Receipt &receipt, const QByteArray &keySet);

} // namespace stanforis::identity
