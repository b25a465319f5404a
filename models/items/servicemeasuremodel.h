// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"

#include <QAbstractTableModel>

namespace stanforis {

class SeriesView;

/// What a service measures of its own domain, with the newest value. Reads the view when asked. GUI thread.
class ServiceMeasureModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, Unit, Normal, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole,
        SeverityRole =
            Qt::UserRole + 1000, ///< int(Severity) of the limit that is exceeded; the number the views' delegates ask for
    };

    explicit ServiceMeasureModel(const SeriesView &series, QObject *parent = nullptr);

    void setMeasures(QList<Measure> measures);
    void refresh();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString normal(const Measure &measure);

    const SeriesView &m_series;
    QList<Measure> m_measures;
};

} // namespace stanforis
