// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/healthevents.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/telemetry/timecontext.h"

#include <algorithm>

namespace stanforis {

namespace {

constexpr qsizetype most = 1000; // of each sector; the oldest are let go

bool isSame(const ServiceHealth &before, const ServiceHealth &now)
{
    return before.severity == now.severity && before.condition == now.condition && before.since == now.since;
}

} // namespace

HealthEvents::HealthEvents(const HealthStore &health, const CatalogueStore &catalogue, const TimeContext &time, QObject *parent)
    : QObject(parent)
    , m_health(health)
    , m_catalogue(catalogue)
    , m_time(time)
{
    connect(&health, &HealthStore::changed, this, &HealthEvents::follow);
    const QList<AbnormalService> known = health.abnormal();
    for (const AbnormalService &one : known)
        follow(one.sector);
}

void HealthEvents::follow(const SectorId &sector)
{
    if (m_health.isStale())
        return;
    QHash<ServiceId, ServiceHealth> &before = m_abnormal[sector];
    QHash<ServiceId, ServiceHealth> now;
    const QList<AbnormalService> abnormal = m_health.abnormal(sector);
    bool noted = false;
    for (const AbnormalService &one : abnormal) {
        const ServiceHealth &health = one.health;
        now.insert(health.service, health);
        const auto known = before.constFind(health.service);
        if (known != before.constEnd() && isSame(*known, health))
            continue;
        note(sector, health.service, {health.since, health.severity, {}, health.condition});
        noted = true;
    }
    for (const ServiceHealth &health : std::as_const(before)) {
        if (now.contains(health.service))
            continue;
        const ServiceHealth *known = m_health.service(sector, health.service);
        if (known && known->severity == Severity::Unknown) { // not heard of is not normal
            now.insert(health.service, health);
            continue;
        }
        note(sector, health.service, {m_time.now(), Severity::Normal, {}, {}});
        noted = true;
    }
    before = now;
    if (noted)
        Q_EMIT changed();
}

void HealthEvents::note(const SectorId &sector, const ServiceId &service, const TimeEvent &event)
{
    QList<Noted> &noted = m_noted[sector];
    const Microservice *named = m_catalogue.service(service);
    Noted one{service, event};
    one.event.source = named ? named->name : service.value;
    const auto place = std::upper_bound(noted.cbegin(), noted.cend(), event.time,
                                        [](Instant time, const Noted &other) { return time < other.event.time; });
    noted.insert(place - noted.cbegin(), one);
    if (noted.size() > most)
        noted.removeFirst();
}

QList<TimeEvent> HealthEvents::events(const SectorId &sector, const ServiceId &service) const
{
    QList<TimeEvent> found;
    const auto noted = m_noted.constFind(sector);
    if (noted == m_noted.constEnd())
        return found;
    for (const Noted &one : *noted) {
        if (service.value.isEmpty() || one.service == service)
            found.append(one.event);
    }
    return found;
}

} // namespace stanforis
