// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "models/core/clock.h"
#include "stanforis/transactions/v1/transactions.pb.h"

#include <QStringList>

namespace stanforis {

class Database;

/// Everything that was written, in order, each receipt naming the hash of the one before it: what is changed, left out or
/// put in later breaks the chain.
class Ledger final
{
public:
    /// `issuer`: as the receipts name it.
    Ledger(Database &database, EcKey key, QString issuer);

    /// Adds a row and issues its receipt: JWS compact, ES256, typ "stanforis-receipt+jws". Called inside the
    /// database transaction that also writes the change.
    [[nodiscard]] Result<transactions::v1::Receipt> append(const QString &transaction, const QByteArray &jws,
                                                           const QByteArray &body, const QStringList &subjects, Instant time);
    /// NotFound: nothing was written under this identifier.
    [[nodiscard]] Result<QByteArray> receiptOf(const QString &transaction) const;
    /// Walks the whole chain; the index of the first receipt that does not fit, or -1.
    [[nodiscard]] Result<qint64> firstBroken() const;

private:
    Database &m_database;
    EcKey m_key;
    QString m_issuer;
};

} // namespace stanforis
