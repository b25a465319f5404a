// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/seriestablemodel.h"

#include "views/plots/plottext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

void SeriesTableModel::setZone(const QTimeZone &zone)
{
    if (m_zone == zone) {
        return;
    }
    m_zone = zone;
    if (!m_times.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
    }
}

void SeriesTableModel::setContents(const QList<PlotSeries> &series, const QList<QList<Column>> &columns)
{
    QList<Instant> times;
    for (const auto &one : columns) {
        for (const Column &column : one) {
            times.append(column.time);
        }
    }
    std::sort(times.begin(), times.end(), std::greater<>());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    // Same shape: only values changed, so the selection and the scroll position stay.
    const bool sameShape = times.size() == m_times.size() && series == m_series;
    if (!sameShape) {
        beginResetModel();
    }
    m_series = series;
    m_columns = columns;
    m_times = std::move(times);
    if (!sameShape) {
        endResetModel();
    } else if (!m_times.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

int SeriesTableModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_times.size()); }

int SeriesTableModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid()) {
        return 0;
    }
    return m_series.size() == 1 ? 4 : int(m_series.size()) + 1;
}

const Column *SeriesTableModel::columnAt(int series, Instant time) const
{
    const auto &columns = m_columns.at(series);
    const auto found = std::lower_bound(columns.cbegin(), columns.cend(), time,
                                        [](const Column &column, Instant at) { return column.time < at; });
    return found != columns.cend() && found->time == time ? &*found : nullptr;
}

QString SeriesTableModel::text(int row, int column) const
{
    const Instant time = m_times.at(row);
    if (column == 0) {
        return plottext::clock(time, m_zone);
    }
    const int series = m_series.size() == 1 ? 0 : column - 1;
    const Column *const found = columnAt(series, time);
    if (found == nullptr) {
        return u"–"_s;
    }
    const double value = m_series.size() != 1 || column == 1 ? found->last : column == 2 ? found->minimum : found->maximum;
    return plottext::number(value, m_series.at(series).decimals);
}

QVariant SeriesTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight));
    default:
        return {};
    }
}

QVariant SeriesTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount()) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignVCenter | (section == 0 ? Qt::AlignLeft : Qt::AlignRight));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (section == 0) {
        return tr("Time");
    }
    if (m_series.size() == 1 && section > 1) {
        return section == 2 ? tr("Lowest") : tr("Highest");
    }
    const PlotSeries &series = m_series.at(m_series.size() == 1 ? 0 : section - 1);
    return series.unit.isEmpty() ? series.label : QString(series.label % u", "_s % series.unit);
}

} // namespace stanforis
