// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/telemetrylink.h"

#include "app/link/areacalls.h"
#include "app/link/decode/decodework.h"
#include "app/link/decode/framereader.h"
#include "app/link/grpcchannel.h"
#include "app/link/transportmonitor.h"

#include "stanforis/telemetry/v1/telemetry.pb.h"

namespace stanforis {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostSamples = 500'000; // of the contract: when every sample is a column
constexpr int mostPieces = 1000;           ///< more than twice what the fastest hour of 64 series takes

/// Equal resolutions share one wish, in the order in which they first occur.
telemetry::v1::SubscribeRequest requestFor(const SectorId &sector, const QList<SeriesWish> &wishes)
{
    telemetry::v1::SubscribeRequest request;
    request.set_sector_id(sector.value.toStdString());
    QList<Resolution> known;
    for (const auto &[key, resolution] : wishes) {
        if (resolution.kind == Resolution::Kind::Raw) {
            request.add_series_keys(key.value.toStdString());
            continue;
        }
        qsizetype at = known.indexOf(resolution);
        if (at < 0) {
            at = known.size();
            known.append(resolution);
            auto *wish = request.add_wishes();
            if (resolution.kind == Resolution::Kind::Latest) {
                wish->mutable_latest()->set_interval_us(resolution.span.count());
            } else {
                wish->mutable_columns()->set_window_us(resolution.span.count());
                wish->mutable_columns()->set_count(static_cast<quint32>(resolution.columns));
            }
        }
        request.mutable_wishes(static_cast<int>(at))->add_series_keys(key.value.toStdString());
    }
    return request;
}

QSet<SeriesKey> keysOf(const QList<SeriesWish> &wishes)
{
    QSet<SeriesKey> keys;
    for (const auto &wish : wishes)
        keys.insert(wish.key);
    return keys;
}

/// Everything one subscription needs on the GUI thread; shared because a plan's functions are copied.
struct OpenStream
{
    SequenceTracker tracker;
    std::function<void(const TelemetryBatch &)> receiver;
    TransportMonitor &monitor;

    void deliver(DecodedFrame &frame, Transport transport)
    {
        if (frame.skippedBlocks > 0)
            monitor.noteUnreadable(transport, static_cast<quint64>(frame.skippedBlocks));
        monitor.platformClock().addOneWay(frame.batch.sent, frame.batch.arrived);
        if (tracker.place(frame))
            receiver(frame.batch);
    }
};

/// Nothing that was not asked for: not more columns, none outside the range, not more samples than one answer may have.
Result<Done> checkAgainst(const HistoryQuery &query, const DecodedHistory &answer)
{
    qsizetype samples = 0;
    for (const HistorySeries &one : answer.series) {
        const bool isOutside =
            !one.columns.isEmpty() && (one.columns.first().time < query.range.from || one.columns.last().time >= query.range.to);
        if (isOutside)
            return Error{Error::Code::Malformed, u"time_us: not in the range that was asked for"_s};
        if (query.columns > 0 && one.columns.size() > query.columns)
            return Error{Error::Code::Malformed, u"more columns than were asked for"_s};
        samples += one.columns.size();
    }
    if (query.columns == 0 && samples > mostSamples)
        return Error{Error::Code::Malformed, u"more than %1 samples in an answer"_s.arg(mostSamples)};
    return Done{};
}

/// Turns the frames of one call into deliveries. Lives on the thread that decodes; only its results cross.
class FrameDecoder final
{
public:
    FrameDecoder(std::shared_ptr<OpenStream> stream, QSet<SeriesKey> asked, Transport transport)
        : m_subscription(std::move(stream))
        , m_clock(m_subscription->monitor.clock())
        , m_transport(transport)
        , m_resumedAfter(m_subscription->tracker.sequence())
        , m_reader(std::move(asked))
    {}

    Delivery decode(std::string_view bytes)
    {
        const Instant arrived = m_clock.now();
        auto frame = m_reader.read(bytes);
        if (!frame)
            return Delivery::unreadable(
                [stream = m_subscription, transport = m_transport] { stream->monitor.noteUnreadable(transport, 1); });
        const std::shared_ptr<DecodedFrame> &decoded = *frame;
        decoded->batch.arrived = arrived;
        decoded->resumedAfter = std::exchange(m_resumedAfter, {});
        return {[stream = m_subscription, decoded, transport = m_transport] { stream->deliver(*decoded, transport); },
                decoded->values};
    }

private:
    const std::shared_ptr<OpenStream> m_subscription;
    const Clock &m_clock;
    const Transport m_transport;
    std::optional<quint64> m_resumedAfter;
    FrameReader m_reader;
};

} // namespace

TelemetryLink::TelemetryLink(Caller &caller, const Ways &ways)
    : m_caller(caller)
    , m_ways(ways)
{}

Watch TelemetryLink::subscribe(const SectorId &sector, const QList<SeriesWish> &wishes, Route route,
                               std::function<void(const TelemetryBatch &)> receiver)
{
    const auto stream = std::make_shared<OpenStream>(OpenStream{{}, std::move(receiver), m_ways.monitor});

    StreamPlan plan;
    plan.method = "/stanforis.telemetry.v1.Telemetry/Subscribe";
    plan.audience = CallAudience::of(sector);
    plan.preferGrpc = route == Route::Preferred;
    plan.telemetry = true;
    plan.silence = 3s; // the platform sends at least a heartbeat every second
    plan.request = [request = requestFor(sector, wishes), stream]() mutable {
        request.set_epoch(stream->tracker.epoch().toStdString());
        request.set_resume_after(stream->tracker.sequence());
        return bytesOf(request);
    };
    plan.decoder = [stream, asked = keysOf(wishes)](Transport transport) -> Decode {
        return [decoder = std::make_shared<FrameDecoder>(stream, asked, transport)](std::string_view bytes) {
            return decoder->decode(bytes);
        };
    };
    return std::make_unique<StandingStream>(m_ways, std::move(plan));
}

void TelemetryLink::history(QObject *context, const HistoryQuery &query, Reply<QList<HistorySeries>> reply)
{
    ask(context, query, {}, 1, std::move(reply));
}

/// A long stretch of samples comes in several answers.
void TelemetryLink::ask(QObject *context, const HistoryQuery &query, QList<HistorySeries> before, int pieces,
                        Reply<QList<HistorySeries>> reply)
{
    telemetry::v1::HistoryRequest request;
    request.set_sector_id(query.sector.value.toStdString());
    for (const auto &key : query.series)
        request.add_series_keys(key.value.toStdString());
    request.set_from_us(toMicroseconds(query.range.from));
    request.set_to_us(toMicroseconds(query.range.to));
    request.set_columns(static_cast<quint32>(std::clamp(query.columns, 0, 8192)));
    auto joined = [this, context, query, pieces, before = std::move(before), reply = std::move(reply)](Result<QByteArray> bytes) {
        if (!bytes) {
            reply(bytes.error());
            return;
        }
        const auto refuse = [this, &reply](const Error &error) {
            m_ways.monitor.noteUnreadable(m_ways.grpc.isUsable() ? Transport::Grpc : Transport::Gateway, 1);
            reply(error);
        };
        const auto decoded = decodeHistory(*bytes);
        const auto checked = decoded ? checkAgainst(query, *decoded) : Result<Done>(decoded.error());
        if (!checked) {
            refuse(checked.error());
            return;
        }
        QList<HistorySeries> all = before;
        for (const HistorySeries &one : decoded->series) {
            if (!query.series.contains(one.key))
                continue; // nobody asked for it
            const auto known = std::find_if(all.begin(), all.end(), [&one](const auto &each) { return each.key == one.key; });
            if (known == all.end())
                all.append(one);
            else
                known->columns += one.columns;
        }
        const auto rest = decoded->completeTo;
        if (!rest || *rest <= query.range.from || *rest >= query.range.to) {
            for (HistorySeries &one : all) {
                one.width = query.columns > 0 ? query.range.length() / query.columns + 1us : Duration::zero();
                one.end = query.range.to;
            }
            reply(all);
            return;
        }
        if (pieces == mostPieces) {
            refuse(Error{Error::Code::Malformed, u"complete_to_us: not reached in %1 answers"_s.arg(mostPieces)});
            return;
        }
        HistoryQuery next = query;
        next.range.from = *rest;
        ask(context, next, std::move(all), pieces + 1, reply);
    };
    m_caller.call(context, "/stanforis.telemetry.v1.Telemetry/History", CallAudience::of(query.sector), bytesOf(request),
                  std::move(joined));
}

} // namespace stanforis
