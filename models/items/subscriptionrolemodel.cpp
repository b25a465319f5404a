// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/subscriptionrolemodel.h"

#include <algorithm>

namespace stanforis {

void SubscriptionRoleModel::setSector(const SectorSummary &sector)
{
    beginResetModel();
    m_sector = sector;
    endResetModel();
}

int SubscriptionRoleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_sector.actions.size());
}

int SubscriptionRoleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_sector.roles.size()) + 1;
}

QVariant SubscriptionRoleModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.column() == 0)
        return role == Qt::DisplayRole ? QVariant(m_sector.actions.at(index.row()).name) : QVariant();
    return role == permissionRole ? QVariant(int(permission(index))) : QVariant();
}

QVariant SubscriptionRoleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section > m_sector.roles.size())
        return {};
    return section == 0 ? tr("Action") : m_sector.roles.at(section - 1).name;
}

int SubscriptionRoleModel::columnOf(const RoleId &role) const
{
    const auto found = std::ranges::find(m_sector.roles, role, &Role::id);
    return found == m_sector.roles.end() ? -1 : int(found - m_sector.roles.begin()) + 1;
}

SubscriptionRoleModel::Permission SubscriptionRoleModel::permission(const QModelIndex &index) const
{
    const RoleAction &action = m_sector.actions.at(index.row());
    const RoleId &role = m_sector.roles.at(index.column() - 1).id;
    if (action.withSecondPerson.contains(role))
        return Permission::WithSecondPerson;
    return action.roles.contains(role) ? Permission::Yes : Permission::No;
}

} // namespace stanforis
