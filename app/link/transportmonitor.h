// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/platformclock.h"

#include <QObject>
#include <QTimer>

#include <array>

namespace stanforis {

/// How each transport is, for the connection chips. The transports report here; changes of state are told at once, mere
/// messages at most four times a second. GUI thread.
class TransportMonitor final : public QObject
{
    Q_OBJECT
public:
    explicit TransportMonitor(const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] const TransportState &state(Transport transport) const;
    [[nodiscard]] const Clock &clock() const { return m_clock; }

    void setState(Transport transport, LinkState state);
    void setWaiting(Transport transport, std::chrono::milliseconds pause);
    void noteMessage(Transport transport);
    /// Values that were let go, and messages or parts of them that could not be read.
    void noteDropped(Transport transport, quint64 values);
    void noteUnreadable(Transport transport, quint64 count);
    [[nodiscard]] PlatformClock &platformClock() { return m_platformClock; }
    [[nodiscard]] const PlatformClock &platformClock() const { return m_platformClock; }
    /// One more or one fewer live telemetry stream on this transport.
    void countTelemetry(Transport transport, int change);

Q_SIGNALS:
    void changed(const stanforis::TransportState &state);
    void retryRequested(); ///< for the transports: do not wait any longer

public Q_SLOTS:
    void retryNow() { Q_EMIT retryRequested(); }

private:
    void freshen(Transport transport);
    TransportState &at(Transport transport) { return m_states[static_cast<std::size_t>(transport)]; }

    const Clock &m_clock;
    std::array<TransportState, 3> m_states;
    std::array<int, 3> m_telemetry{};
    std::array<bool, 3> m_fresh{};
    PlatformClock m_platformClock;
    QTimer m_tick;
};

} // namespace stanforis
