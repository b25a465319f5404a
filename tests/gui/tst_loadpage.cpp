// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/loadcontroller.h"
#include "models/stores/performancestore.h"
#include "pagepictures.h"
#include "sectordata.h"
#include "views/load/loadpage.h"
#include "views/plots/cursorlink.h"
#include "views/plots/timeplot.h"
#include "views/sector/plotgroup.h"
#include "views/shell/performanceoverlay.h"
#include "views/widgets/accessiblevalue.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

#include <cmath>

using namespace stanforis;
using namespace stanforis::test;

namespace {

SimulatedLoad tenThousand()
{
    SimulatedLoad load{10'000, 10, 10'000, 10, {}};
    const QStringList sectors{u"energy"_s,   u"health"_s,    u"finance"_s,    u"education"_s,
                              u"industry"_s, u"transport"_s, u"agriculture"_s};
    for (int i = 0; i < sectors.size(); ++i)
        load.shares.append({SectorId(sectors[i]), 10'000 * (i + 1) / 7 - 10'000 * i / 7});
    return load;
}

/// Remembers what was asked for; the test speaks for the platform.
struct Telemetry final : TelemetryPort
{
    Watch subscribe(const SectorId &, const QList<SeriesWish> &, Route,
                    std::function<void(const TelemetryBatch &)> receiver) override
    {
        streams.append(std::move(receiver));
        return std::make_unique<QObject>();
    }
    void history(QObject *, const HistoryQuery &query, Reply<QList<HistorySeries>>) override { queries.append(query); }

    QList<std::function<void(const TelemetryBatch &)>> streams;
    QList<HistoryQuery> queries;
};

PerformanceFigures someFigures()
{
    PerformanceFigures figures;
    figures.frames = {4200us, 11'300us, 19.8, 0, 99'870, 6100us, 18'400us};
    figures.residentBytes = 512ll << 20;
    return figures;
}

} // namespace

class TestLoadPage final : public QObject
{
    Q_OBJECT

    struct Desk
    {
        SectorData data;
        PerformanceStore performance;
        LoadPage page{{data.catalogue, data.health, data.store, performance, data.time}};

        void fill()
        {
            const SimulatedLoad load = tenThousand();
            page.setLoad(load);
            QList<SampleBlock> blocks;
            for (const SeriesKey &key : page.shownSeries()) {
                QList<Sample> samples;
                for (int i = 600; i >= 0; --i)
                    samples.append(
                        {data.clock.time - i * 100ms, 100 + 20 * std::sin((i + blocks.size() * 31) / 37.0), Quality::Good});
                blocks.append(SampleBlock::of(key, 100ms, samples));
            }
            data.store.append(blocks);
            data.time.setLive(1min);
            performance.setFigures(someFigures());
            page.setReceiving(10'000);
        }
    };

private Q_SLOTS:
    void pictures_data()
    {
        QTest::addColumn<int>("screen");
        QTest::addColumn<bool>("light");
        for (int screen = 0; screen < 3; ++screen) {
            QTest::addRow("%s-dark", screens[screen].name) << screen << false;
            QTest::addRow("%s-light", screens[screen].name) << screen << true;
        }
    }
    void pictures()
    {
        QFETCH(int, screen);
        QFETCH(bool, light);
        ThemeManager theme(qApp, light ? Variant::Light : Variant::Dark, screens[screen].density);
        Desk desk;
        desk.fill();
        show(desk.page, screens[screen]);
        QCOMPARE(desk.page.size(), screens[screen].page);
        QCOMPARE(namelessControls(desk.page), QStringList());
        keepPicture(desk.page, u"load-%1"_s.arg(QLatin1String(QTest::currentDataTag())));
    }

    void plotsZoomAndFollowTheZoneAndAreSaved()
    {
        ThemeManager theme(qApp);
        Desk desk;
        desk.fill();
        desk.page.plotGroup()->setProvenance([] { return Provenance{u"Norvane"_s, Mode::Simulation, {}}; });
        show(desk.page, screens[1]);
        auto *plot = child<TimePlot>(desk.page, u"load-plot-0"_s);
        const Duration before = plot->range().length();
        plot->setFocus();
        QTest::keyClick(plot, Qt::Key_Minus);
        QTRY_COMPARE(plot->range().length(), before * 2);
        QTest::keyClick(plot, Qt::Key_Plus);
        QTRY_COMPARE(plot->range().length(), before);
        desk.data.time.setZoneChoice(ZoneChoice::Utc);
        QCOMPARE(plot->zone(), QTimeZone::utc());
        QSignalSpy wanted(desk.page.plotGroup(), &PlotGroup::historyWanted);
        QTest::keyClick(plot, Qt::Key_O);
        QCOMPARE(desk.page.plotGroup()->detached(), 1);
        QCOMPARE(wanted.count(), 1);
        QTest::keyClick(plot, Qt::Key_O);
        QTest::keyClick(plot, Qt::Key_S);
        auto *menu = plot->findChild<QMenu *>(u"plot-save-menu"_s);
        QTRY_VERIFY(menu && menu->isVisible());
        menu->close();
        QVERIFY(desk.page.keys().size() > 10);
    }

    void whatWasLostIsFetchedForWhatIsDrawn()
    {
        struct Simulation final : SimulationPort
        {
            void load(QObject *, Reply<SimulatedLoad> reply) override { reply(tenThousand()); }
            void setLoad(QObject *, int, int, Reply<SimulatedLoad> reply) override { reply(tenThousand()); }
        };
        ThemeManager theme(qApp);
        Desk desk;
        Simulation simulation;
        Telemetry telemetry;
        LoadController controller(desk.page, {simulation, telemetry, desk.data.permissions}, desk.data.subscriptions,
                                  desk.data.store);
        controller.setShown(true);
        // Of one sector the person has a role: its series flow, and what came before is asked for where it is drawn.
        QCOMPARE(telemetry.streams.size(), 1);
        QCOMPARE(telemetry.queries.size(), 1);
        QList<SeriesKey> drawn = desk.page.shownSeries();
        drawn.removeIf([](const SeriesKey &key) { return !key.value.startsWith("energy/"_L1); });
        QVERIFY(!drawn.isEmpty());
        QCOMPARE(telemetry.queries.last().series, drawn);
        TelemetryBatch batch;
        batch.hole = true;
        batch.missing = {desk.data.clock.time - 20s, desk.data.clock.time - 10s};
        telemetry.streams.last()(batch);
        QCOMPARE(telemetry.queries.size(), 2);
        QCOMPARE(telemetry.queries.last().range, batch.missing);
        QCOMPARE(telemetry.queries.last().series, drawn);
    }

    void aNoteIsWrittenChangedAndTakenAway()
    {
        ThemeManager theme(qApp);
        Desk desk;
        desk.fill();
        show(desk.page, screens[1]);
        auto *plot = child<TimePlot>(desk.page, u"load-plot-0"_s);
        auto *other = child<TimePlot>(desk.page, u"load-plot-1"_s);
        plot->setFocus();
        QTest::keyClick(plot, Qt::Key_Left);
        QTest::keyClick(plot, Qt::Key_N);
        auto *text = child<QLineEdit>(desk.page, u"note-text"_s);
        QTRY_VERIFY(text && text->isVisible());
        QCOMPARE(namelessControls(desk.page), QStringList());
        text->insert(u"pump\u202e started"_s);
        keepPicture(desk.page, u"load-note-sheet"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(other->cursorLink()->notes().size(), 1);
        QCOMPARE(other->cursorLink()->notes().first().text, u"pump[U+202E] started"_s);
        QCOMPARE(qApp->focusWidget(), plot);
        keepPicture(desk.page, u"load-note"_s);
        QTest::keyClick(plot, Qt::Key_N);
        QCOMPARE(text->text(), u"pump[U+202E] started"_s);
        QTest::mouseClick(child<QPushButton>(desk.page, u"note-remove"_s), Qt::LeftButton);
        QVERIFY(other->cursorLink()->notes().isEmpty());
    }

    void keyboardAloneSetsTheLoad()
    {
        ThemeManager theme(qApp);
        Desk desk;
        SimulatedLoad none = tenThousand();
        none.series = 0;
        none.hertz = 1;
        for (LoadShare &share : none.shares)
            share.series = 0;
        desk.page.setLoad(none);
        show(desk.page, screens[1]);
        QSignalSpy asked(&desk.page, &LoadPage::loadRequested);
        desk.page.firstFocus()->setFocus();
        const auto type = [](const char *keys) {
            QTest::keyClick(qApp->focusWidget(), Qt::Key_A, Qt::ControlModifier);
            QTest::keyClicks(qApp->focusWidget(), QString::fromLatin1(keys));
        };
        type("10001");
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Tab);
        type("10");
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Return);
        QCOMPARE(asked.count(), 0);
        auto *series = child<QLineEdit>(desk.page, u"load-series"_s);
        QVERIFY(series->accessibleDescription().contains(u"10"_s));
        QCOMPARE(qApp->focusWidget(), series); // where it is wrong
        type("10 000");
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].toInt(), 10'000);
        QCOMPARE(asked[0][1].toInt(), 10);
        QStringList order;
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(qApp->focusWidget(), Qt::Key_Tab);
            order.append(qApp->focusWidget()->objectName());
        }
        QCOMPARE(order.first(), u"load-hertz"_s);
        QCOMPARE(order[1], u"load-set"_s);
        QVERIFY(order.contains(u"load-receive"_s));
        QSignalSpy receive(&desk.page, &LoadPage::receiveRequested);
        QTest::keyClick(child<QCheckBox>(desk.page, u"load-receive"_s), Qt::Key_Space);
        QCOMPARE(receive.count(), 1);
        QCOMPARE(receive[0][0].toBool(), false);
    }

    void twelveSeriesAreSpreadOverTheLoad()
    {
        ThemeManager theme(qApp);
        Desk desk;
        desk.fill();
        const QList<SeriesKey> shown = desk.page.shownSeries();
        QSet<QString> titles;
        QSet<QString> sectors;
        for (int place = 0; place < 12; ++place) {
            titles.insert(child<QWidget>(desk.page, u"load-plot-%1"_s.arg(place))->accessibleName());
            sectors.insert(shown.at(place).value.section(u'/', 0, 0));
        }
        QCOMPARE(titles.size(), 12);
        QCOMPARE(sectors.size(), 7);
    }

    void whoMayNotIsToldSo_data()
    {
        QTest::addColumn<Error::Code>("code");
        QTest::newRow("no trainer") << Error::Code::PermissionDenied;
        QTest::newRow("no simulation") << Error::Code::NotFound;
        QTest::newRow("out of reach") << Error::Code::Unreachable;
    }
    void whoMayNotIsToldSo()
    {
        QFETCH(Error::Code, code);
        ThemeManager theme(qApp);
        Desk desk;
        desk.page.setLoad(Error{code, {}});
        show(desk.page, screens[1]);
        QVERIFY(!child<QLineEdit>(desk.page, u"load-series"_s)->isVisible());
        auto *again = child<QAbstractButton>(desk.page, u"load-again"_s);
        QVERIFY(again->isVisible());
        QCOMPARE(desk.page.firstFocus(), again);
        QSignalSpy read(&desk.page, &LoadPage::readRequested);
        QTest::keyClick(again, Qt::Key_Space);
        QCOMPARE(read.count(), 1);
        keepPicture(desk.page, u"load-refused-%1"_s.arg(int(code)));
        desk.page.setLoad(tenThousand());
        QVERIFY(child<QLineEdit>(desk.page, u"load-series"_s)->isVisible());
    }

    void aFailureLaterLeavesThePlots()
    {
        ThemeManager theme(qApp);
        Desk desk;
        desk.fill();
        show(desk.page, screens[1]);
        desk.page.setLoad(Error{Error::Code::Unreachable, {}});
        QVERIFY(child<QWidget>(desk.page, u"load-plot-0"_s)->isVisible());
        QVERIFY(!child<QLabel>(desk.page, u"load-state"_s)->text().isEmpty());
    }

    void overlaySaysTheFiguresAsText()
    {
        ThemeManager theme(qApp);
        PerformanceStore store;
        QWidget window;
        window.resize(1024, 640);
        window.show();
        PerformanceOverlay overlay(store, &window);
        overlay.show();
        QVERIFY(accessibleValue(&overlay).contains(u"not known"_s));
        store.setFigures(someFigures());
        QVERIFY(accessibleValue(&overlay).contains(u"99"_s));
        QVERIFY(window.rect().contains(overlay.geometry()));
        keepPicture(window, u"overlay"_s);
        overlay.hide();
        const QString said = accessibleValue(&overlay);
        PerformanceFigures other = someFigures();
        other.frames.samplesPerSecond = 5;
        store.setFigures(other);
        QCOMPARE(accessibleValue(&overlay), said); // hidden costs nothing
    }
};

QTEST_MAIN(TestLoadPage)
#include "tst_loadpage.moc"
