// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "models/domain/severity.h"

#include <QAbstractTableModel>

namespace stanforis {

class CatalogueStore;
class HealthStore;
class SeriesView;
struct Microservice;
struct ServiceHealth;

/// The services of one sector with how they are now; one row a service, in the order of the catalogue.
/// Reads the stores when asked and keeps no copy. Values move only on refresh(), so that numbers do not dance. GUI thread.
class ServiceTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Health, Rate, Trend, Errors, P50, P95, RegionColumn, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole,            ///< numbers as numbers, health by severity
        ServiceRole,                        ///< QString, ServiceId
        SeriesRole,                         ///< QString, SeriesKey shown in the cell
        SeverityRole = Qt::UserRole + 1000, ///< int(Severity); the numbers of these two are those the views' delegates ask for
        StaleRole = Qt::UserRole + 1003,    ///< bool: the value is old
    };

    ServiceTableModel(const CatalogueStore &catalogue, const HealthStore &health, const SeriesView &series,
                      QObject *parent = nullptr);

    void setSector(const SectorId &sector);
    /// Tells views that values changed; at most once a second.
    void refresh();
    [[nodiscard]] QModelIndex indexOf(const ServiceId &service) const;
    [[nodiscard]] int abnormalCount() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant display(const Microservice &service, int column) const;
    [[nodiscard]] QVariant sortValue(const Microservice &service, int column) const;
    [[nodiscard]] Severity severityOf(const Microservice &service) const;

    const CatalogueStore &m_catalogue;
    const HealthStore &m_health;
    const SeriesView &m_series;
    SectorId m_sector;
    int m_rows = 0;
};

/// The series of a service's standard measure ("rate", "errors", "p50", "p95", "p99", "saturation"); empty when it has none.
[[nodiscard]] SeriesKey seriesOf(const Microservice &service, QLatin1StringView measure);

} // namespace stanforis
