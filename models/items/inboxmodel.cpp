// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/inboxmodel.h"

#include "models/stores/subscriptionstore.h"

#include <algorithm>

namespace stanforis {

InboxModel::InboxModel(const SubscriptionStore &store, QObject *parent)
    : IdListModel<SubscriptionId>(parent)
    , m_store(store)
{
    connect(&store, &SubscriptionStore::changed, this, &InboxModel::update);
    update();
}

QVariant InboxModel::data(const QModelIndex &index, int role) const
{
    const Subscription *found = index.isValid() && role == Qt::DisplayRole ? at(index.row()) : nullptr;
    return found ? QVariant(found->requester.name) : QVariant();
}

const Subscription *InboxModel::at(int row) const
{
    const auto &all = m_store.inbox();
    const auto found = std::ranges::find(all, idAt(row), &Subscription::id);
    return found == all.end() ? nullptr : &*found;
}

void InboxModel::update()
{
    QList<SubscriptionId> ids;
    for (const Subscription &one : m_store.inbox())
        ids.append(one.id);
    follow(ids);
}

} // namespace stanforis
