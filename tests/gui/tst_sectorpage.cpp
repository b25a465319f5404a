// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagepictures.h"
#include "sectordata.h"
#include "views/plots/analyticalchart.h"
#include "views/plots/timeplot.h"
#include "views/sector/plotgroup.h"
#include "views/sector/regioncomparison.h"
#include "views/sector/plotpanel.h"
#include "views/sector/regionspanel.h"
#include "views/sector/sectorpage.h"
#include "views/widgets/segmentedcontrol.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTableView>

using namespace stanforis;
using namespace stanforis::test;

class TestSectorPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pictures_data()
    {
        QTest::addColumn<int>("screen");
        QTest::addColumn<bool>("light");
        QTest::addColumn<bool>("stretched");
        QTest::addColumn<bool>("lost");
        QTest::newRow("1366-dark") << 0 << false << false << false;
        QTest::newRow("1366-light-long") << 0 << true << true << false;
        QTest::newRow("1920-dark") << 1 << false << false << false;
        QTest::newRow("1920-dark-disconnected") << 1 << false << false << true;
        QTest::newRow("1920-light") << 1 << true << false << false;
        QTest::newRow("3840-dark") << 2 << false << false << false;
    }

    void pictures()
    {
        QFETCH(int, screen);
        QFETCH(bool, light);
        QFETCH(bool, stretched);
        QFETCH(bool, lost);
        ThemeManager theme(qApp, light ? Variant::Light : Variant::Dark, screens[screen].density);
        SectorData data(stretched);
        SectorPage page(data.catalogue, data.health, data.subscriptions, data.store, data.time);
        page.setSector(SectorId(u"energy"_s));
        if (lost) {
            data.clock.time += 252s;
            data.health.setStale(true);
            page.setDisconnected(true);
        }
        show(page, screens[screen]);
        QCOMPARE(page.size(), screens[screen].page);
        QCOMPARE(namelessControls(page), QStringList());
        keepPicture(page, u"sector-%1"_s.arg(QLatin1String(QTest::currentDataTag())));
    }

    void enterOpensTheService()
    {
        ThemeManager theme(qApp);
        SectorData data;
        SectorPage page(data.catalogue, data.health, data.subscriptions, data.store, data.time);
        page.setSector(SectorId(u"energy"_s));
        show(page, screens[1]);
        QSignalSpy opened(&page, &SectorPage::serviceRequested);
        auto *table = child<QTableView>(page, u"services-table"_s);
        QTest::keyClicks(child<QLineEdit>(page, u"services-filter"_s), u"origin"_s);
        QCOMPARE(table->model()->rowCount(), 1);
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().value<ServiceId>().value, u"guarantees-of-origin"_s);
        auto *row = child<QAbstractButton>(page, u"abnormal-grid-balancing"_s);
        QVERIFY(row);
        QTest::keyClick(row, Qt::Key_Return);
        QCOMPARE(opened.count(), 2);
    }

    void worstServiceIsOnTop()
    {
        SectorData data;
        SectorPage page(data.catalogue, data.health, data.subscriptions, data.store, data.time);
        page.setSector(SectorId(u"energy"_s));
        QCOMPARE(child<QTableView>(page, u"services-table"_s)->model()->index(0, 0).data().toString(), u"Grid Balancing"_s);
    }

    void wantsEachSeriesOnce()
    {
        SectorData data;
        SectorPage page(data.catalogue, data.health, data.subscriptions, data.store, data.time);
        QVERIFY(page.visibleSeries().isEmpty());
        QSignalSpy wanted(&page, &SectorPage::seriesWanted);
        page.setSector(SectorId(u"energy"_s));
        QCOMPARE(wanted.count(), 1);
        const QList<SeriesKey> series = page.visibleSeries();
        QCOMPARE(series.size(), 6 + 12 * 4);
        QCOMPARE(QSet<SeriesKey>(series.begin(), series.end()).size(), series.size());
    }

    void regionsAreCompared()
    {
        ThemeManager theme(qApp);
        SectorData data;
        data.addRegions(u"demand"_s, u"Demand"_s, u"MW"_s, true);
        data.addRegions(u"wind"_s, u"Wind share"_s, u"%"_s, false);
        SectorPage page(data.catalogue, data.health, data.subscriptions, data.store, data.time);
        page.setSector(SectorId(u"energy"_s));
        show(page, screens[1]);
        const qsizetype before = page.visibleSeries().size();
        QSignalSpy wanted(&page, &SectorPage::seriesWanted);
        auto *views = child<SegmentedControl>(page, u"regions-view"_s);
        QVERIFY(views);
        const auto segments = views->findChildren<QAbstractButton *>();
        QCOMPARE(segments.size(), 4);
        segments.at(0)->setFocus();
        QTest::keyClick(segments.at(0), Qt::Key_Right); // by keyboard
        auto *chart = child<AnalyticalChart>(page, u"regions-chart"_s);
        QTRY_VERIFY(chart && chart->isVisible());
        QVERIFY(wanted.count() >= 1);
        QCOMPARE(page.visibleSeries().size(), before + 10);
        QCOMPARE(chart->data().kind, AnalyticalKind::Boxes);
        QCOMPARE(chart->data().categories.size(), 10);
        const auto &parts = chart->data().parts;
        QCOMPARE(parts.size(), 5);
        for (int region = 0; region < 10; ++region) {
            for (int part = 1; part < 5; ++part)
                QVERIFY(parts.at(part).values.at(region) >= parts.at(part - 1).values.at(region));
        }
        QCOMPARE(namelessControls(page), QStringList());
        QTest::qWait(1); // the chart lays itself out, and what it showed before goes
        keepPicture(page, u"sector-regions-spread"_s);
        auto *choice = child<QComboBox>(page, u"regions-measure"_s);
        QCOMPARE(choice->count(), 2);
        QTest::mouseClick(segments.at(2), Qt::LeftButton);
        QCOMPARE(choice->count(), 1); // shares of a percentage mean nothing
        QCOMPARE(chart->data().kind, AnalyticalKind::Shares);
        QCOMPARE(chart->data().parts.size(), 6);
        for (qsizetype slot = 0; slot < chart->data().categories.size(); ++slot) {
            double whole = 0;
            for (const AnalyticalPart &part : chart->data().parts)
                whole += part.values.at(slot);
            QVERIFY(std::abs(whole - 100) < 1e-6);
        }
        QTest::qWait(1); // the chart lays itself out, and what it showed before goes
        keepPicture(page, u"sector-regions-shares"_s);
        QTest::mouseClick(segments.at(3), Qt::LeftButton);
        QCOMPARE(chart->data().kind, AnalyticalKind::Ranking);
        QVERIFY(std::ranges::is_sorted(chart->data().parts.first().values));
        QTest::qWait(1); // the chart lays itself out, and what it showed before goes
        keepPicture(page, u"sector-regions-ranking"_s);
        QTest::mouseClick(segments.at(0), Qt::LeftButton);
        QCOMPARE(page.visibleSeries().size(), before);
    }

    void regionsAreReadOnlyWhenSeenAndWhenItMakesADifference()
    {
        ThemeManager theme(qApp);
        SectorData data;
        data.addRegions(u"demand"_s, u"Demand"_s, u"MW"_s, true);
        const Sector *sector = data.catalogue.sector(SectorId(u"energy"_s));
        const SeriesKey first = regionMeasures(*sector).first().series.first();
        data.time.setLive(1h);
        RegionsPanel panel(data.store, data.time);
        panel.resize(520, 420);
        panel.setSector(sector);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        panel.setView(RegionsPanel::View::Spread);
        auto *chart = panel.findChild<AnalyticalChart *>(u"regions-chart"_s);
        const auto highest = [&] {
            panel.refresh();
            return chart->data().parts.last().values.first();
        };
        const auto goOn = [&](Duration by, double value) {
            data.clock.time += by;
            data.store.append({SampleBlock::of(first, 1s, {{data.clock.time - 500ms, value}})});
        };
        QTRY_VERIFY(!panel.visibleRegion().isEmpty());
        const double before = highest();
        goOn(2s, 5000);
        QCOMPARE(highest(), before); // a three-hundredth of an hour is twelve seconds
        goOn(11s, 6000);
        QCOMPARE(highest(), 6000.0);
        panel.setView(RegionsPanel::View::Ranking);
        goOn(1s, 7000);
        panel.refresh();
        QCOMPARE(chart->data().parts.first().values.last(), 7000.0); // the newest value does not wait
        panel.setView(RegionsPanel::View::Spread);
        panel.hide();
        goOn(20s, 8000);
        QCOMPARE(highest(), 7000.0);
        panel.show();
        QTRY_COMPARE(highest(), 8000.0);
        // What history brings does not wait either.
        data.store.fill({{first, 1s, {{data.clock.time - 10s, 9000, 9000, 9000, 9000, 1}}}});
        QCOMPARE(highest(), 9000.0);
    }

    void barsThatChangeLookAsIfTheyWereNew()
    {
        ThemeManager theme(qApp);
        AnalyticalData before{
            AnalyticalKind::Ranking, {u"A"_s, u"B"_s, u"C"_s}, {{u"Demand"_s, {10, 70, 90}}}, u"Region"_s, u"MW"_s, 0};
        AnalyticalData after = before;
        after.parts.first().values = {80, 30, 90}; // another order, the same axis
        AnalyticalChart changed, fresh;
        for (AnalyticalChart *chart : {&changed, &fresh}) {
            chart->resize(400, 260);
            chart->show();
            QVERIFY(QTest::qWaitForWindowExposed(chart));
        }
        changed.setData(before);
        const QImage old = changed.grab().toImage();
        changed.setData(after);
        fresh.setData(after);
        QCOMPARE(changed.data().categories, (QStringList{u"B"_s, u"A"_s, u"C"_s}));
        QTRY_VERIFY(changed.grab().toImage() == fresh.grab().toImage());
        QVERIFY(changed.grab().toImage() != old);
    }

    void fixedBoundsAreChecked()
    {
        ThemeManager theme(qApp);
        SectorData data;
        SectorPage page(data.catalogue, data.health, data.subscriptions, data.store, data.time);
        page.setSector(SectorId(u"energy"_s));
        show(page, screens[1]);
        data.time.setFixed({data.clock.time - 1h, data.clock.time});
        auto *to = child<QLineEdit>(page, u"time-to"_s);
        QVERIFY(to->isVisible());
        const TimeRange before = data.time.range();
        to->setText(u"2020-01-01 00:00"_s);
        QTest::keyClick(to, Qt::Key_Return);
        QCOMPARE(data.time.range(), before);
        QVERIFY(!to->accessibleDescription().isEmpty());
        child<QLineEdit>(page, u"time-from"_s)->setText(u"2026-11-20 10:00"_s);
        to->setText(u"2026-11-20 12:00"_s);
        QTest::keyClick(to, Qt::Key_Return);
        QCOMPARE(data.time.range().length(), Duration(2h));
    }

    void plotsTellHowMuchTheyDrawWhenTheirSizeHasSettled()
    {
        ThemeManager theme(qApp);
        SectorData data;
        SectorPage page(data.catalogue, data.health, data.subscriptions, data.store, data.time);
        page.setSector(SectorId(u"energy"_s));
        QSignalSpy changed(page.plotGroup(), &PlotGroup::drawnChanged);
        show(page, screens[1]);
        auto *panel = page.findChild<PlotPanel *>();
        const auto widest = [&page] {
            int widest = 0;
            for (const PlotPanel *one : page.findChildren<PlotPanel *>())
                widest = std::max(widest, one->isVisible() ? one->plot()->widthInPixels() : 0);
            return widest;
        };
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(page.plotGroup()->columns(), widest());
        for (int step = 1; step <= 20; ++step)
            page.resize(page.width() + 40, page.height());
        QTRY_COMPARE(changed.count(), 2);
        QCOMPARE(page.plotGroup()->columns(), widest());
        QVERIFY(page.plotGroup()->ownSpans().isEmpty());
        panel->setOwnRange(true);
        QCOMPARE(changed.count(), 3);
        QCOMPARE(page.plotGroup()->ownSpans().value(panel->shownSeries().first()), panel->shownRange().length());
    }
};

QTEST_MAIN(TestSectorPage)
#include "tst_sectorpage.moc"
