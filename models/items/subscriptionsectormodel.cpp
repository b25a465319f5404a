// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/subscriptionsectormodel.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/subscriptionstore.h"

namespace stanforis {

SubscriptionSectorModel::SubscriptionSectorModel(const CatalogueStore &catalogue, const SubscriptionStore &subscriptions,
                                                 QObject *parent)
    : IdListModel<SectorId>(parent)
    , m_catalogue(catalogue)
    , m_subscriptions(subscriptions)
{
    connect(&catalogue, &CatalogueStore::sectorsChanged, this, &SubscriptionSectorModel::update);
    connect(&subscriptions, &SubscriptionStore::changed, this, &SubscriptionSectorModel::update);
    update();
}

QVariant SubscriptionSectorModel::data(const QModelIndex &index, int role) const
{
    const SectorSummary *found = index.isValid() && role == Qt::DisplayRole ? sector(index.row()) : nullptr;
    return found ? QVariant(found->name) : QVariant();
}

const SectorSummary *SubscriptionSectorModel::sector(int row) const { return m_catalogue.summary(idAt(row)); }

const Subscription *SubscriptionSectorModel::current(int row) const { return m_subscriptions.current(idAt(row)); }

void SubscriptionSectorModel::update()
{
    QList<SectorId> ids;
    for (const SectorSummary &summary : m_catalogue.sectors())
        ids.append(summary.id);
    follow(ids);
}

} // namespace stanforis
