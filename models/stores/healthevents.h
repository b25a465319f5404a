// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/health.h"
#include "models/telemetry/timeevent.h"

#include <QHash>
#include <QObject>

namespace stanforis {

class CatalogueStore;
class HealthStore;
class TimeContext;

/// When services became abnormal, changed and became normal again, as far as this console has seen it: what is abnormal says
/// itself since when, the end is when the console heard of it. Nothing is noted while the connection is lost. GUI thread.
class HealthEvents final : public QObject
{
    Q_OBJECT
public:
    /// All three must outlive this.
    HealthEvents(const HealthStore &health, const CatalogueStore &catalogue, const TimeContext &time, QObject *parent = nullptr);

    /// Ascending. With a service only what happened to that one.
    [[nodiscard]] QList<TimeEvent> events(const SectorId &sector, const ServiceId &service = {}) const;

Q_SIGNALS:
    void changed();

private:
    struct Noted
    {
        ServiceId service;
        TimeEvent event;
    };
    void follow(const SectorId &sector);
    void note(const SectorId &sector, const ServiceId &service, const TimeEvent &event);

    const HealthStore &m_health;
    const CatalogueStore &m_catalogue;
    const TimeContext &m_time;
    QHash<SectorId, QList<Noted>> m_noted;
    QHash<SectorId, QHash<ServiceId, ServiceHealth>> m_abnormal;
};

} // namespace stanforis
