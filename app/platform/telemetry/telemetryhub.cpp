// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/telemetry/telemetryhub.h"

#include <QUuid>

namespace stanforis {

TelemetryHub::TelemetryHub(const SeriesDirectory &directory, const QString &simulatedBy, const Clock &clock)
    : m_directory(directory)
    , m_clock(clock)
    , m_epoch(QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString())
    , m_simulatedBy(simulatedBy.toStdString())
{
    connect(&m_heartbeat, &QTimer::timeout, this, &TelemetryHub::heartbeat);
    m_heartbeat.start(std::chrono::seconds(1));
}

void TelemetryHub::push(const TickPointer &tick)
{
    m_heartbeat.start();
    m_recent.push_back({++m_sequence, tick});
    if (m_recent.size() > held)
        m_recent.pop_front();
    Q_EMIT ticked(m_recent.back());
}

} // namespace stanforis
