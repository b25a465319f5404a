// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"

#include <QHash>
#include <QObject>

namespace stanforis {

/// What the platform offers, as far as it has been read. GUI thread.
class CatalogueStore final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const QList<SectorSummary> &sectors() const { return m_sectors; }
    [[nodiscard]] const SectorSummary *summary(const SectorId &id) const;
    /// Null until it was read, and again once the subscription to it has gone.
    [[nodiscard]] const Sector *sector(const SectorId &id) const;
    /// Searches all sectors that were read.
    [[nodiscard]] const Microservice *service(const ServiceId &id) const;
    [[nodiscard]] const ServicePageDefinition *page(const SectorId &sector, const ServiceId &service, const PageId &page) const;

    void setSectors(QList<SectorSummary> sectors);
    void setSector(Sector sector);
    void setPage(ServicePageDefinition page);
    /// Forgets what only a subscription allows to see.
    void forgetSector(const SectorId &id);
    void clear();

Q_SIGNALS:
    void sectorsChanged();
    void sectorChanged(const SectorId &id);
    void pageChanged(const PageId &id);

private:
    QList<SectorSummary> m_sectors;
    QHash<SectorId, Sector> m_details;
    QList<ServicePageDefinition> m_pages;
};

} // namespace stanforis
