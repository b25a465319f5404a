// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"
#include "app/platform/telemetry/telemetryhub.h"
#include "app/platform/telemetry/thinning.h"
#include "stanforis/telemetry/v1/telemetry.pb.h"

namespace stanforis {

/// A series of the directory and how much of it is wanted.
struct WantedSeries
{
    int index = 0;
    Thinning thinning;
};

/// One Subscribe call: a frame per tick with the series asked for. A frame the peer does not take is left out, and its sequence
/// number is the hole by which the peer knows; only what it missed before it came back waits for it.
class TelemetryStream final : public QObject
{
    Q_OBJECT
public:
    /// Hub and sink are borrowed.
    TelemetryStream(TelemetryHub &hub, std::vector<WantedSeries> series, const telemetry::v1::SubscribeRequest &request,
                    Sink *sink);

private:
    void begin();
    void catchUp();
    void tick(const TelemetryHub::Numbered &tick);
    [[nodiscard]] bool send(const TelemetryHub::Numbered &tick);
    void addBlock(std::size_t series);
    void beat();
    [[nodiscard]] bool deliver(quint64 sequence);

    TelemetryHub &m_hub;
    Sink *m_sink;
    std::vector<WantedSeries> m_series;
    std::vector<Thinning::Point> m_due; ///< of one series in one frame
    std::string m_epoch;
    quint64 m_resumeAfter;
    quint64 m_sent = 0; ///< number of the last frame that was taken, or of where the stream begins
    quint64 m_missed = 0;
    bool m_catchingUp = false;
    std::optional<Duration> m_announced; ///< with which interval
    telemetry::v1::Frame m_frame;        ///< reused: clearing keeps its memory
};

} // namespace stanforis
