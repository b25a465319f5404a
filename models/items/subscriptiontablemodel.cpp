// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/subscriptiontablemodel.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/subscriptionstore.h"

#include <algorithm>

namespace stanforis {

SubscriptionTableModel::SubscriptionTableModel(const SubscriptionStore &subscriptions, const CatalogueStore &catalogue,
                                               QObject *parent)
    : IdRowsModel(parent)
    , m_subscriptions(subscriptions)
    , m_catalogue(catalogue)
{
    connect(&subscriptions, &SubscriptionStore::changed, this, &SubscriptionTableModel::update);
    connect(&catalogue, &CatalogueStore::sectorsChanged, this, &SubscriptionTableModel::update);
    update();
}

int SubscriptionTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(ColumnCount); }

QVariant SubscriptionTableModel::data(const QModelIndex &index, int role) const
{
    const Subscription *s = index.isValid() ? subscription(index.row()) : nullptr;
    if (!s || role != Qt::DisplayRole)
        return {};
    const SectorSummary *sector = m_catalogue.summary(s->sector);
    switch (index.column()) {
    case SectorColumn:
        return sector ? sector->name : s->sector.value;
    case RoleColumn:
        return sector ? sector->roleName(s->role) : s->role.value;
    case StateColumn:
        return int(s->state);
    case FromColumn:
        return qint64(toMilliseconds(s->period.from));
    case ToColumn:
        return qint64(toMilliseconds(s->period.to));
    case PurposeColumn:
        return s->purpose;
    default:
        return {};
    }
}

QVariant SubscriptionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SectorColumn:
        return tr("Sector");
    case RoleColumn:
        return tr("Role");
    case StateColumn:
        return tr("State");
    case FromColumn:
        return tr("From");
    case ToColumn:
        return tr("To");
    case PurposeColumn:
        return tr("Purpose");
    default:
        return {};
    }
}

const Subscription *SubscriptionTableModel::subscription(int row) const
{
    const auto found = std::ranges::find(m_subscriptions.mine(), idAt(row), &Subscription::id);
    return found == m_subscriptions.mine().end() ? nullptr : &*found;
}

void SubscriptionTableModel::update()
{
    QList<SubscriptionId> ids;
    for (const Subscription &s : m_subscriptions.mine())
        ids.append(s.id);
    follow(ids);
}

} // namespace stanforis
