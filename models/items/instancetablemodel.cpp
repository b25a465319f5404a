// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/instancetablemodel.h"

#include "models/items/servicetext.h"
#include "models/stores/healthstore.h"

#include <algorithm>

namespace stanforis {

namespace {

bool isNumeric(int column) { return column >= InstanceTableModel::Rate; }

double numberOf(const ServiceInstance &instance, int column)
{
    switch (column) {
    case InstanceTableModel::Rate:
        return instance.rate;
    case InstanceTableModel::Errors:
        return instance.errors;
    case InstanceTableModel::P95:
        return instance.p95;
    case InstanceTableModel::Cpu:
        return instance.cpu;
    default:
        return instance.memory;
    }
}

int decimalsOf(int column)
{
    switch (column) {
    case InstanceTableModel::Errors:
        return 2;
    case InstanceTableModel::Memory:
        return 1;
    default:
        return 0;
    }
}

/// An instance that takes no requests has no errors and no duration to tell.
bool hasNumber(const ServiceInstance &instance, int column)
{
    return instance.rate > 0 || (column != InstanceTableModel::Errors && column != InstanceTableModel::P95);
}

} // namespace

InstanceTableModel::InstanceTableModel(const HealthStore &health, QObject *parent)
    : QAbstractTableModel(parent)
    , m_health(health)
{
    // A row must never outlive what it shows.
    connect(&m_health, &HealthStore::changed, this, [this](const SectorId &id) {
        if (id == m_sector)
            refresh();
    });
}

const ServiceHealth *InstanceTableModel::health() const { return m_health.service(m_sector, m_service); }

void InstanceTableModel::setService(const SectorId &sector, const ServiceId &service)
{
    beginResetModel();
    m_sector = sector;
    m_service = service;
    m_rows = health() ? int(health()->instances.size()) : 0;
    endResetModel();
}

void InstanceTableModel::refresh()
{
    const int rows = health() ? int(health()->instances.size()) : 0;
    if (rows != m_rows) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    } else if (rows > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
    }
}

int InstanceTableModel::inService() const
{
    if (!health())
        return 0;
    return int(std::ranges::count_if(health()->instances, [](const ServiceInstance &instance) { return instance.rate > 0; }));
}

int InstanceTableModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : m_rows; }

int InstanceTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant InstanceTableModel::data(const QModelIndex &index, int role) const
{
    const ServiceHealth *service = health();
    if (!index.isValid() || !service || index.row() >= service->instances.size())
        return {};
    const ServiceInstance &instance = service->instances.at(index.row());
    const int column = index.column();
    const Severity severity = m_health.isStale() ? Severity::Unknown : instance.severity;
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Name:
            return instance.id;
        case Site:
            return instance.site;
        case Health:
            if (severity == Severity::Unknown)
                return m_health.isStale() || instance.condition.isEmpty() ? tr("Unknown") : instance.condition;
            return instance.condition.isEmpty() ? tr("Normal") : instance.condition;
        default:
            return hasNumber(instance, column) ? numberText(numberOf(instance, column), decimalsOf(column)) : emptyCell();
        }
    case Qt::ToolTipRole:
        return column == Name ? QVariant(instance.id) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    case SortRole:
        if (column == Health)
            return int(severity);
        return isNumeric(column) ? QVariant(numberOf(instance, column)) : data(index, Qt::DisplayRole);
    case SeverityRole:
        return column == Health ? QVariant(int(severity)) : QVariant();
    case StaleRole:
        return m_health.isStale();
    default:
        return {};
    }
}

QVariant InstanceTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) | (isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Instance");
    case Site:
        return tr("Site");
    case Health:
        return tr("Health");
    case Rate:
        return tr("Rate, /s");
    case Errors:
        return tr("Errors, %");
    case P95:
        return tr("p95, ms");
    case Cpu:
        return tr("CPU, %");
    case Memory:
        return tr("Memory, GiB");
    default:
        return {};
    }
}

} // namespace stanforis
