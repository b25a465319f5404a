// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/subscription.h"
#include "models/items/idrowsmodel.h"

namespace stanforis {

class SubscriptionStore;

/// Requests that wait for my decision, oldest first.
class InboxModel final : public IdListModel<SubscriptionId>
{
public:
    explicit InboxModel(const SubscriptionStore &store, QObject *parent = nullptr);

    /// DisplayRole: who asks.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    /// Null when it has gone.
    [[nodiscard]] const Subscription *at(int row) const;

private:
    void update();

    const SubscriptionStore &m_store;
};

} // namespace stanforis
