// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/telemetry/telemetrystream.h"

#include "app/platform/state/wire.h"

#include <cmath>

namespace stanforis {

using namespace telemetry::v1;

TelemetryStream::TelemetryStream(TelemetryHub &hub, std::vector<int> series, const SubscribeRequest &request, Sink *sink)
    : m_hub(hub)
    , m_sink(sink)
    , m_series(std::move(series))
    , m_epoch(request.epoch())
    , m_resumeAfter(request.resume_after())
{
    // The door knows this object only after the handler has returned.
    QMetaObject::invokeMethod(this, &TelemetryStream::begin, Qt::QueuedConnection);
}

void TelemetryStream::begin()
{
    const auto &recent = m_hub.recent();
    const bool resumes = m_resumeAfter > 0 && m_epoch == m_hub.epoch() && m_resumeAfter <= m_hub.sequence();
    if (resumes && !recent.empty() && recent.front().sequence > m_resumeAfter + 1)
        m_missed = recent.front().sequence - m_resumeAfter - 1;
    if (resumes) {
        const auto wanted = recent; // a send may end the call
        for (const auto &each : wanted)
            if (each.sequence > m_resumeAfter)
                send(each);
    } else if (!recent.empty()) {
        send(recent.back());
    }
    if (!m_announced)
        beat();
    connect(&m_hub, &TelemetryHub::ticked, this, &TelemetryStream::send);
    connect(&m_hub, &TelemetryHub::heartbeat, this, &TelemetryStream::beat);
}

void TelemetryStream::send(const TelemetryHub::Numbered &tick)
{
    m_frame.Clear();
    m_frame.set_sequence(tick.sequence);
    const auto time = toMicroseconds(tick.tick->time);
    const auto &quality = tick.tick->quality;
    for (size_t i = 0; i < m_series.size(); ++i) {
        const auto index = static_cast<size_t>(m_series[i]);
        const double value = tick.tick->values[index];
        if (std::isnan(value))
            continue;
        auto *block = m_frame.add_blocks();
        block->set_handle(static_cast<std::uint32_t>(i + 1));
        block->set_first_us(time);
        block->add_values(value);
        if (!quality.empty() && quality[index] != QualityRun::GOOD) {
            auto *run = block->add_quality();
            run->set_quality(static_cast<QualityRun::Quality>(quality[index]));
            run->set_length(1);
        }
    }
    deliver();
}

void TelemetryStream::beat()
{
    m_frame.Clear();
    m_frame.set_sequence(m_hub.sequence());
    deliver();
}

void TelemetryStream::deliver()
{
    m_frame.set_epoch(m_hub.epoch());
    m_frame.set_sent_us(toMicroseconds(m_hub.now()));
    m_frame.set_simulated_by(m_hub.simulatedBy());
    if (!m_announced) {
        m_frame.set_missed(m_missed);
        const auto &directory = m_hub.directory();
        for (size_t i = 0; i < m_series.size(); ++i) {
            const auto &series = directory.at(m_series[i]);
            auto *announcement = m_frame.add_announcements();
            announcement->set_handle(static_cast<std::uint32_t>(i + 1));
            announcement->set_series_key(series.measure.series_key());
            announcement->set_unit(series.measure.unit());
            announcement->set_interval_us(directory.interval().count());
        }
    }
    if (m_sink->send(serializeMessage(m_frame)))
        m_announced = true;
}

} // namespace stanforis
