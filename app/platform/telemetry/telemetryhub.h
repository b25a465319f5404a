// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/telemetry/seriesdirectory.h"
#include "app/platform/telemetry/tick.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace stanforis {

/// Numbers the ticks of the source and hands them to the streams; holds the last 300 for those that come back. Main thread.
class TelemetryHub final : public QObject
{
    Q_OBJECT
public:
    static constexpr size_t held = 300;

    struct Numbered
    {
        quint64 sequence = 0;
        TickPointer tick;
    };

    /// `simulatedBy` goes into every frame; empty when the values come from the real world. The directory is borrowed.
    explicit TelemetryHub(const SeriesDirectory &directory, const QString &simulatedBy, const Clock &clock);

    /// The next tick; becomes a frame of every stream at once.
    void push(const TickPointer &tick);

    [[nodiscard]] const SeriesDirectory &directory() const { return m_directory; }
    [[nodiscard]] const std::string &epoch() const { return m_epoch; }
    [[nodiscard]] const std::string &simulatedBy() const { return m_simulatedBy; }
    [[nodiscard]] quint64 sequence() const { return m_sequence; }
    /// Oldest first.
    [[nodiscard]] const std::deque<Numbered> &recent() const { return m_recent; }
    [[nodiscard]] Instant now() const { return m_clock.now(); }

Q_SIGNALS:
    void ticked(const stanforis::TelemetryHub::Numbered &tick);
    /// No tick came for a second; streams say that they are alive.
    void heartbeat();

private:
    const SeriesDirectory &m_directory;
    const Clock &m_clock;
    std::string m_epoch; ///< random per start
    std::string m_simulatedBy;
    quint64 m_sequence = 0;
    std::deque<Numbered> m_recent;
    QTimer m_heartbeat;
};

} // namespace stanforis
