// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/telemetryfeed.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"
#include "tests/support/faketelemetry.h"

#include <QTest>

using namespace stanforis;
using namespace stanforis::test;
using namespace std::chrono_literals;

namespace {

const SectorId energy{QStringLiteral("energy")};
const SeriesKey key{QStringLiteral("energy/grid/frequency")};
const SeriesKey figure{QStringLiteral("energy/grid/load")};
constexpr auto route = TelemetryPort::Route::Preferred;

struct Rig
{
    SeriesStore store;
    FixedClock clock;
    TimeContext time{clock};
    FakeTelemetry port;
    StreamManager streams{port, store, nullptr, 20ms};
    TelemetryFeed feed{streams, port, store, time, route};
};

SampleBlock ofOneInterval(Duration interval, Instant first, Duration length)
{
    SampleBlock block{key, interval};
    block.first = first;
    block.step = interval;
    block.values.assign(static_cast<std::size_t>(length / interval), 1.0);
    return block;
}

} // namespace

class TelemetryFeedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void askingTwiceForTheSameOpensOneStream()
    {
        Rig rig;
        rig.feed.show(energy, {{key}, 2000, {figure}});
        rig.feed.show(energy, {{key}, 2000, {figure}});
        QTRY_COMPARE(rig.port.streams.size(), 1u);
        QCOMPARE(rig.port.streams[0]->wishes, (QList<SeriesWish>{{key, {}}, {figure, Resolution::latest(1s)}}));
        rig.feed.hide();
        QTRY_VERIFY(!rig.port.streams[0]->open);
    }

    void theRangeInViewIsFetched()
    {
        Rig rig;
        rig.time.setLive(6h);
        rig.feed.show(energy, {{key}, 2000, {}});
        QCOMPARE(rig.port.queries.size(), 1);
        QCOMPARE(rig.port.queries[0].range, rig.time.range());
        QCOMPARE(rig.port.queries[0].columns, 2000);
        const Instant now = rig.clock.time;
        rig.port.replies[0](QList<HistorySeries>{{key, 1s, {{now - 10s, 49, 49, 49, 49, 1}}}});
        QCOMPARE(rig.store.sampleAt(key, now - 9s)->value, 49.0);
        // A window of few samples comes as samples.
        rig.time.setLive(1min);
        QCOMPARE(rig.port.queries.size(), 2);
        QCOMPARE(rig.port.queries[1].columns, 0);
    }

    void aWheelAsksForItsFirstAndItsLastRange()
    {
        Rig rig;
        rig.time.setLive(6h);
        rig.feed.show(energy, {{key}, 2000, {}});
        const auto before = rig.port.queries.size();
        for (int turn = 1; turn <= 20; ++turn)
            rig.time.setLive(6h + turn * 1h);
        QCOMPARE(rig.port.queries.size(), before + 1);
        QCOMPARE(rig.port.queries.last().range.length(), Duration(7h));
        QTRY_COMPARE(rig.port.queries.size(), before + 2);
        QCOMPARE(rig.port.queries.last().range, rig.time.range());
    }

    void manySeriesAreAskedForInPiecesTheContractAllows()
    {
        Rig rig;
        QList<SeriesKey> many;
        for (int i = 0; i < 150; ++i)
            many.append(SeriesKey(QStringLiteral("energy/load/%1").arg(i)));
        rig.feed.show(energy, {many, 2000, {}});
        QCOMPARE(rig.port.queries.size(), 3);
        QCOMPARE(rig.port.queries.last().series.size(), 22);
    }

    void fastSeriesComeInColumnsWhileTheWindowIsWide()
    {
        Rig rig;
        const Instant now = rig.clock.time;
        rig.store.append({SampleBlock::of(key, 1ms, {{now - 1s, 1.0}, {now - 999ms, 2.0}})});
        rig.time.setLive(1h);
        rig.feed.show(energy, {{key}, 1000, {}});
        QTRY_COMPARE(rig.streams.asked(energy, route).size(), 1);
        QCOMPARE(rig.streams.asked(energy, route)[0].resolution, Resolution::over(1h, 1000));
        rig.clock.time += 10s;
        rig.time.setLive(1s); // a millisecond for each column
        QTRY_COMPARE(rig.streams.asked(energy, route)[0].resolution, Resolution::raw());
    }

    void everyThinnedStretchIsFetchedWhenItIsZoomedInto()
    {
        Rig rig;
        rig.store.append({ofOneInterval(1ms, rig.clock.time - 1s, 1s)});
        rig.time.setLive(1h);
        rig.feed.show(energy, {{key}, 1000, {}});
        for (int stretch = 0; stretch < 3; ++stretch) {
            rig.time.setLive(1h);
            rig.store.append({ofOneInterval(250ms, rig.clock.time, 10s)}); // four of each column
            rig.clock.time += 10s;
            const auto before = rig.port.queries.size();
            rig.time.setLive(1s);
            QTRY_VERIFY(rig.port.queries.size() > before && rig.port.queries.last().range == rig.time.range());
            QCOMPARE(rig.port.queries.last().columns, 0);
        }
    }

    void aPlotWithAShorterRangeMakesItsSeriesFiner()
    {
        Rig rig;
        rig.store.append({ofOneInterval(1ms, rig.clock.time - 1s, 1s)});
        rig.time.setLive(1h);
        DrawnSeries drawn{{key}, 1000, {}};
        rig.feed.show(energy, drawn);
        QTRY_COMPARE(rig.streams.asked(energy, route).value(0).resolution, Resolution::over(1h, 1000));
        const auto before = rig.port.queries.size();
        drawn.spans.insert(key, 1s);
        rig.feed.show(energy, drawn);
        QTRY_COMPARE(rig.streams.asked(energy, route)[0].resolution, Resolution::raw());
        QCOMPARE(rig.port.queries.size(), before); // who draws the range fills it
    }

    void zoomingIntoHistoryAsksForAFinerOneAndNotAgain()
    {
        Rig rig;
        rig.time.setLive(24h);
        rig.feed.show(energy, {{key}, 2000, {}});
        const Instant now = rig.clock.time;
        QList<Column> coarse;
        for (Instant at = now - 24h; at < now; at += 43s)
            coarse.append({at, 1, 2, 1, 2, 43});
        rig.port.replies.last()(QList<HistorySeries>{{key, 1s, coarse}});
        rig.time.setFixed({now - 2h, now - 1h - 50min});
        QCOMPARE(rig.port.queries.size(), 2);
        QCOMPARE(rig.port.queries.last().range, rig.time.range());
        rig.port.replies.last()(QList<HistorySeries>{{key, 1s, coarse}}); // it has nothing finer
        rig.feed.hide();
        rig.feed.show(energy, {{key}, 2000, {}});
        QCOMPARE(rig.port.queries.size(), 2);
    }

    void aSourceFasterThanItsFiguresIsFetchedAgain()
    {
        Rig rig;
        rig.time.setLive(1min);
        rig.store.append({ofOneInterval(1s, rig.clock.time - 2min, 2min + 1s)}); // a tile shows it
        rig.feed.show(energy, {{key}, 2000, {}});
        QTRY_COMPARE(rig.port.streams.size(), 1u);
        QVERIFY(rig.port.queries.isEmpty());
        TelemetryBatch batch;
        batch.sent = rig.clock.time + 2s;
        batch.blocks = {ofOneInterval(100ms, rig.clock.time + 1s, 1s)};
        rig.port.streams[0]->receiver(batch);
        QCOMPARE(rig.port.queries.size(), 1);
        QCOMPARE(rig.port.queries[0].columns, 0);
        QCOMPARE(rig.port.queries[0].range, rig.time.range());
        rig.port.streams[0]->receiver(batch);
        QCOMPARE(rig.port.queries.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TelemetryFeedTest)
#include "tst_telemetryfeed.moc"
