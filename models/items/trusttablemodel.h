// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/idrowsmodel.h"
#include "models/stores/truststore.h"

#include <QAbstractTableModel>

namespace stanforis {

/// What trust rests on, worst first. Moves only on refresh() and when the store changes. Words and times of day are made by the
/// view from item(). GUI thread.
class TrustTableModel final : public IdRowsModel<TrustId, QAbstractTableModel>
{
    Q_OBJECT

public:
    enum Column { Name, State, Checked, Next, Left, Test, ColumnCount };
    enum Role {
        IdRole = Qt::UserRole,              ///< QString, TrustId
        SeverityRole = Qt::UserRole + 1000, ///< int(Severity); the numbers of these are those the views' delegates ask for
        TintRole = Qt::UserRole + 1002,     ///< int(Severity) where somebody is waited for
    };

    explicit TrustTableModel(const TrustStore &store, QObject *parent = nullptr);

    /// Times run out and checks grow old also when nothing changes.
    void refresh(Instant now);
    [[nodiscard]] Instant now() const { return m_now; }
    /// Null for a row that is not there.
    [[nodiscard]] const TrustItem *item(int row) const { return m_store.item(idAt(row)); }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void putInOrder();

    const TrustStore &m_store;
    Instant m_now{};
};

} // namespace stanforis
