// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"
#include "app/platform/telemetry/telemetryhub.h"
#include "stanforis/telemetry/v1/telemetry.pb.h"

namespace stanforis {

/// One Subscribe call: a frame per tick with the series asked for. A frame the peer does not take is left out, and its sequence
/// number is the hole by which the peer knows.
class TelemetryStream final : public QObject
{
    Q_OBJECT
public:
    /// `series`: indexes in the hub's directory. Hub and sink are borrowed.
    TelemetryStream(TelemetryHub &hub, std::vector<int> series, const telemetry::v1::SubscribeRequest &request, Sink *sink);

private:
    void begin();
    void send(const TelemetryHub::Numbered &tick);
    void beat();
    void deliver();

    TelemetryHub &m_hub;
    Sink *m_sink;
    std::vector<int> m_series;
    std::string m_epoch;
    quint64 m_resumeAfter;
    quint64 m_missed = 0;
    bool m_announced = false;
    telemetry::v1::Frame m_frame; ///< reused: clearing keeps its memory
};

} // namespace stanforis
