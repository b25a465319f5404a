// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/transaction.h"
#include "models/items/idrowsmodel.h"

namespace stanforis {

class TransactionStore;

/// What I signed, newest first.
class TransactionListModel final : public IdListModel<TransactionId>
{
public:
    explicit TransactionListModel(const TransactionStore &store, QObject *parent = nullptr);

    /// DisplayRole: the title.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    /// Null when it has gone.
    [[nodiscard]] const Transaction *at(int row) const;

private:
    void update();

    const TransactionStore &m_store;
};

} // namespace stanforis
