// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QAbstractTableModel>
#include <QList>

namespace stanforis {

/// Rows that are known by an id and looked up in a store. When the store changes, follow() tells views which rows came and
/// went, so that a selection stays where it was. Holds ids only. GUI thread.
template <class Id, class Base = QAbstractListModel>
class IdRowsModel : public Base
{
public:
    using Base::Base;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    /// Empty for a row that is not there.
    [[nodiscard]] Id idAt(int row) const { return row >= 0 && row < m_rows.size() ? m_rows.at(row) : Id{}; }
    [[nodiscard]] int rowOf(const Id &id) const { return int(m_rows.indexOf(id)); }

protected:
    void follow(const QList<Id> &now)
    {
        for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
            if (now.contains(m_rows.at(row)))
                continue;
            Base::beginRemoveRows({}, row, row);
            m_rows.removeAt(row);
            Base::endRemoveRows();
        }
        for (int row = 0; row < now.size(); ++row) {
            if (row < m_rows.size() && m_rows.at(row) == now.at(row))
                continue;
            if (m_rows.contains(now.at(row))) {
                Base::beginResetModel(); // another order: rare, and not worth a move for each row
                m_rows = now;
                Base::endResetModel();
                return;
            }
            Base::beginInsertRows({}, row, row);
            m_rows.insert(row, now.at(row));
            Base::endInsertRows();
        }
        if (!m_rows.isEmpty())
            Q_EMIT Base::dataChanged(Base::index(0, 0), Base::index(int(m_rows.size()) - 1, this->columnCount({}) - 1));
    }

private:
    QList<Id> m_rows;
};

/// QAbstractListModel hides columnCount(); a list has one.
class ListBase : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 1; }
};

template <class Id>
using IdListModel = IdRowsModel<Id, ListBase>;

} // namespace stanforis
