// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/telemetryport.h"

namespace stanforis::test {

/// Remembers what was asked for; the test speaks for the platform.
class FakeTelemetry final : public TelemetryPort
{
public:
    struct Stream
    {
        QList<SeriesWish> wishes;
        std::function<void(const TelemetryBatch &)> receiver;
        bool open = true;
    };

    Watch subscribe(const SectorId &, const QList<SeriesWish> &wishes, Route,
                    std::function<void(const TelemetryBatch &)> receiver) override
    {
        const auto stream = std::make_shared<Stream>(Stream{wishes, std::move(receiver)});
        streams.push_back(stream);
        auto watch = std::make_unique<QObject>();
        QObject::connect(watch.get(), &QObject::destroyed, watch.get(), [stream] { stream->open = false; });
        return watch;
    }
    void history(QObject *, const HistoryQuery &query, Reply<QList<HistorySeries>> reply) override
    {
        queries.append(query);
        replies.append(std::move(reply));
    }

    std::vector<std::shared_ptr<Stream>> streams;
    QList<HistoryQuery> queries;
    QList<Reply<QList<HistorySeries>>> replies;
};

class FixedClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return time; }
    Instant time = fromMicroseconds(1'700'000'000'000'000);
};

} // namespace stanforis::test
