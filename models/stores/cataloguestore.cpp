// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/cataloguestore.h"

#include <algorithm>

namespace stanforis {

const SectorSummary *CatalogueStore::summary(const SectorId &id) const
{
    const auto found = std::ranges::find(m_sectors, id, &SectorSummary::id);
    return found == m_sectors.end() ? nullptr : &*found;
}

const Sector *CatalogueStore::sector(const SectorId &id) const
{
    const auto found = m_details.constFind(id);
    return found == m_details.constEnd() ? nullptr : &*found;
}

const Microservice *CatalogueStore::service(const ServiceId &id) const
{
    for (const Sector &sector : m_details) {
        if (const Microservice *service = sector.service(id))
            return service;
    }
    return nullptr;
}

const ServicePageDefinition *CatalogueStore::page(const SectorId &sector, const ServiceId &service, const PageId &page) const
{
    const auto found = std::ranges::find_if(
        m_pages, [&](const ServicePageDefinition &p) { return p.sector == sector && p.service == service && p.id == page; });
    return found == m_pages.end() ? nullptr : &*found;
}

void CatalogueStore::setSectors(QList<SectorSummary> sectors)
{
    m_sectors = std::move(sectors);
    Q_EMIT sectorsChanged();
}

void CatalogueStore::setSector(Sector sector)
{
    const SectorId id = sector.summary.id;
    m_details.insert(id, std::move(sector));
    Q_EMIT sectorChanged(id);
}

void CatalogueStore::setPage(ServicePageDefinition page)
{
    const PageId id = page.id;
    m_pages.removeIf(
        [&](const ServicePageDefinition &p) { return p.sector == page.sector && p.service == page.service && p.id == page.id; });
    m_pages.append(std::move(page));
    Q_EMIT pageChanged(id);
}

void CatalogueStore::forgetSector(const SectorId &id)
{
    m_pages.removeIf([&](const ServicePageDefinition &p) { return p.sector == id; });
    if (m_details.remove(id) > 0)
        Q_EMIT sectorChanged(id);
}

void CatalogueStore::clear()
{
    m_details.clear();
    m_pages.clear();
    setSectors({});
}

} // namespace stanforis
