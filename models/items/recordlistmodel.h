// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "models/domain/record.h"

#include <QAbstractListModel>

namespace stanforis {

/// The records a search found, in the order the platform gave. GUI thread.
class RecordListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        RecordRole = Qt::UserRole, ///< QString, RecordId
        TitleRole,
        SubtitleRole,
        AsideRole, ///< two more facts of the record, for the end of the rows
        AsideBelowRole,
    };

    using QAbstractListModel::QAbstractListModel;

    void setRecords(QList<Record> records);
    /// Which values are worth showing and in which unit; may come after the records.
    void setColumns(QList<RecordColumn> columns);
    [[nodiscard]] const QList<Record> &records() const { return m_records; }
    [[nodiscard]] QModelIndex indexOf(const RecordId &record) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString aside(const Record &record, int place) const;

    QList<Record> m_records;
    QList<RecordColumn> m_columns;
};

} // namespace stanforis
