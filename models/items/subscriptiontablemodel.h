// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/subscription.h"
#include "models/items/idrowsmodel.h"

#include <QCoreApplication>

namespace stanforis {

class CatalogueStore;
class SubscriptionStore;

/// My subscriptions, newest request first. Names of sectors and roles are the catalogue's; states and dates are left to
/// views, which get the whole Subscription by subscription().
class SubscriptionTableModel final : public IdRowsModel<SubscriptionId, QAbstractTableModel>
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::SubscriptionTableModel)

public:
    enum Column { SectorColumn, RoleColumn, StateColumn, FromColumn, ToColumn, PurposeColumn, ColumnCount };

    SubscriptionTableModel(const SubscriptionStore &subscriptions, const CatalogueStore &catalogue, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole of the state is the number of Subscription::State, of dates milliseconds since 1970.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Null when it has gone.
    [[nodiscard]] const Subscription *subscription(int row) const;

private:
    void update();

    const SubscriptionStore &m_subscriptions;
    const CatalogueStore &m_catalogue;
};

} // namespace stanforis
