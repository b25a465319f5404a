// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/column.h"
#include "views/plots/plotseries.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace stanforis {

/// What a plot draws, newest first: time, with the day where the rows are of several; the last value of the pixel column with the
/// lowest, the highest and the mean in columns of their own for a single series, with the lowest and the highest behind the last
/// value for each of several; and in words what comes from
/// summaries of history and what is not of good quality. Holds as many rows as the plot has columns.
class SeriesTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Times are written in it.
    void setZone(const QTimeZone &zone);
    void setContents(const QList<PlotSeries> &series, const QList<QList<Column>> &columns);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void followDays();
    [[nodiscard]] const Column *columnAt(int series, Instant time) const;
    [[nodiscard]] bool isWords(int column) const { return column == 0 || column >= columnCount() - 2; }
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString timeText(Instant time) const;
    [[nodiscard]] QString qualityText(Instant time) const;
    [[nodiscard]] QString sourceText(Instant time) const;

    QTimeZone m_zone = QTimeZone::systemTimeZone();
    QList<PlotSeries> m_series;
    QList<QList<Column>> m_columns;
    QList<Instant> m_times; ///< newest first
    bool m_severalDays = false;
};

} // namespace stanforis
