// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/record.h"

#include <QAbstractTableModel>

namespace stanforis {

/// One titled table of a record. A column whose cells are all numbers is right-aligned. GUI thread.
class RecordSectionModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit RecordSectionModel(RecordSection section, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant alignment(int column) const;

    RecordSection m_section;
    QList<bool> m_numeric;
};

} // namespace stanforis
