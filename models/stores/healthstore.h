// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/health.h"

#include <QHash>
#include <QObject>

namespace stanforis {

/// Counts by severity of what is abnormal.
struct SeverityCounts
{
    int low = 0;
    int medium = 0;
    int high = 0;
    int critical = 0;

    [[nodiscard]] int total() const { return low + medium + high + critical; }
    [[nodiscard]] Severity worst() const;
};

/// A service that is not normal, with its sector.
struct AbnormalService
{
    SectorId sector;
    ServiceHealth health;
};

/// How the services of my sectors are. When the feed is lost everything becomes Unknown, nothing is removed. GUI thread.
class HealthStore final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Null while nothing is known.
    [[nodiscard]] const ServiceHealth *service(const SectorId &sector, const ServiceId &service) const;
    [[nodiscard]] QList<RegionHealth> regions(const SectorId &sector) const;
    [[nodiscard]] SeverityCounts counts(const SectorId &sector) const;
    [[nodiscard]] SeverityCounts counts() const;
    /// Worst first, then newest first.
    [[nodiscard]] QList<AbnormalService> abnormal() const;
    [[nodiscard]] QList<AbnormalService> abnormal(const SectorId &sector) const;
    /// Nothing was told of any sector yet.
    [[nodiscard]] bool isEmpty() const { return m_sectors.isEmpty(); }
    /// True while the connection is lost: what is kept here is old.
    [[nodiscard]] bool isStale() const { return m_stale; }

    void apply(const SectorId &sector, const HealthUpdate &update);
    void setStale(bool stale);
    void forgetSector(const SectorId &sector);
    void clear();

Q_SIGNALS:
    void changed(const SectorId &sector);
    void staleChanged(bool stale);

private:
    struct SectorHealth
    {
        QHash<ServiceId, ServiceHealth> services;
        QHash<RegionId, RegionHealth> regions;
    };
    QHash<SectorId, SectorHealth> m_sectors;
    bool m_stale = false;
};

} // namespace stanforis
