// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/serviceprotocolmodel.h"

namespace stanforis {

void ServiceProtocolModel::setMessage(const ProtocolMessage &message)
{
    beginResetModel();
    m_message = message;
    endResetModel();
}

int ServiceProtocolModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_message.fields.size());
}

int ServiceProtocolModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ServiceProtocolModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ProtocolField &field = m_message.fields.at(index.row());
    if (role == ValidRole)
        return field.valid;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Path:
        return role == Qt::DisplayRole ? field.path.section(u'.', -1) : field.path; // whole in the tool tip
    case Value:
        return field.value;
    default:
        return field.valid ? tr("valid") : tr("not valid");
    }
}

QVariant ServiceProtocolModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Path:
        return tr("Field");
    case Value:
        return tr("Value");
    default:
        return tr("Verdict");
    }
}

} // namespace stanforis
