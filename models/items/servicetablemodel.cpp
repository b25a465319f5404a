// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/servicetablemodel.h"

#include "models/items/servicetext.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/telemetry/seriesview.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

QLatin1StringView measureOf(int column)
{
    switch (column) {
    case ServiceTableModel::Rate:
    case ServiceTableModel::Trend:
        return "rate"_L1;
    case ServiceTableModel::Errors:
        return "errors"_L1;
    case ServiceTableModel::P50:
        return "p50"_L1;
    case ServiceTableModel::P95:
        return "p95"_L1;
    default:
        return {};
    }
}

bool isMeasure(int column) { return !measureOf(column).isEmpty(); }

} // namespace

SeriesKey seriesOf(const Microservice &service, QLatin1StringView measure)
{
    for (const Measure &candidate : service.measures) {
        const QString &key = candidate.key.value;
        if (key.size() > measure.size() && key.endsWith(measure) && key.at(key.size() - measure.size() - 1) == u'/')
            return candidate.key;
    }
    return {};
}

ServiceTableModel::ServiceTableModel(const CatalogueStore &catalogue, const HealthStore &health, const SeriesView &series,
                                     QObject *parent)
    : QAbstractTableModel(parent)
    , m_catalogue(catalogue)
    , m_health(health)
    , m_series(series)
{
    connect(&m_catalogue, &CatalogueStore::sectorChanged, this, [this](const SectorId &id) {
        if (id == m_sector)
            setSector(id);
    });
}

void ServiceTableModel::setSector(const SectorId &sector)
{
    beginResetModel();
    m_sector = sector;
    const Sector *found = m_catalogue.sector(sector);
    m_rows = found ? int(found->services.size()) : 0;
    endResetModel();
}

void ServiceTableModel::refresh()
{
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
}

QModelIndex ServiceTableModel::indexOf(const ServiceId &service) const
{
    const Sector *sector = m_catalogue.sector(m_sector);
    for (int row = 0; sector && row < m_rows; ++row) {
        if (sector->services.at(row).id == service)
            return index(row, 0);
    }
    return {};
}

int ServiceTableModel::abnormalCount() const { return int(m_health.abnormal(m_sector).size()); }

int ServiceTableModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : m_rows; }

int ServiceTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

Severity ServiceTableModel::severityOf(const Microservice &service) const
{
    const ServiceHealth *health = m_health.service(m_sector, service.id);
    return health && !m_health.isStale() ? health->severity : Severity::Unknown;
}

QVariant ServiceTableModel::data(const QModelIndex &index, int role) const
{
    const Sector *sector = m_catalogue.sector(m_sector);
    if (!index.isValid() || !sector || index.row() >= sector->services.size())
        return {};
    const Microservice &service = sector->services.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(service, index.column());
    case Qt::ToolTipRole:
        return index.column() == Name ? QVariant(service.summary) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) |
                                   (isMeasure(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    case SortRole:
        return sortValue(service, index.column());
    case SeverityRole:
        return index.column() == Health ? QVariant(int(severityOf(service))) : QVariant();
    case ServiceRole:
        return service.id.value;
    case SeriesRole:
        return isMeasure(index.column()) ? QVariant(seriesOf(service, measureOf(index.column())).value) : QVariant();
    case StaleRole:
        return m_health.isStale();
    default:
        return {};
    }
}

QVariant ServiceTableModel::display(const Microservice &service, int column) const
{
    const ServiceHealth *health = m_health.service(m_sector, service.id);
    switch (column) {
    case Name:
        return service.name;
    case Health: {
        const Severity severity = severityOf(service);
        if (severity == Severity::Unknown)
            return tr("Unknown");
        return health->condition.isEmpty() || severity == Severity::Normal ? tr("Normal") : health->condition;
    }
    case Trend:
        return {};
    case RegionColumn: {
        const QString region = health ? m_catalogue.sector(m_sector)->regionName(health->region) : QString();
        return region.isEmpty() ? emptyCell() : region;
    }
    default: {
        const SeriesKey key = seriesOf(service, measureOf(column));
        const auto sample = m_series.lastSample(key);
        return sample ? numberText(sample->value, column == Errors ? 2 : 0) : emptyCell();
    }
    }
}

QVariant ServiceTableModel::sortValue(const Microservice &service, int column) const
{
    if (column == Health) {
        // Worst first when descending, and what is not known between normal and low.
        const Severity severity = severityOf(service);
        return severity == Severity::Unknown ? 0.5 : double(severity);
    }
    if (!isMeasure(column))
        return display(service, column);
    const auto sample = m_series.lastSample(seriesOf(service, measureOf(column)));
    return sample ? sample->value : -1.0;
}

QVariant ServiceTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) | (isMeasure(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Service");
    case Health:
        return tr("Health");
    case Rate:
        return tr("Rate, req/s");
    case Trend:
        return tr("15 min");
    case Errors:
        return tr("Errors, %");
    case P50:
        return tr("p50, ms");
    case P95:
        return tr("p95, ms");
    case RegionColumn:
        return tr("Region most affected");
    default:
        return {};
    }
}

} // namespace stanforis
