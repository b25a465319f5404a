// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/recordsectionmodel.h"

#include "models/items/servicetext.h"

#include <QRegularExpression>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

RecordSectionModel::RecordSectionModel(RecordSection section, QObject *parent)
    : QAbstractTableModel(parent)
    , m_section(std::move(section))
{
    static const QRegularExpression number(QRegularExpression::anchoredPattern(u"[-+−]?[0-9][0-9 \u00A0]*([.,][0-9]+)?"_s));
    for (int column = 0; column < m_section.header.size(); ++column) {
        bool numeric = !m_section.rows.isEmpty();
        for (const QStringList &row : std::as_const(m_section.rows)) {
            const QString cell = row.value(column);
            numeric = numeric && (cell.isEmpty() || number.match(cell).hasMatch());
        }
        m_numeric.append(numeric);
    }
}

int RecordSectionModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_section.rows.size()); }

int RecordSectionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_section.header.size());
}

QVariant RecordSectionModel::alignment(int column) const
{
    return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) | (m_numeric.value(column) ? Qt::AlignRight : Qt::AlignLeft));
}

QVariant RecordSectionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QString cell = m_section.rows.at(index.row()).value(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cell.isEmpty() ? emptyCell() : cell;
    case Qt::ToolTipRole:
        return cell;
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    default:
        return {};
    }
}

QVariant RecordSectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    return role == Qt::DisplayRole ? QVariant(m_section.header.value(section)) : QVariant();
}

} // namespace stanforis
