// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/seriesstore.h"
#include "tests/support/consolerig.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

/// Calls and streams of the console against the real simulator, and what happens when it goes away.
class TestLinkStreams : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_state;
    std::unique_ptr<SimulatorProcess> m_simulator;
    std::unique_ptr<ConsoleRig> m_rig;
    const SectorId m_sector{u"energy"_s};
    QList<SeriesKey> m_keys;

    [[nodiscard]] PlatformLink &link() { return *m_rig->link; }
    [[nodiscard]] Result<Sector> sector()
    {
        return await<Sector>([this](QObject *context, auto reply) { link().catalogue().sector(context, m_sector, reply); });
    }

private Q_SLOTS:
    void init()
    {
        m_simulator = std::make_unique<SimulatorProcess>();
        QVERIFY(m_simulator->start({u"--state"_s, m_state.path()}));
        m_rig = std::make_unique<ConsoleRig>();
        QVERIFY(m_rig->read(ConsoleRig::addressOf(*m_simulator)));
        m_rig->build(m_simulator->newCode());
        QVERIFY(m_rig->signIn(u"nv-48707314-maripuu"_s));
        const auto known = sector();
        QVERIFY2(known, known ? "" : qPrintable(known.error().detail));
        m_keys.clear();
        for (const auto &kpi : known->kpis)
            m_keys.append(kpi.key);
        QVERIFY(!m_keys.isEmpty());
    }
    void cleanup()
    {
        m_rig.reset();
        m_simulator.reset();
    }

    void valuesArriveOverGrpc()
    {
        QList<TelemetryBatch> batches;
        const auto watch = link().telemetry().subscribe(m_sector, SeriesWish::all(m_keys), TelemetryPort::Route::Preferred,
                                                        [&batches](const TelemetryBatch &batch) { batches.append(batch); });
        QTRY_VERIFY_WITH_TIMEOUT(batches.size() >= 3 && !batches.last().blocks.isEmpty(), 10'000);
        QVERIFY(batches.last().simulated);
        QVERIFY(link().transports().state(Transport::Grpc).carriesTelemetry);
        QVERIFY(!link().transports().state(Transport::WebSocket).carriesTelemetry);
        QCOMPARE(link().transports().state(Transport::Grpc).state, LinkState::Connected);
    }

    void valuesArriveOverTheUserChannel()
    {
        QList<TelemetryBatch> batches;
        auto watch = link().telemetry().subscribe(m_sector, SeriesWish::all(m_keys), TelemetryPort::Route::UserChannel,
                                                  [&batches](const TelemetryBatch &batch) { batches.append(batch); });
        QTRY_VERIFY_WITH_TIMEOUT(batches.size() >= 3, 10'000);
        QVERIFY(link().transports().state(Transport::WebSocket).carriesTelemetry);
        watch.reset();
        QVERIFY(!link().transports().state(Transport::WebSocket).carriesTelemetry);
        const auto count = batches.size();
        QTest::qWait(1500);
        QCOMPARE(batches.size(), count);
    }

    void theOtherWayIsTakenWhenGrpcIsCut()
    {
        auto reached = *m_rig->reached;
        reached.profile.grpcEndpoint = u"127.0.0.1:1"_s; // nobody listens there
        PlatformLink cut(reached, *m_rig->trust, *m_rig->http, m_rig->session->tokens(), m_rig->session->signer(),
                         m_rig->clock);
        cut.setCredential(m_rig->workstation->credential());
        cut.setSignedIn(true);
        QList<TelemetryBatch> batches;
        const auto watch = cut.telemetry().subscribe(m_sector, SeriesWish::all(m_keys), TelemetryPort::Route::Preferred,
                                                     [&batches](const TelemetryBatch &batch) { batches.append(batch); });
        QTRY_VERIFY_WITH_TIMEOUT(batches.size() >= 2, 10'000);
        QVERIFY(cut.transports().state(Transport::WebSocket).carriesTelemetry);
        QCOMPARE(cut.transports().state(Transport::Grpc).state, LinkState::Waiting);
        const auto sectors =
            await<QList<SectorSummary>>([&cut](QObject *context, auto reply) { cut.catalogue().sectors(context, reply); });
        QVERIFY(sectors);
        QVERIFY(sectors->size() >= 7);
    }

    void watchesTellTheirFirstState()
    {
        std::optional<SubscriptionEvent> event;
        std::optional<HealthUpdate> health;
        const auto subscriptions = link().subscriptions().watch([&event](const SubscriptionEvent &told) {
            if (!event)
                event = told;
        });
        const auto services = link().health().watch(m_sector, [&health](const HealthUpdate &told) {
            if (!health)
                health = told;
        });
        QTRY_VERIFY_WITH_TIMEOUT(event && health, 10'000);
        QVERIFY(event->replacesAll);
        QVERIFY(!event->mine.isEmpty());
        QVERIFY(!health->services.isEmpty());
    }

    void sectorThatIsNotSubscribedToGivesNothing()
    {
        const auto refused = await<Sector>(
            [this](QObject *context, auto reply) { link().catalogue().sector(context, SectorId(u"finance"_s), reply); });
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::PermissionDenied);
    }

    void historyIsThere()
    {
        const auto now = m_rig->clock.now();
        const HistoryQuery query{m_sector, m_keys, {now - std::chrono::minutes(10), now}, 100};
        const auto history =
            await<QList<HistorySeries>>([&](QObject *context, auto reply) { link().telemetry().history(context, query, reply); });
        QVERIFY2(history, history ? "" : qPrintable(history.error().detail));
        QCOMPARE(history->size(), m_keys.size());
        QVERIFY(!history->first().columns.isEmpty());
    }

    void comesBackAfterTheSimulatorWasKilled()
    {
        QList<TelemetryBatch> batches;
        const auto watch = link().telemetry().subscribe(m_sector, SeriesWish::all(m_keys), TelemetryPort::Route::Preferred,
                                                        [&batches](const TelemetryBatch &batch) { batches.append(batch); });
        QTRY_VERIFY_WITH_TIMEOUT(batches.size() >= 3, 10'000);
        const auto port = QString::number(m_simulator->address().port());
        const auto grpcPort = m_rig->reached->profile.grpcEndpoint.section(u':', -1);
        m_simulator->kill();
        QTRY_VERIFY_WITH_TIMEOUT(link().transports().state(Transport::WebSocket).state == LinkState::Waiting, 5000);
        batches.clear();
        m_simulator = std::make_unique<SimulatorProcess>();
        QVERIFY(m_simulator->start({u"--state"_s, m_state.path(), u"--port"_s, port, u"--grpc-port"_s, grpcPort}));
        QTRY_VERIFY_WITH_TIMEOUT(batches.size() >= 2, 15'000);
        QVERIFY(batches.first().hole);
        QCOMPARE(m_rig->session->state(), SessionState::Active);
    }

    void streamGoesOnWhenItsTokenRunsOut()
    {
        m_rig.reset();
        m_simulator = std::make_unique<SimulatorProcess>();
        QVERIFY(m_simulator->start({u"--state"_s, m_state.path(), u"--token-lifetime"_s, u"8"_s}));
        m_rig = std::make_unique<ConsoleRig>();
        QVERIFY(m_rig->read(ConsoleRig::addressOf(*m_simulator)));
        m_rig->build(m_simulator->newCode());
        QVERIFY(m_rig->signIn(u"nv-48707314-maripuu"_s));
        SeriesStore store;
        auto watch = link().telemetry().subscribe(m_sector, SeriesWish::all(m_keys), TelemetryPort::Route::Preferred,
                                                  [&store](const TelemetryBatch &batch) { store.append(batch.blocks); });
        QSignalSpy broke(watch.get(), SIGNAL(broke(stanforis::Error)));
        const SeriesKey key = m_keys.first();
        QTRY_VERIFY_WITH_TIMEOUT(store.lastSample(key), 10'000);
        const Instant first = store.lastSample(key)->time;
        // The platform ends the stream with the token; the next token resumes it where it ended.
        QTRY_VERIFY_WITH_TIMEOUT(!broke.isEmpty(), 15'000);
        QCOMPARE(broke.first().first().value<Error>().code, Error::Code::Unauthenticated);
        const Instant ended = store.lastSample(key)->time;
        QTRY_VERIFY_WITH_TIMEOUT(store.lastSample(key)->time > ended + std::chrono::seconds(2), 15'000);
        const Instant last = store.lastSample(key)->time;
        quint32 held = 0;
        for (const Column &column : store.columns(key, {first, last + Duration{1}}, 1))
            held += column.time >= first ? column.count : 0;
        QCOMPARE(held, quint32((last - first) / std::chrono::seconds(1)) + 1); // one a second, none lost
    }

    void destroyingAWatchNeverHoldsUpTheWindow()
    {
        std::vector<Watch> watches;
        for (int i = 0; i < 20; ++i)
            watches.push_back(link().telemetry().subscribe(m_sector, SeriesWish::all(m_keys), TelemetryPort::Route::Preferred,
                                                           [](const TelemetryBatch &) {}));
        QTest::qWait(500);
        for (auto &watch : watches) {
            QElapsedTimer timer;
            timer.start();
            watch.reset();
            QVERIFY2(timer.elapsed() < 10, qPrintable(QString::number(timer.elapsed())));
        }
    }

    /// Last: the state folder stays without the subscription.
    void streamEndsAtOnceWhenTheSubscriptionIsWithdrawn()
    {
        int batches = 0;
        auto watch = link().telemetry().subscribe(m_sector, SeriesWish::all(m_keys), TelemetryPort::Route::Preferred,
                                                  [&batches](const TelemetryBatch &) { ++batches; });
        QSignalSpy broke(watch.get(), SIGNAL(broke(stanforis::Error)));
        QTRY_VERIFY_WITH_TIMEOUT(batches >= 2, 10'000);
        std::optional<SubscriptionEvent> event;
        const auto subscriptions = link().subscriptions().watch([&event](const SubscriptionEvent &told) {
            if (!event)
                event = told;
        });
        QTRY_VERIFY_WITH_TIMEOUT(event, 10'000);
        const auto mine = std::ranges::find_if(event->mine, [this](const Subscription &one) { return one.sector == m_sector; });
        QVERIFY(mine != event->mine.end());
        const auto withdrawn =
            await<Subscription>([&](QObject *context, auto reply) { link().subscriptions().withdraw(context, mine->id, reply); });
        QVERIFY2(withdrawn, withdrawn ? "" : qPrintable(withdrawn.error().detail));
        QTRY_VERIFY_WITH_TIMEOUT(!broke.isEmpty(), 3000);
        QCOMPARE(broke.first().first().value<Error>().code, Error::Code::PermissionDenied);
        const int atTheEnd = batches;
        QTRY_VERIFY_WITH_TIMEOUT(broke.size() >= 2, 10'000); // it asks again after its pause and is refused
        QCOMPARE(batches, atTheEnd);
        QVERIFY(!link().transports().state(Transport::Grpc).carriesTelemetry);
    }
};

QTEST_GUILESS_MAIN(TestLinkStreams)
#include "tst_linkstreams.moc"
