// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/transactionlistmodel.h"

#include "models/stores/transactionstore.h"

#include <algorithm>

namespace stanforis {

TransactionListModel::TransactionListModel(const TransactionStore &store, QObject *parent)
    : IdListModel<TransactionId>(parent)
    , m_store(store)
{
    connect(&store, &TransactionStore::changed, this, &TransactionListModel::update);
    update();
}

QVariant TransactionListModel::data(const QModelIndex &index, int role) const
{
    const Transaction *found = index.isValid() && role == Qt::DisplayRole ? at(index.row()) : nullptr;
    return found ? QVariant(found->title) : QVariant();
}

const Transaction *TransactionListModel::at(int row) const
{
    const auto &all = m_store.all();
    const auto found = std::ranges::find(all, idAt(row), &Transaction::id);
    return found == all.end() ? nullptr : &*found;
}

void TransactionListModel::update()
{
    QList<TransactionId> ids;
    for (const Transaction &one : m_store.mine())
        ids.append(one.id);
    follow(ids);
}

} // namespace stanforis
