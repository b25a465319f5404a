// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"
#include "models/domain/ids.h"
#include "stanforis/transactions/v1/transactions.pb.h"

#include <QList>

#include <optional>

namespace stanforis {

class Database;

/// One transaction from Prepare on. Until the first signature its outcome's state is STATE_UNSPECIFIED.
struct StoredTransaction
{
    transactions::v1::Outcome outcome; ///< as for nobody in particular: without mine, may_approve, receipt
    QString record;
    QString etag;
    QByteArray intent; ///< expectedIntent()
    QString nonce;
    QString session;   ///< of the requester
    SubjectId decider; ///< who approved or declined

    [[nodiscard]] QString id() const;
    [[nodiscard]] SubjectId subject() const;
};

/// Transactions on disk; nothing is held in memory.
class TransactionStore final
{
public:
    explicit TransactionStore(Database &database)
        : m_database(database)
    {}

    [[nodiscard]] Result<Done> put(const StoredTransaction &transaction);
    /// NotFound when the sector has none with this identifier.
    [[nodiscard]] Result<StoredTransaction> find(const QString &id, const SectorId &sector) const;
    /// Signed ones, newest first, at most 500.
    [[nodiscard]] Result<QList<StoredTransaction>> listOf(const SectorId &sector) const;
    /// Those that wait for a second person and have lapsed at `now`.
    [[nodiscard]] Result<QList<StoredTransaction>> lapsed(Instant now) const;
    /// Those that wait for a second person on the record which this one has changed.
    [[nodiscard]] Result<QList<StoredTransaction>> waitingOn(const StoredTransaction &written) const;
    /// Forgets those that nobody signed.
    [[nodiscard]] Result<Done> removeUnsigned(Instant expiredBefore);
    /// When the next one that waits lapses.
    [[nodiscard]] std::optional<Instant> nextExpiry() const;

private:
    [[nodiscard]] Result<QList<StoredTransaction>> select(const QString &condition, const QVariantList &arguments) const;

    Database &m_database;
};

} // namespace stanforis
