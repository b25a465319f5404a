// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/telemetryfeed.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"

#include <QTest>

using namespace stanforis;
using std::chrono_literals::operator""s;

namespace {

const SectorId energy{QStringLiteral("energy")};
const SeriesKey key{QStringLiteral("energy/grid/frequency")};
const Instant start = fromMicroseconds(1'700'000'000'000'000);

class FixedClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return start; }
};

class FakeTelemetry final : public TelemetryPort
{
public:
    Watch subscribe(const SectorId &, const QList<SeriesWish> &series, Route,
                    std::function<void(const TelemetryBatch &)> to) override
    {
        subscribed.append(series);
        receiver = std::move(to);
        auto watch = std::make_unique<QObject>();
        QObject::connect(watch.get(), &QObject::destroyed, watch.get(), [this] { ++ended; });
        return watch;
    }
    void history(QObject *, const HistoryQuery &query, Reply<QList<HistorySeries>> reply) override
    {
        queries.append(query);
        replies.append(std::move(reply));
    }

    QList<QList<SeriesWish>> subscribed;
    QList<HistoryQuery> queries;
    QList<Reply<QList<HistorySeries>>> replies;
    std::function<void(const TelemetryBatch &)> receiver;
    int ended = 0;
};

} // namespace

class TelemetryFeedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void askingTwiceForTheSameOpensOneStream()
    {
        SeriesStore store;
        FixedClock clock;
        TimeContext time(clock);
        FakeTelemetry port;
        TelemetryFeed feed(port, store, time, TelemetryPort::Route::Preferred);
        feed.show(energy, {key});
        feed.show(energy, {key});
        QCOMPARE(port.subscribed.size(), 1);
        feed.show(energy, {key, SeriesKey(QStringLiteral("energy/grid/load"))});
        QCOMPARE(port.subscribed.size(), 2);
        QCOMPARE(port.ended, 1);
        feed.hide();
        QCOMPARE(port.ended, 2);
    }

    void theRangeInViewIsFetchedAndAHoleAgain()
    {
        SeriesStore store;
        FixedClock clock;
        TimeContext time(clock);
        FakeTelemetry port;
        TelemetryFeed feed(port, store, time, TelemetryPort::Route::Preferred);
        feed.show(energy, {key});
        QCOMPARE(port.queries.size(), 1);
        QCOMPARE(port.queries[0].range, time.range());
        TelemetryBatch batch;
        batch.blocks = {SampleBlock::of(key, 1s, {{start, 50.0}})};
        batch.hole = true;
        batch.missing = {start - 30s, start};
        port.receiver(batch);
        QCOMPARE(store.lastSample(key)->value, 50.0);
        QCOMPARE(port.queries.size(), 2);
        QCOMPARE(port.queries[1].range, batch.missing);
        port.replies[1](QList<HistorySeries>{{key, 1s, {{start - 10s, 49, 49, 49, 49, 1}}}});
        QCOMPARE(store.sampleAt(key, start - 9s)->value, 49.0);
    }

    void manySeriesAreAskedForInPiecesTheContractAllows()
    {
        SeriesStore store;
        FixedClock clock;
        TimeContext time(clock);
        FakeTelemetry port;
        TelemetryFeed feed(port, store, time, TelemetryPort::Route::Preferred);
        QList<SeriesKey> many;
        for (int i = 0; i < 150; ++i)
            many.append(SeriesKey(QStringLiteral("energy/load/%1").arg(i)));
        feed.show(energy, many);
        QCOMPARE(port.queries.size(), 3);
        QCOMPARE(port.queries.last().series.size(), 22);
    }
};

QTEST_GUILESS_MAIN(TelemetryFeedTest)
#include "tst_telemetryfeed.moc"
