// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/healthstore.h"

#include <algorithm>

namespace stanforis {

namespace {

bool isAbnormal(Severity severity) { return severity != Severity::Normal && severity != Severity::Unknown; }

void count(SeverityCounts &counts, Severity severity)
{
    counts.low += severity == Severity::Low;
    counts.medium += severity == Severity::Medium;
    counts.high += severity == Severity::High;
    counts.critical += severity == Severity::Critical;
}

void worstFirst(QList<AbnormalService> &services)
{
    std::ranges::sort(services, [](const AbnormalService &a, const AbnormalService &b) {
        if (a.health.severity != b.health.severity)
            return a.health.severity > b.health.severity;
        if (a.health.since != b.health.since)
            return a.health.since > b.health.since;
        return a.health.service < b.health.service;
    });
}

} // namespace

Severity SeverityCounts::worst() const
{
    if (critical > 0)
        return Severity::Critical;
    if (high > 0)
        return Severity::High;
    if (medium > 0)
        return Severity::Medium;
    return low > 0 ? Severity::Low : Severity::Normal;
}

const ServiceHealth *HealthStore::service(const SectorId &sector, const ServiceId &service) const
{
    const auto found = m_sectors.constFind(sector);
    if (found == m_sectors.constEnd())
        return nullptr;
    const auto health = found->services.constFind(service);
    return health == found->services.constEnd() ? nullptr : &*health;
}

QList<RegionHealth> HealthStore::regions(const SectorId &sector) const { return m_sectors.value(sector).regions.values(); }

SeverityCounts HealthStore::counts(const SectorId &sector) const
{
    SeverityCounts counts;
    const auto found = m_sectors.constFind(sector);
    if (found != m_sectors.constEnd()) {
        for (const ServiceHealth &health : found->services)
            count(counts, health.severity);
    }
    return counts;
}

SeverityCounts HealthStore::counts() const
{
    SeverityCounts counts;
    for (const SectorHealth &sector : m_sectors) {
        for (const ServiceHealth &health : sector.services)
            count(counts, health.severity);
    }
    return counts;
}

QList<AbnormalService> HealthStore::abnormal() const
{
    QList<AbnormalService> found;
    for (auto sector = m_sectors.constBegin(); sector != m_sectors.constEnd(); ++sector)
        found += abnormal(sector.key());
    worstFirst(found);
    return found;
}

QList<AbnormalService> HealthStore::abnormal(const SectorId &sector) const
{
    QList<AbnormalService> found;
    const auto health = m_sectors.constFind(sector);
    if (health == m_sectors.constEnd())
        return found;
    for (const ServiceHealth &service : health->services) {
        if (isAbnormal(service.severity))
            found.append({sector, service});
    }
    worstFirst(found);
    return found;
}

void HealthStore::apply(const SectorId &sector, const HealthUpdate &update)
{
    SectorHealth &health = m_sectors[sector];
    for (const ServiceHealth &service : update.services)
        health.services.insert(service.service, service);
    for (const RegionHealth &region : update.regions)
        health.regions.insert(region.region, region);
    Q_EMIT changed(sector);
}

void HealthStore::setStale(bool stale)
{
    if (m_stale == stale)
        return;
    m_stale = stale;
    Q_EMIT staleChanged(stale);
}

void HealthStore::forgetSector(const SectorId &sector)
{
    if (m_sectors.remove(sector))
        Q_EMIT changed(sector);
}

void HealthStore::clear()
{
    const QList<SectorId> sectors = m_sectors.keys();
    m_sectors.clear();
    for (const SectorId &sector : sectors)
        Q_EMIT changed(sector);
}

} // namespace stanforis
