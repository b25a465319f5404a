// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/historyfetcher.h"
#include "app/controllers/streammanager.h"
#include "models/telemetry/seriesstore.h"
#include "tests/support/faketelemetry.h"

#include <QRegularExpression>
#include <QTest>

using namespace stanforis;
using namespace stanforis::test;
using namespace std::chrono_literals;

namespace {

const SectorId energy{QStringLiteral("energy")};
const SeriesKey a{QStringLiteral("energy/a")};
const SeriesKey b{QStringLiteral("energy/b")};
const Instant start = fromMicroseconds(1'700'000'000'000'000);
constexpr auto route = TelemetryPort::Route::Preferred;

TelemetryBatch batchAt(Instant time, const SeriesKey &key = a)
{
    TelemetryBatch batch;
    batch.sent = time;
    batch.blocks = {SampleBlock::of(key, 1s, {{time, 1.0}})};
    return batch;
}

} // namespace

class StreamManagerTest final : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<SeriesStore> m_store;
    std::unique_ptr<FakeTelemetry> m_port;
    std::unique_ptr<StreamManager> m_streams;
    QObject m_one;
    QObject m_two;

    void make(std::chrono::milliseconds grace = 50ms)
    {
        m_streams.reset();
        m_store = std::make_unique<SeriesStore>();
        m_port = std::make_unique<FakeTelemetry>();
        m_streams = std::make_unique<StreamManager>(*m_port, *m_store, nullptr, grace);
    }
    void need(const QObject &view, const QList<SeriesWish> &wishes) { m_streams->need(&view, energy, route, wishes); }
    [[nodiscard]] QList<SeriesWish> asked() const { return m_streams->asked(energy, route); }

private Q_SLOTS:
    void cleanup() { m_streams.reset(); }

    void equalNeedsAreOneWish()
    {
        make();
        need(m_one, SeriesWish::all({a, b}));
        need(m_two, SeriesWish::all({b}));
        QTRY_COMPARE(m_port->streams.size(), 1u);
        QCOMPARE(m_port->streams[0]->wishes, SeriesWish::all({a, b}));
        need(m_two, SeriesWish::all({b})); // again
        need(m_one, SeriesWish::all({a}));
        QTRY_COMPARE(asked(), SeriesWish::all({a, b})); // the other view still needs it
        QCOMPARE(m_port->streams.size(), 1u);
    }

    void finestResolutionServesAll()
    {
        make();
        need(m_one, {{a, Resolution::latest(1s)}, {b, Resolution::over(1h, 1000)}});
        need(m_two, {{a, Resolution::over(10min, 1000)}, {b, Resolution::over(1min, 1000)}});
        QTRY_COMPARE(m_port->streams.size(), 1u);
        QCOMPARE(asked(), (QList<SeriesWish>{{a, Resolution::over(10min, 1000)}, {b, Resolution::over(1min, 1000)}}));
        need(m_two, SeriesWish::all({a}));
        QTRY_COMPARE(asked().first().resolution, Resolution::raw());
        QTRY_COMPARE(asked().last().resolution, Resolution::over(1h, 1000)); // coarser after the grace
    }

    void whatNobodyNeedsGoesAfterAGrace()
    {
        make(1000ms);
        need(m_one, SeriesWish::all({a, b}));
        QTRY_COMPARE(m_port->streams.size(), 1u);
        need(m_one, SeriesWish::all({a}));
        need(m_one, SeriesWish::all({a, b})); // back in time
        QTRY_COMPARE(asked(), SeriesWish::all({a, b}));
        QCOMPARE(m_port->streams.size(), 1u);
        need(m_one, {});
        QTRY_VERIFY(!m_port->streams[0]->open);
        QVERIFY(asked().isEmpty());
        QCOMPARE(m_port->streams.size(), 1u);
    }

    void oldStreamGoesOnUntilTheNewOneSpeaks()
    {
        make();
        need(m_one, SeriesWish::all({a}));
        QTRY_COMPARE(m_port->streams.size(), 1u);
        m_port->streams[0]->receiver(batchAt(start));
        need(m_one, SeriesWish::all({a, b}));
        QTRY_COMPARE(m_port->streams.size(), 2u);
        QVERIFY(m_port->streams[0]->open);
        m_port->streams[0]->receiver(batchAt(start + 1s));
        m_port->streams[1]->receiver(batchAt(start + 2s));
        QVERIFY(!m_port->streams[0]->open);
        QVERIFY(m_port->queries.isEmpty());
        QCOMPARE(m_store->received(), 3u);
    }

    void seamThatIsTooWideIsFetched()
    {
        make();
        need(m_one, SeriesWish::all({a}));
        QTRY_COMPARE(m_port->streams.size(), 1u);
        m_port->streams[0]->receiver(batchAt(start));
        need(m_one, SeriesWish::all({a, b}));
        QTRY_COMPARE(m_port->streams.size(), 2u);
        m_port->streams[1]->receiver(batchAt(start + 30s));
        QCOMPARE(m_port->queries.size(), 1);
        QCOMPARE(m_port->queries[0].columns, 0); // every sample
        QVERIFY(m_port->queries[0].range.from < start && m_port->queries[0].range.to == start + 30s);
    }

    void holeIsFetchedSampleBySampleAndAgainWhenItFails()
    {
        make();
        need(m_one, {{a, Resolution::raw()}, {b, Resolution::latest(1s)}});
        QTRY_COMPARE(m_port->streams.size(), 1u);
        auto batch = batchAt(start + 3h);
        batch.hole = true;
        batch.missing = {start, start + 2h + 1min};
        m_port->streams[0]->receiver(batch);
        QCOMPARE(m_port->queries.size(), 3);                      // an hour each
        QCOMPARE(m_port->queries[0].series, QList<SeriesKey>{a}); // of a figure the newest value is enough
        m_port->replies[0](QList<HistorySeries>{{a, 1s, {{start + 1s, 7, 7, 7, 7, 1}}}});
        QCOMPARE(m_store->sampleAt(a, start + 1s)->value, 7.0);
        m_port->replies[1](Error{Error::Code::PermissionDenied, {}}); // not to be had: stays a hole
        m_port->replies[2](Error{Error::Code::Unreachable, {}});
        QTRY_COMPARE_WITH_TIMEOUT(m_port->queries.size(), 4, 10'000);
        QCOMPARE(m_port->queries[3].range, m_port->queries[2].range);
    }

    /// An answer that was broken on the way comes whole the next time; one that is made wrong comes wrong thirty times over.
    void whatCannotBeReadIsAskedForThreeTimesAndNoMore()
    {
        FakeTelemetry port;
        SeriesStore store;
        HistoryFetcher fetcher(port, store);
        fetcher.fetchSamples(energy, {a}, {start, start + 1min});
        for (int tries = 1; tries <= 3; ++tries) {
            QTRY_COMPARE_WITH_TIMEOUT(int(port.queries.size()), tries, 10'000);
            if (tries == 3)
                QTest::ignoreMessage(
                    QtWarningMsg, QRegularExpression(QStringLiteral("^History is not asked for again after 3 attempts, 3 of")));
            port.replies[tries - 1](Error{Error::Code::Malformed, {}});
        }
    }
};

QTEST_GUILESS_MAIN(StreamManagerTest)
#include "tst_streammanager.moc"
