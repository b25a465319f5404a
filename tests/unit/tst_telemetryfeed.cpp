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
};

QTEST_GUILESS_MAIN(TelemetryFeedTest)
#include "tst_telemetryfeed.moc"
