// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagepictures.h"
#include "sectordata.h"
#include "views/microservice/latencydistribution.h"
#include "views/microservice/microservicepage.h"
#include "views/plots/gauge.h"
#include "views/widgets/accessiblevalue.h"
#include "views/plots/dependencygraph.h"

#include <QSignalSpy>
#include <QTableView>

#include <numeric>

using namespace stanforis;
using namespace stanforis::test;

namespace {

Inspection inspection(Instant now)
{
    Inspection inspection;
    const LogLine::Level levels[] = {LogLine::Level::Info, LogLine::Level::Info, LogLine::Level::Warn, LogLine::Level::Info,
                                     LogLine::Level::Error};
    for (int line = 0; line < 40; ++line)
        inspection.log.append(
            {now - std::chrono::milliseconds(9000 - 211 * line), levels[line % 5], u"b%1"_s.arg(line % 3),
             u"set-point accepted id=SP-%1 plant=HT2 power=120MW took=%2ms"_s.arg(5500 + line).arg(20 + line * 7 % 90)});
    inspection.slowest.id = u"E2E-55102-81"_s;
    inspection.slowest.start = now - 10s;
    inspection.slowest.spans = {
        {u"POST /set-points"_s, 0, 0ms, 1412ms, Severity::Normal}, {u"accept"_s, 1, 4ms, 1392ms, Severity::Normal},
        {u"verify token"_s, 2, 10ms, 16ms, Severity::Normal},      {u"metering"_s, 2, 60ms, 1204ms, Severity::Low},
        {u"read profile"_s, 3, 75ms, 1150ms, Severity::Low},       {u"commit"_s, 2, 1290ms, 31ms, Severity::Normal}};
    inspection.message.standard = u"IEC 60870-5-104"_s;
    inspection.message.fields = {{u"TypeID"_s, u"C_SE_NC_1"_s, true},
                                 {u"COT"_s, u"activation"_s, true},
                                 {u"IOA"_s, u"4711"_s, true},
                                 {u"Value"_s, u"120.0"_s, true},
                                 {u"QOS"_s, u"select"_s, false}};
    inspection.message.valid = false;
    inspection.message.verdict = u"Not valid: QOS must be execute after a select."_s;
    inspection.message.raw = u"68 0E 4E 14 7C 00 32 01 06 00"_s;
    return inspection;
}

} // namespace

class TestMicroservicePage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pictures_data()
    {
        QTest::addColumn<int>("screen");
        QTest::addColumn<bool>("light");
        QTest::addColumn<bool>("stretched");
        QTest::newRow("1366-light-long") << 0 << true << true;
        QTest::newRow("1366-dark") << 0 << false << false;
        QTest::newRow("1920-dark") << 1 << false << false;
        QTest::newRow("3840-dark") << 2 << false << false;
    }

    void pictures()
    {
        QFETCH(int, screen);
        QFETCH(bool, light);
        QFETCH(bool, stretched);
        ThemeManager theme(qApp, light ? Variant::Light : Variant::Dark, screens[screen].density);
        SectorData data(stretched);
        MicroservicePage page(data.catalogue, data.health, data.subscriptions, data.permissions, data.store, data.time);
        page.setService(SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s));
        page.showInspection(inspection(data.clock.time));
        show(page, screens[screen]);
        QCOMPARE(page.size(), screens[screen].page);
        QCOMPARE(namelessControls(page), QStringList());
        keepPicture(page, u"microservice-%1"_s.arg(QLatin1String(QTest::currentDataTag())));
    }

    void pagesThatThePlatformRefusesAreNotOffered()
    {
        ThemeManager theme(qApp);
        SectorData data;
        Sector sector = *data.catalogue.sector(SectorId(u"energy"_s));
        sector.services.first().pages.first().roles = {RoleId(u"approver"_s), RoleId(u"auditor"_s)};
        data.catalogue.setSector(sector);
        MicroservicePage page(data.catalogue, data.health, data.subscriptions, data.permissions, data.store, data.time);
        page.setService(SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s));
        show(page, screens[1]);
        QVERIFY(!child<QAbstractButton>(page, u"page-reserve-call"_s)); // this person operates
        QVERIFY(child<QAbstractButton>(page, u"page-frequency-limit"_s));
        Subscription mine = data.subscriptions.mine().first();
        mine.role = RoleId(u"auditor"_s);
        data.subscriptions.replace({mine}, {});
        QVERIFY(child<QAbstractButton>(page, u"page-reserve-call"_s));
    }

    void pagesAndNodesOpen()
    {
        ThemeManager theme(qApp);
        SectorData data;
        MicroservicePage page(data.catalogue, data.health, data.subscriptions, data.permissions, data.store, data.time);
        QSignalSpy asked(&page, &MicroservicePage::inspectRequested);
        page.setService(SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s));
        QCOMPARE(asked.count(), 1);
        show(page, screens[1]);
        QSignalSpy opened(&page, &MicroservicePage::pageRequested);
        auto *button = child<QAbstractButton>(page, u"page-reserve-call"_s);
        QVERIFY(button);
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(opened.first().first().value<PageId>().value, u"reserve-call"_s);
        QSignalSpy services(&page, &MicroservicePage::serviceRequested);
        Q_EMIT child<DependencyGraph>(page, u"dependency-graph"_s)->nodeActivated(u"energy/metering-data-hub"_s);
        QCOMPARE(services.count(), 1);
        Q_EMIT child<DependencyGraph>(page, u"dependency-graph"_s)->nodeActivated(u"health/patient-registry"_s);
        QCOMPARE(services.count(), 1); // no role there
    }

    void theHighestLatencyHasAClass()
    {
        SeriesStore store;
        const SeriesKey latency = key(u"energy/grid-balancing/p95"_s);
        const Instant start = fromMicroseconds(1'795'350'000'000'000);
        // A day of samples each second: too many to read one by one, and the peak is not the last of its column.
        QList<Sample> samples;
        for (int second = 0; second < 86'400; ++second)
            samples.append({start + std::chrono::seconds(second), second == 40'001 ? 900.0 : 100.0 + second % 7, Quality::Good});
        store.append({SampleBlock::of(latency, 1s, samples)});
        const auto day = latencyDistribution(store, latency, {start, start + 24h});
        QVERIFY(!day.isExact);
        QVERIFY(day.data.parts.first().values.last() > 0);
        QVERIFY(std::abs(std::accumulate(day.data.parts.first().values.cbegin(), day.data.parts.first().values.cend(), 0.0) -
                         86'400) < 1);
        const auto hour = latencyDistribution(store, latency, {start + 11h, start + 12h});
        QVERIFY(hour.isExact);
        QCOMPARE(hour.data.parts.first().values.last(), 1.0);
    }

    void theGaugeTellsItsValue()
    {
        ThemeManager theme(qApp);
        SectorData data;
        MicroservicePage page(data.catalogue, data.health, data.subscriptions, data.permissions, data.store, data.time);
        page.setService(SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s));
        show(page, screens[1]);
        auto *gauge = child<Gauge>(page, u"saturation-gauge"_s);
        QVERIFY(gauge && gauge->isVisible());
        QCOMPARE(gauge->accessibleName(), u"Saturation"_s);
        QVERIFY2(accessibleValue(gauge).contains(u'%'), qPrintable(accessibleValue(gauge)));
        PlotSeries measure{{}, u"Saturation"_s, u"%"_s, 0};
        measure.limit = PlotLimit{90, Severity::Medium, LimitSide::Above, u"Alarm at 90 %"_s};
        const auto marked = [&] {
            const QImage image = gauge->grab().toImage();
            int pixels = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    pixels += image.pixelColor(x, y) == Theme::of(gauge).severity(Severity::Medium).edge;
            }
            return pixels;
        };
        gauge->setMeasure(measure, 0, 100);
        gauge->setValue(50);
        const int limitAlone = marked();
        gauge->setValue(95);
        QVERIFY(marked() > limitAlone);
        QVERIFY(accessibleValue(gauge).contains("beyond its limit: Alarm at 90 %"_L1));
        gauge->setDataState(DataState::Disconnected);
        QCOMPARE(marked(), 0);
        gauge->setValue({});
        QVERIFY(accessibleValue(gauge).contains("no value"_L1));
    }

    void pauseHoldsTheLogBack()
    {
        ThemeManager theme(qApp);
        SectorData data;
        MicroservicePage page(data.catalogue, data.health, data.subscriptions, data.permissions, data.store, data.time);
        page.setService(SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s));
        page.showInspection(inspection(data.clock.time));
        auto *table = child<QTableView>(page, u"log-table"_s);
        QCOMPARE(table->model()->rowCount(), 40);
        auto *pause = child<QAbstractButton>(page, u"log-pause"_s);
        pause->click();
        page.showInspection(inspection(data.clock.time + 60s));
        QCOMPARE(table->model()->rowCount(), 40);
        pause->click();
        QCOMPARE(table->model()->rowCount(), 80);
        child<QLineEdit>(page, u"log-filter"_s)->setText(u"level>=error"_s);
        QCOMPARE(table->model()->rowCount(), 16);
    }
};

QTEST_MAIN(TestMicroservicePage)
#include "tst_microservicepage.moc"
