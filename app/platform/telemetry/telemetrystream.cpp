// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/telemetry/telemetrystream.h"

#include "app/platform/state/wire.h"

#include <algorithm>
#include <cmath>

namespace stanforis {

using namespace telemetry::v1;

TelemetryStream::TelemetryStream(TelemetryHub &hub, std::vector<WantedSeries> series, const SubscribeRequest &request, Sink *sink)
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
    const quint64 held = recent.empty() ? m_hub.sequence() + 1 : recent.front().sequence;
    const bool resumes = m_resumeAfter > 0 && m_epoch == m_hub.epoch() && m_resumeAfter <= m_hub.sequence();
    if (resumes) {
        m_missed = held > m_resumeAfter + 1 ? held - m_resumeAfter - 1 : 0;
        m_sent = m_resumeAfter + m_missed;
    } else {
        m_sent = recent.empty() ? m_hub.sequence() : recent.back().sequence - 1; // the newest tick comes at once
    }
    connect(&m_hub, &TelemetryHub::ticked, this, &TelemetryStream::tick);
    connect(&m_hub, &TelemetryHub::heartbeat, this, &TelemetryStream::beat);
    connect(m_sink, &Sink::drained, this, [this] {
        if (m_catchingUp)
            catchUp();
    });
    catchUp();
}

/// What was held for this peer goes as fast as it is taken; the ticks of the meantime follow in their order.
void TelemetryStream::catchUp()
{
    const std::deque<TelemetryHub::Numbered> held = m_hub.recent(); // a send may end the call
    m_catchingUp = true;
    for (const auto &each : held) {
        if (each.sequence > m_sent && !send(each))
            return;
    }
    m_catchingUp = false;
    if (!m_announced)
        beat();
}

void TelemetryStream::tick(const TelemetryHub::Numbered &tick)
{
    if (!m_catchingUp)
        (void)send(tick);
}

bool TelemetryStream::send(const TelemetryHub::Numbered &tick)
{
    m_frame.Clear();
    const auto time = toMicroseconds(tick.tick->time);
    const auto &quality = tick.tick->quality;
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const auto index = static_cast<std::size_t>(m_series[i].index);
        const double value = tick.tick->values[index];
        if (std::isnan(value))
            continue;
        m_due.clear();
        m_series[i].thinning.add({time, value, quality.empty() ? static_cast<unsigned char>(QualityRun::GOOD) : quality[index]},
                                 m_due);
        if (!m_due.empty())
            addBlock(i);
    }
    return deliver(tick.sequence);
}

void TelemetryStream::addBlock(std::size_t series)
{
    auto *block = m_frame.add_blocks();
    block->set_handle(static_cast<std::uint32_t>(series + 1));
    block->set_first_us(m_due.front().time);
    const auto step = m_due.size() > 1 ? m_due[1].time - m_due[0].time : 0;
    const auto differs = [step](const auto &a, const auto &b) { return b.time - a.time != step; };
    const bool regular = std::ranges::adjacent_find(m_due, differs) == m_due.end();
    if (regular)
        block->set_step_us(step);
    bool good = true;
    for (std::size_t i = 0; i < m_due.size(); ++i) {
        if (!regular && i > 0)
            block->add_delta_us(m_due[i].time - m_due[i - 1].time);
        block->add_values(m_due[i].value);
        good = good && m_due[i].quality == QualityRun::GOOD;
    }
    for (std::size_t i = 0; i < m_due.size() && !good; ++i) {
        if (i == 0 || m_due[i].quality != m_due[i - 1].quality)
            block->add_quality()->set_quality(static_cast<QualityRun::Quality>(m_due[i].quality));
        auto *run = block->mutable_quality(block->quality_size() - 1);
        run->set_length(run->length() + 1);
    }
}

void TelemetryStream::beat()
{
    m_frame.Clear();
    (void)deliver(m_sent);
}

bool TelemetryStream::deliver(quint64 sequence)
{
    m_frame.set_epoch(m_hub.epoch());
    m_frame.set_sequence(sequence);
    m_frame.set_sent_us(toMicroseconds(m_hub.now()));
    m_frame.set_simulated_by(m_hub.simulatedBy());
    const auto interval = m_hub.directory().interval();
    const bool announces = m_announced != interval;
    if (announces) {
        m_frame.set_missed(m_missed);
        const auto &directory = m_hub.directory();
        for (std::size_t i = 0; i < m_series.size(); ++i) {
            const auto &series = directory.at(m_series[i].index);
            auto *announcement = m_frame.add_announcements();
            announcement->set_handle(static_cast<std::uint32_t>(i + 1));
            announcement->set_series_key(series.measure.series_key());
            announcement->set_unit(series.measure.unit());
            announcement->set_interval_us(m_series[i].thinning.interval(interval.count()));
        }
    }
    if (!m_sink->send(serializeMessage(m_frame)))
        return false;
    m_sent = sequence;
    if (announces) {
        m_announced = interval;
        m_missed = 0; // said once
    }
    return true;
}

} // namespace stanforis
