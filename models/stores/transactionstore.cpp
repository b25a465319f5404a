// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/transactionstore.h"

#include <algorithm>

namespace stanforis {

QList<Transaction> TransactionStore::waitingForMe() const
{
    QList<Transaction> waiting;
    std::ranges::copy_if(m_all, std::back_inserter(waiting),
                         [](const Transaction &t) { return t.mayApprove && t.state == Transaction::State::Waiting; });
    return waiting;
}

QList<Transaction> TransactionStore::mine() const
{
    QList<Transaction> mine;
    std::ranges::copy_if(m_all, std::back_inserter(mine), &Transaction::mine);
    return mine;
}

const Transaction *TransactionStore::find(const TransactionId &id) const
{
    const auto found = std::ranges::find(m_all, id, &Transaction::id);
    return found == m_all.end() ? nullptr : &*found;
}

void TransactionStore::apply(const Transaction &transaction)
{
    const auto found = std::ranges::find(m_all, transaction.id, &Transaction::id);
    if (found == m_all.end()) {
        const auto place = std::ranges::find_if(m_all, [&](const Transaction &t) { return t.submitted < transaction.submitted; });
        m_all.insert(place, transaction);
    } else {
        *found = transaction;
    }
    Q_EMIT transactionChanged(transaction.id);
    Q_EMIT changed();
}

void TransactionStore::forgetSector(const SectorId &sector)
{
    if (m_all.removeIf([&](const Transaction &t) { return t.sector == sector; }) > 0)
        Q_EMIT changed();
}

void TransactionStore::clear()
{
    m_all.clear();
    Q_EMIT changed();
}

} // namespace stanforis
