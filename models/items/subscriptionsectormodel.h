// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "models/domain/subscription.h"
#include "models/items/idrowsmodel.h"

namespace stanforis {

class CatalogueStore;
class SubscriptionStore;

/// Every sector of the platform with what I hold in it, in the order of the catalogue.
class SubscriptionSectorModel final : public IdListModel<SectorId>
{
public:
    SubscriptionSectorModel(const CatalogueStore &catalogue, const SubscriptionStore &subscriptions, QObject *parent = nullptr);

    /// DisplayRole: the sector's name.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] const SectorSummary *sector(int row) const;
    /// The Active or asked-for subscription to it, or null.
    [[nodiscard]] const Subscription *current(int row) const;

private:
    void update();

    const CatalogueStore &m_catalogue;
    const SubscriptionStore &m_subscriptions;
};

} // namespace stanforis
