// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/transaction.h"

#include <QList>
#include <QObject>

namespace stanforis {

/// Signed work: mine, and what waits for me as a second person. GUI thread.
class TransactionStore final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Newest first.
    [[nodiscard]] const QList<Transaction> &all() const { return m_all; }
    [[nodiscard]] QList<Transaction> waitingForMe() const;
    [[nodiscard]] QList<Transaction> mine() const;
    [[nodiscard]] const Transaction *find(const TransactionId &id) const;

    void apply(const Transaction &transaction);
    void forgetSector(const SectorId &sector);
    void clear();

Q_SIGNALS:
    void changed();
    void transactionChanged(const TransactionId &id);

private:
    QList<Transaction> m_all;
};

} // namespace stanforis
