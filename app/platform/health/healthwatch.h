// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/health/healthengine.h"
#include "app/platform/state/outbound.h"

#include <QTimer>

namespace stanforis {

/// One Watch call: every service first, each change as it happens, and every five seconds all of them with fresh figures.
class HealthWatch final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds refreshEvery{5};

    HealthWatch(const HealthEngine &engine, const SectorId &sector, const Clock &clock, Sink *sink);

private:
    void send(const std::vector<ServiceId> &services);
    void refresh();
    void change(const SectorId &sector, const std::vector<ServiceId> &services);

    const HealthEngine &m_engine;
    SectorId m_sector;
    const Clock &m_clock;
    Outbound m_out;
    QTimer m_timer;
};

} // namespace stanforis
