// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/health/healthwatch.h"

#include "app/platform/state/wire.h"

namespace stanforis {

HealthWatch::HealthWatch(const HealthEngine &engine, const SectorId &sector, const Clock &clock, Sink *sink)
    : m_engine(engine)
    , m_sector(sector)
    , m_clock(clock)
    , m_out(sink)
{
    connect(&m_timer, &QTimer::timeout, this, &HealthWatch::refresh);
    connect(&engine, &HealthEngine::changed, this, &HealthWatch::change);
    m_timer.start(refreshEvery);
    // The door knows this object only after the handler has returned.
    QMetaObject::invokeMethod(this, &HealthWatch::refresh, Qt::QueuedConnection);
}

void HealthWatch::refresh() { send(m_engine.services(m_sector)); }

void HealthWatch::change(const SectorId &sector, const std::vector<ServiceId> &services)
{
    if (sector == m_sector)
        send(services);
}

void HealthWatch::send(const std::vector<ServiceId> &services)
{
    health::v1::HealthUpdate update;
    update.set_sent_us(toMicroseconds(m_clock.now()));
    for (const auto &service : services)
        *update.add_services() = m_engine.service(service);
    for (auto &region : m_engine.regions(m_sector))
        *update.add_regions() = std::move(region);
    m_out.post(serializeMessage(update));
}

} // namespace stanforis
