// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/catalogue/catalogue.h"
#include "app/platform/state/wire.h"
#include "app/platform/telemetry/historystore.h"
#include "app/platform/telemetry/recenthistory.h"
#include "app/platform/telemetry/telemetrymethods.h"
#include "app/simulator/load/loadsource.h"
#include "app/simulator/load/simulationmethods.h"
#include "stanforis/simulation/v1/simulation.pb.h"
#include "tests/support/platformfakes.h"

#include <QTest>

#include <cmath>

using namespace stanforis;
using namespace stanforis::testing;
using namespace Qt::StringLiterals;

class TestLoadSource : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Catalogue> m_catalogue = Catalogue::load().value();
    SystemClock m_clock;

    [[nodiscard]] static telemetry::v1::HistoryRequest historyOf(const char *key)
    {
        telemetry::v1::HistoryRequest request;
        request.set_sector_id("energy");
        request.add_series_keys(key);
        request.set_from_us(0);
        request.set_to_us(std::numeric_limits<qint64>::max());
        request.set_columns(1);
        return request;
    }

private Q_SLOTS:
    void everySeriesTicksAtItsRate()
    {
        LoadSource source(*m_catalogue, m_clock);
        QVERIFY(source.set({700, 10}));
        QTRY_VERIFY_WITH_TIMEOUT(source.hub().sequence() >= 3, 5000);
        const Tick &tick = *source.hub().recent().back().tick;
        QCOMPARE(toMicroseconds(tick.time) % 100'000, 0);
        QCOMPARE(std::count_if(tick.values.begin(), tick.values.end(), [](double value) { return std::isfinite(value); }), 700);
        QCOMPARE(source.directory().interval(), Duration(100'000));
        const int last = source.directory().find(u"industry/load/99"_s);
        QVERIFY(last >= 0 && std::isfinite(tick.values[size_t(last)]));
    }

    void sharesAddUp_data()
    {
        QTest::addColumn<int>("series");
        for (const int series : {0, 1, 6, 7, 12, 9999, 10'000})
            QTest::addRow("%d", series) << series;
    }
    void sharesAddUp()
    {
        QFETCH(int, series);
        LoadSource source(*m_catalogue, m_clock);
        QVERIFY(source.set({series, 1}));
        int total = 0;
        for (const auto &sector : source.directory().sectors()) {
            const auto span = source.directory().span(sector);
            QVERIFY(source.share(sector) <= span.end - span.first);
            total += source.share(sector);
        }
        QCOMPARE(total, series);
    }

    void whatIsTooMuchChangesNothing()
    {
        LoadSource source(*m_catalogue, m_clock);
        QVERIFY(source.set({70, 5}));
        for (const LoadSource::Load load : {LoadSource::Load{10'001, 1}, {-1, 1}, {1, 0}, {1, 11}})
            QCOMPARE(source.set(load).error().code, Error::Code::Invalid);
        QCOMPARE(source.load(), (LoadSource::Load{70, 5}));
    }

    void theHubIsTheHistory()
    {
        LoadSource source(*m_catalogue, m_clock);
        QVERIFY(source.set({7, 10}));
        QTRY_VERIFY_WITH_TIMEOUT(source.hub().sequence() >= 2, 5000);
        const auto answer = recentHistory(source.hub(), historyOf("energy/load/0"));
        QVERIFY(answer);
        QCOMPARE(answer->series(0).count(0), source.hub().recent().size());
        QCOMPARE(recentHistory(source.hub(), historyOf("energy/load/5"))->series(0).count_size(), 0); // silent
        QCOMPARE(recentHistory(source.hub(), historyOf("energy/load/99999")).error().code, Error::Code::NotFound);
        QCOMPARE(recentHistory(source.hub(), historyOf("health/load/0")).error().code, Error::Code::PermissionDenied);
    }

    void anotherRateIsAnnouncedToStreamsThatRun()
    {
        LoadSource source(*m_catalogue, m_clock);
        const SeriesDirectory nation(*m_catalogue);
        TelemetryHub hub(nation, u"test"_s, m_clock);
        const auto history = HistoryStore::open(nation, {}).value();
        Methods methods;
        addTelemetryMethods(methods, hub, *history, &source.hub());
        telemetry::v1::SubscribeRequest request;
        request.set_sector_id("energy");
        request.add_series_keys("energy/load/0");
        const Caller caller = callerNamed("maret", "energy");
        KeepingSink sink;
        QVERIFY(source.set({7, 5}));
        const auto stream =
            methods["/stanforis.telemetry.v1.Telemetry/Subscribe"].stream(&caller, serializeMessage(request), &sink);
        QVERIFY(stream);
        const auto announced = [&sink](qint64 interval) {
            return std::any_of(sink.messages.begin(), sink.messages.end(), [interval](const QByteArray &message) {
                const auto frame = parseMessage<telemetry::v1::Frame>(message);
                return frame->announcements_size() == 1 && frame->announcements(0).interval_us() == interval;
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(announced(200'000), 5000);
        QVERIFY(source.set({7, 10}));
        QTRY_VERIFY_WITH_TIMEOUT(announced(100'000), 5000);
        request.add_series_keys("energy/grid-balancing/demand"); // of another source
        const auto mixed =
            methods["/stanforis.telemetry.v1.Telemetry/Subscribe"].stream(&caller, serializeMessage(request), &sink);
        QCOMPARE(mixed.error().code, Error::Code::Invalid);
    }

    void onlyTrainersSeeAndSetIt()
    {
        LoadSource source(*m_catalogue, m_clock);
        Methods methods;
        addSimulationMethods(methods, source);
        simulation::v1::SetLoadRequest request;
        request.set_series(14);
        request.set_hertz(2);
        Caller caller = callerNamed("liis");
        const auto &set = methods["/stanforis.simulation.v1.Simulation/SetLoad"];
        const auto &get = methods["/stanforis.simulation.v1.Simulation/GetLoad"];
        QCOMPARE(set.unary(&caller, serializeMessage(request)).error().code, Error::Code::PermissionDenied);
        QCOMPARE(get.unary(&caller, {}).error().code, Error::Code::PermissionDenied);
        QCOMPARE(source.load().series, 0);
        caller.roles = {RoleId(u"trainer"_s)};
        const auto answer = set.unary(&caller, serializeMessage(request));
        QVERIFY(answer);
        const auto load = parseMessage<simulation::v1::Load>(*answer);
        QCOMPARE(load->series(), 14u);
        QCOMPARE(load->most_series(), 10'000u);
        QCOMPARE(load->shares_size(), 7);
        QCOMPARE(load->shares(0).series(), 2u);
        request.set_series(4'000'000'000u);
        QCOMPARE(set.unary(&caller, serializeMessage(request)).error().code, Error::Code::Invalid);
    }
};

QTEST_GUILESS_MAIN(TestLoadSource)
#include "tst_loadsource.moc"
