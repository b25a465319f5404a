// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"

#include <QAbstractTableModel>
#include <QCoreApplication>

namespace stanforis {

/// What each role of a sector allows: a row an action, a column a role.
class SubscriptionRoleModel final : public QAbstractTableModel
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::SubscriptionRoleModel)

public:
    enum class Permission { No, WithSecondPerson, Yes };
    static constexpr int permissionRole = Qt::UserRole + 1; ///< int of Permission; columns from 1

    using QAbstractTableModel::QAbstractTableModel;

    void setSector(const SectorSummary &sector);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Column of a role, -1 when the sector does not have it.
    [[nodiscard]] int columnOf(const RoleId &role) const;

private:
    [[nodiscard]] Permission permission(const QModelIndex &index) const;

    SectorSummary m_sector;
};

} // namespace stanforis
