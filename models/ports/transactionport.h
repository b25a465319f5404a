// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/transaction.h"
#include "models/ports/watch.h"

namespace stanforis {

/// Signed work, in three steps that a person sees: prepare (nothing changes), compose the intent to confirm, sign and submit.
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
    /// Signs as the person signed in and hands it in. For the second person `first` is the JWS so far, else empty.
    virtual void signAndSubmit(QObject *context, const Intent &intent, const QByteArray &first, Reply<Transaction> reply) = 0;
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
