// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/core/secret.h"
#include "models/domain/transaction.h"
#include "models/ports/watch.h"

namespace stanforis {

/// Signed work, in three steps that a person sees: prepare (nothing changes), compose the intent to confirm, sign. What is
/// signed is submitted by the outbox.
class TransactionPort
{
public:
    virtual ~TransactionPort() = default;
    /// Error::Code::Invalid carries the platform's violations; read them with remoteViolations().
    virtual void prepare(QObject *context, const Draft &draft, Reply<Prepared> reply) = 0;
    /// The exact bytes to sign, and what they say read back from them. No network.
    [[nodiscard]] virtual Result<Intent> compose(const Draft &draft, const Prepared &prepared) const = 0;
    /// What a waiting transaction asks the second person to sign: parsed from its JWS, first signature and body hash checked.
    [[nodiscard]] virtual Result<Intent> intentOf(const Transaction &transaction) const = 0;
    /// The platform's leave to sign a waiting transaction as the second person. Conflict: the record has changed since.
    virtual void beginApproval(QObject *context, const SectorId &sector, const TransactionId &id, Reply<Approval> reply) = 0;
    /// Whether anything can be signed at this console now; asked before a person is asked for a PIN. Storage: the audit log does
    /// not allow it.
    [[nodiscard]] virtual Result<Done> mayBeSigned(const Intent &) { return Done{}; }
    /// Whether sign() wants a PIN, each time anew.
    [[nodiscard]] virtual bool asksForPin() const = 0;
    /// Signs as the person signed in, with `intent.nonce`: the JWS to hand in. For the second person `first` is the JWS so far,
    /// else empty. Makes the key known to the platform first. The PIN is wiped. For what went wrong with it or the
    /// card `detail` is as in models/domain/card.h.
    virtual void sign(QObject *context, const Intent &intent, const QByteArray &first, Secret pin, Reply<QByteArray> reply) = 0;
    /// Hands in what was signed. Safe to repeat, also in a later session of the same person: the answer is the same.
    virtual void submit(QObject *context, const SectorId &sector, const QByteArray &jws, const QByteArray &body,
                        Reply<Transaction> reply) = 0;
    virtual void decline(QObject *context, const SectorId &sector, const TransactionId &id, const QString &reason,
                         Reply<Transaction> reply) = 0;
    /// Mine and those I may approve: all first, then each change.
    [[nodiscard]] virtual Watch watch(const SectorId &sector, std::function<void(const Transaction &)> receiver) = 0;
    /// Checks the receipt against the platform's published keys: signature, transaction hash, body hash.
    virtual void verify(QObject *context, const Receipt &receipt, Reply<ReceiptFacts> reply) = 0;
};

/// The violations an Invalid error of prepare() carries in its detail.
[[nodiscard]] QList<RemoteViolation> remoteViolations(const Error &error);

/// A receipt as one JSON file (media type application/vnd.stanforis.receipt+json), and back.
[[nodiscard]] QByteArray toFile(const Receipt &receipt);
[[nodiscard]] Result<Receipt> receiptFromFile(const QByteArray &bytes);

} // namespace stanforis
