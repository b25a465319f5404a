// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/telemetrylink.h"

#include "app/link/areacalls.h"
#include "app/link/decode/decodework.h"
#include "app/link/decode/framereader.h"

#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <QPointer>

namespace stanforis {

using namespace std::chrono_literals;

namespace {

telemetry::v1::SubscribeRequest requestFor(const SectorId &sector, const QList<SeriesKey> &series)
{
    telemetry::v1::SubscribeRequest request;
    request.set_sector_id(sector.value.toStdString());
    for (const auto &key : series)
        request.add_series_keys(key.value.toStdString());
    return request;
}

} // namespace

TelemetryLink::TelemetryLink(Caller &caller, const Ways &ways)
    : m_caller(caller)
    , m_ways(ways)
{}

Watch TelemetryLink::subscribe(const SectorId &sector, const QList<SeriesKey> &series, Route route,
                               std::function<void(const TelemetryBatch &)> receiver)
{
    // What the deliveries need on the GUI thread; shared because the plan's functions are copied.
    const auto tracker = std::make_shared<SequenceTracker>();
    const auto deliver = [self = QPointer<TelemetryLink>(this), tracker,
                          receiver = std::move(receiver)](std::optional<DecodedFrame> frame) {
        if (self)
            self->m_malformed += frame ? static_cast<quint64>(frame->skippedBlocks) : 1;
        if (frame && tracker->place(*frame))
            receiver(frame->batch);
    };

    StreamPlan plan;
    plan.method = "/stanforis.telemetry.v1.Telemetry/Subscribe";
    plan.audience = CallAudience::of(sector);
    plan.preferGrpc = route == Route::Preferred;
    plan.telemetry = true;
    plan.silence = 3s; // the platform sends at least a heartbeat every second
    plan.request = [request = requestFor(sector, series), tracker]() mutable {
        request.set_epoch(tracker->epoch().toStdString());
        request.set_resume_after(tracker->sequence());
        return bytesOf(request);
    };
    plan.decoder = [deliver]() -> Decode {
        // The reader belongs to the thread that decodes; only its results cross.
        return [deliver, reader = std::make_shared<FrameReader>()](std::string_view bytes) -> Delivery {
            auto frame = reader->read(bytes);
            if (!frame)
                return [deliver] { deliver({}); };
            return [deliver, frame = std::move(*frame)] { deliver(frame); };
        };
    };
    return std::make_unique<StandingStream>(m_ways, std::move(plan));
}

void TelemetryLink::history(QObject *context, const HistoryQuery &query, Reply<QList<HistorySeries>> reply)
{
    telemetry::v1::HistoryRequest request;
    request.set_sector_id(query.sector.value.toStdString());
    for (const auto &key : query.series)
        request.add_series_keys(key.value.toStdString());
    request.set_from_us(toMicroseconds(query.range.from));
    request.set_to_us(toMicroseconds(query.range.to));
    request.set_columns(static_cast<quint32>(std::clamp(query.columns, 1, 8192)));
    m_caller.call(context, "/stanforis.telemetry.v1.Telemetry/History", CallAudience::of(query.sector), bytesOf(request),
                  decoding(std::move(reply), decodeHistory));
}

} // namespace stanforis
