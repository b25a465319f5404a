// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/transportmonitor.h"

#include <algorithm>

namespace stanforis {

using namespace std::chrono_literals;

TransportMonitor::TransportMonitor(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    at(Transport::Gateway).transport = Transport::Gateway;
    at(Transport::Grpc).transport = Transport::Grpc;
    at(Transport::WebSocket).transport = Transport::WebSocket;
    m_tick.setInterval(250ms);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        bool any = false;
        for (std::size_t i = 0; i < m_states.size(); ++i) {
            if (std::exchange(m_fresh[i], false)) {
                any = true;
                Q_EMIT changed(m_states[i]);
            }
        }
        if (!any)
            m_tick.stop();
    });
}

const TransportState &TransportMonitor::state(Transport transport) const { return m_states[static_cast<std::size_t>(transport)]; }

void TransportMonitor::setState(Transport transport, LinkState state)
{
    auto &known = at(transport);
    if (known.state == state)
        return;
    known.state = state;
    known.nextAttempt.reset();
    Q_EMIT changed(known);
}

void TransportMonitor::setWaiting(Transport transport, std::chrono::milliseconds pause)
{
    auto &known = at(transport);
    known.state = LinkState::Waiting;
    known.nextAttempt = m_clock.now() + pause;
    Q_EMIT changed(known);
}

void TransportMonitor::noteMessage(Transport transport)
{
    auto &known = at(transport);
    known.lastMessage = m_clock.now();
    ++known.messages;
    const bool cameBack = known.state != LinkState::Connected;
    setState(transport, LinkState::Connected);
    freshen(transport);
    // The platform is there again, so who still waits for its turn need not.
    if (cameBack && std::ranges::any_of(m_states, [](const auto &each) { return each.state == LinkState::Waiting; }))
        QMetaObject::invokeMethod(this, &TransportMonitor::retryRequested, Qt::QueuedConnection);
}

void TransportMonitor::noteDropped(Transport transport, quint64 values)
{
    at(transport).dropped += values;
    freshen(transport);
}

void TransportMonitor::noteUnreadable(Transport transport, quint64 count)
{
    at(transport).unreadable += count;
    freshen(transport);
}

void TransportMonitor::freshen(Transport transport)
{
    m_fresh[static_cast<std::size_t>(transport)] = true;
    if (!m_tick.isActive())
        m_tick.start();
}

void TransportMonitor::countTelemetry(Transport transport, int change)
{
    auto &count = m_telemetry[static_cast<std::size_t>(transport)];
    count += change;
    auto &known = at(transport);
    if (known.carriesTelemetry == (count > 0))
        return;
    known.carriesTelemetry = count > 0;
    Q_EMIT changed(known);
}

} // namespace stanforis
