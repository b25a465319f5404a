// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/recordlistmodel.h"

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

void RecordListModel::setRecords(QList<Record> records)
{
    beginResetModel();
    m_records = std::move(records);
    endResetModel();
}

void RecordListModel::setColumns(QList<RecordColumn> columns)
{
    m_columns = std::move(columns);
    if (!m_records.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_records.size()) - 1));
}

QModelIndex RecordListModel::indexOf(const RecordId &record) const
{
    const auto found = std::ranges::find(m_records, record, &Record::id);
    return found == m_records.end() ? QModelIndex() : index(int(found - m_records.begin()));
}

int RecordListModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_records.size()); }

QString RecordListModel::aside(const Record &record, int place) const
{
    // Title and subtitle already say two of the values; the next two are told at the end of the row.
    int left = place;
    for (const RecordColumn &column : m_columns) {
        const QString value = record.values.value(column.id);
        if (value.isEmpty() || record.title.contains(value) || record.subtitle.contains(value))
            continue;
        if (left-- == 0)
            return column.unit.isEmpty() ? value : value + QChar::Nbsp + column.unit;
    }
    return {};
}

QVariant RecordListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Record &record = m_records.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return record.title;
    case SubtitleRole:
        return record.subtitle;
    case AsideRole:
        return aside(record, 0);
    case AsideBelowRole:
        return aside(record, 1);
    case RecordRole:
        return record.id.value;
    case Qt::AccessibleTextRole: {
        QStringList parts{record.title, record.subtitle, aside(record, 0), aside(record, 1)};
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    default:
        return {};
    }
}

} // namespace stanforis
