// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QAbstractTableModel>

namespace stanforis {

class HealthStore;
struct ServiceHealth;

/// The running copies of one service. Reads HealthStore when asked. GUI thread.
class InstanceTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Site, Health, Rate, Errors, P95, Cpu, Memory, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole,
        SeverityRole = Qt::UserRole + 1000, ///< int(Severity); the numbers of these two are those the views' delegates ask for
        StaleRole = Qt::UserRole + 1003,    ///< bool: the value is old
    };

    explicit InstanceTableModel(const HealthStore &health, QObject *parent = nullptr);

    void setService(const SectorId &sector, const ServiceId &service);
    /// Takes new rows and values from the store.
    void refresh();
    [[nodiscard]] int inService() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const ServiceHealth *health() const;

    const HealthStore &m_health;
    SectorId m_sector;
    ServiceId m_service;
    int m_rows = 0;
};

} // namespace stanforis
