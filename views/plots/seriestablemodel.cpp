// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/seriestablemodel.h"

#include "views/plots/plottext.h"
#include "views/widgets/words.h"

#include <QDateTime>
#include <QStringBuilder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

void SeriesTableModel::setZone(const QTimeZone &zone)
{
    if (m_zone == zone) {
        return;
    }
    m_zone = zone;
    followDays();
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
    followDays();
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
    return m_series.size() == 1 ? 7 : int(m_series.size()) + 3;
}

void SeriesTableModel::followDays()
{
    m_severalDays = !m_times.isEmpty() &&
                    plottext::localTime(m_times.first(), m_zone).date() != plottext::localTime(m_times.last(), m_zone).date();
}

QString SeriesTableModel::timeText(Instant time) const
{
    return m_severalDays ? plottext::localTime(time, m_zone).toString(u"yyyy-MM-dd HH:mm:ss"_s) : plottext::clock(time, m_zone);
}

QString SeriesTableModel::qualityText(Instant time) const
{
    QStringList words;
    for (int series = 0; series < m_series.size(); ++series) {
        const Column *const found = columnAt(series, time);
        if (found == nullptr || found->quality == Quality::Good) {
            continue;
        }
        const QString word = Words::quality(found->quality);
        words.append(m_series.size() == 1 ? word : tr("%1: %2", "series, its quality").arg(m_series.at(series).label, word));
    }
    return words.isEmpty() ? Words::quality(Quality::Good) : words.join(u", "_s);
}

QString SeriesTableModel::sourceText(Instant time) const
{
    QStringList words;
    for (int series = 0; series < m_series.size(); ++series) {
        const Column *const found = columnAt(series, time);
        if (found == nullptr || found->span == Duration::zero()) {
            continue;
        }
        const QString word = tr("history, %1", "a summary of so much time").arg(plottext::length(found->span));
        words.append(m_series.size() == 1 ? word : tr("%1: %2", "series, where it is from").arg(m_series.at(series).label, word));
    }
    return words.isEmpty() ? tr("samples") : words.join(u", "_s);
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
        return timeText(time);
    }
    if (column == columnCount() - 1) {
        return qualityText(time);
    }
    if (column == columnCount() - 2) {
        return sourceText(time);
    }
    const int series = m_series.size() == 1 ? 0 : column - 1;
    const Column *const found = columnAt(series, time);
    if (found == nullptr) {
        return u"–"_s;
    }
    const int decimals = m_series.at(series).decimals;
    if (m_series.size() > 1) {
        const QString last = plottext::number(found->last, decimals);
        const QString lowest = plottext::number(found->minimum, decimals);
        const QString highest = plottext::number(found->maximum, decimals);
        return lowest == highest ? last : tr("%1 (%2 to %3)", "last, lowest, highest").arg(last, lowest, highest);
    }
    const std::optional<double> figure = column == 1   ? std::optional(found->last)
                                         : column == 2 ? std::optional(found->minimum)
                                         : column == 3 ? std::optional(found->maximum)
                                                       : found->mean();
    const QString about = column == 4 && found->overlaps ? u"≈\u2009"_s : QString();
    return figure ? QString(about % plottext::number(*figure, decimals)) : u"–"_s;
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
        return QVariant::fromValue(Qt::AlignVCenter | (isWords(index.column()) ? Qt::AlignLeft : Qt::AlignRight));
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
        return QVariant::fromValue(Qt::AlignVCenter | (isWords(section) ? Qt::AlignLeft : Qt::AlignRight));
    }
    if (role == Qt::ToolTipRole && section == columnCount() - 2) {
        return tr("Whether the samples are here, or only what history says of a time: its lowest, highest and last value");
    }
    if (role == Qt::ToolTipRole && m_series.size() > 1 && !isWords(section)) {
        return tr("Last value, with the lowest and the highest where there are several");
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (section == 0) {
        return tr("Time");
    }
    if (section == columnCount() - 1) {
        return tr("Quality");
    }
    if (section == columnCount() - 2) {
        return tr("From");
    }
    if (m_series.size() == 1 && section > 1) {
        return section == 2 ? tr("Lowest") : section == 3 ? tr("Highest") : tr("Mean");
    }
    const PlotSeries &series = m_series.at(m_series.size() == 1 ? 0 : section - 1);
    return series.unit.isEmpty() ? series.label : QString(series.label % u", "_s % series.unit);
}

} // namespace stanforis
