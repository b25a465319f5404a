// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/health/serviceinsight.h"
#include "app/platform/telemetry/seriesdirectory.h"
#include "app/platform/telemetry/tick.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>
#include <vector>

namespace stanforis {

class Catalogue;

/// Judges every service by the limits of its measures. A measure becomes abnormal when it was beyond its limit for three seconds
/// and normal again after fifteen seconds inside, so that a value at the limit does not flicker. Main thread.
class HealthEngine final : public QObject
{
    Q_OBJECT
public:
    static constexpr Duration raiseAfter = std::chrono::seconds(3);
    static constexpr Duration clearAfter = std::chrono::seconds(15);

    /// All borrowed.
    HealthEngine(const Catalogue &catalogue, const SeriesDirectory &directory, const ServiceInsight &insight);

    void update(const TickPointer &tick);

    /// As it is now, with instances, callers and dependencies; UNSPECIFIED before the first tick.
    [[nodiscard]] health::v1::ServiceHealth service(const ServiceId &id) const;
    /// All regions in the catalogue's order.
    [[nodiscard]] std::vector<health::v1::RegionHealth> regions(const SectorId &sector) const;
    [[nodiscard]] std::vector<ServiceId> services(const SectorId &sector) const;
    [[nodiscard]] const ServiceInsight &insight() const { return m_insight; }

Q_SIGNALS:
    /// The severity or the condition of these services of one sector is not what it was.
    void changed(const stanforis::SectorId &sector, const std::vector<stanforis::ServiceId> &services);

private:
    /// A measure with a limit.
    struct Watched
    {
        int series = 0;
        bool abnormal = false;
        std::optional<Instant> crossing; ///< since when it is on the other side of the limit than `abnormal` says
        Instant since;
    };
    struct Judged
    {
        SectorId sector;
        const catalogue::v1::Microservice *service = nullptr;
        std::vector<Watched> watched;
        int rate = -1; ///< series
        int p95 = -1;
        std::vector<std::pair<ServiceId, double>> callers; ///< with the weight of the dependency
        std::vector<std::pair<ServiceId, double>> calls;
    };

    [[nodiscard]] bool judge(Watched &watched, Instant time) const;
    [[nodiscard]] const Watched *worst(const Judged &judged) const;
    [[nodiscard]] catalogue::v1::Severity severityOf(const Judged &judged) const;
    [[nodiscard]] RegionId regionOf(const Judged &judged, const Watched &watched) const;
    [[nodiscard]] double value(int series) const;
    void fillInstances(const Judged &judged, health::v1::ServiceHealth *out) const;
    void fillCall(const Judged &from, const Judged &to, const Judged &shown, health::v1::CallHealth *out) const;
    [[nodiscard]] QString detail(const Judged &judged, const Watched &watched) const;

    const Catalogue &m_catalogue;
    const SeriesDirectory &m_directory;
    const ServiceInsight &m_insight;
    QHash<ServiceId, Judged> m_services;
    QSet<QString> m_regions;
    TickPointer m_tick;
    Instant m_start;
};

} // namespace stanforis
