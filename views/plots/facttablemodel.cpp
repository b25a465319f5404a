// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/facttablemodel.h"

namespace stanforis {

void FactTableModel::setContents(const QStringList &headings, const QList<QStringList> &rows, int firstNumber)
{
    if (headings == m_headings && rows == m_rows) {
        return;
    }
    const bool sameShape = headings == m_headings && rows.size() == m_rows.size();
    if (!sameShape) {
        beginResetModel();
    }
    m_headings = headings;
    m_rows = rows;
    m_firstNumber = firstNumber;
    if (!sameShape) {
        endResetModel();
    } else {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

int FactTableModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int FactTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_headings.size()); }

QVariant FactTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return m_rows.at(index.row()).value(index.column());
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() < m_firstNumber ? Qt::AlignLeft : Qt::AlignRight));
    }
    return {};
}

QVariant FactTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignVCenter | (section < m_firstNumber ? Qt::AlignLeft : Qt::AlignRight));
    }
    return role == Qt::DisplayRole ? QVariant(m_headings.value(section)) : QVariant();
}

} // namespace stanforis
