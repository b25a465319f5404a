// SPDX-License-Identifier: GPL-3.0-or-later
// The range of time on the pages that follow it: the control in words and keys, and pages with a minute and a day in view.
#include "pagepictures.h"
#include "pagesupport.h"
#include "sectordata.h"
#include "views/microservice/microservicepage.h"
#include "views/plots/timeplot.h"
#include "views/sector/sectorpage.h"
#include "views/sector/timecontrol.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/dates.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QToolButton>

using namespace stanforis;
using namespace stanforis::test;

namespace {

/// A day before the hour that SectorData has, as history gives it.
void addDay(SectorData &data)
{
    QList<HistorySeries> history;
    for (const Microservice &service : data.catalogue.sector(SectorId(u"energy"_s))->services) {
        for (const Measure &measure : service.measures) {
            const auto last = data.store.lastSample(measure.key);
            HistorySeries one{measure.key, 1s, {}};
            QRandomGenerator random(uint(qHash(measure.key)));
            const double mean = last ? last->value : 100;
            const double spread = std::abs(mean) * (measure.unit == u"Hz"_s ? 0.0005 : 0.03);
            for (int column = 2000; column > 0; --column) {
                const double day = std::sin(column / 2000.0 * 6.283) * spread;
                const double middle = mean + day + (random.generateDouble() - 0.5) * spread;
                one.columns.append({data.clock.time - 1h - column * 41'400ms, middle - spread / 3, middle + spread / 3, middle,
                                    middle + spread / 9, 41, Quality::Good});
            }
            history.append(one);
        }
    }
    data.store.fill(history);
}

struct Stage
{
    explicit Stage(const Screen &screen = screens[1])
        : page(data.catalogue, data.health, data.subscriptions, data.store, data.time)
    {
        page.setSector(SectorId(u"energy"_s));
        test::show(page, screen);
    }
    template <class Widget>
    [[nodiscard]] Widget *part(const QString &name) const
    {
        return child<Widget>(page, name);
    }
    void commit(const QString &from, const QString &to)
    {
        part<QLineEdit>(u"time-from"_s)->setText(from);
        part<QLineEdit>(u"time-to"_s)->setText(to);
        QTest::keyClick(part<QLineEdit>(u"time-to"_s), Qt::Key_Return);
    }

    SectorData data;
    SectorPage page;
};

} // namespace

class TestTimePages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<ThemeManager>(qApp); }
    void cleanupTestCase() { m_theme.reset(); }

    void pictures_data()
    {
        QTest::addColumn<int>("screen");
        QTest::addColumn<bool>("light");
        QTest::addColumn<int>("minutes");
        for (int screen = 0; screen < 3; ++screen) {
            for (const bool light : {false, true}) {
                for (const int minutes : {1, 24 * 60})
                    QTest::addRow("%s-%s-%s", screens[screen].name, light ? "light" : "dark", minutes == 1 ? "1min" : "24h")
                        << screen << light << minutes;
            }
        }
    }

    void pictures()
    {
        QFETCH(int, screen);
        QFETCH(bool, light);
        QFETCH(int, minutes);
        m_theme->setVariant(light ? Variant::Light : Variant::Dark);
        m_theme->setDensity(screens[screen].density);
        SectorData data;
        addDay(data);
        data.time.setLive(std::chrono::minutes(minutes));
        SectorPage sector(data.catalogue, data.health, data.subscriptions, data.store, data.time);
        sector.setSector(SectorId(u"energy"_s));
        test::show(sector, screens[screen]);
        QCOMPARE(sector.size(), screens[screen].page);
        QCOMPARE(namelessControls(sector), QStringList());
        keepPicture(sector, u"time-sector-%1"_s.arg(QLatin1String(QTest::currentDataTag())));
        MicroservicePage service(data.catalogue, data.health, data.subscriptions, data.permissions, data.store, data.time);
        service.setService(SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s));
        test::show(service, screens[screen]);
        QCOMPARE(service.size(), screens[screen].page);
        keepPicture(service, u"time-service-%1"_s.arg(QLatin1String(QTest::currentDataTag())));
    }

    void nothingOfTheControlIsClipped_data()
    {
        QTest::addColumn<int>("screen");
        QTest::addColumn<QString>("range");
        for (int screen = 0; screen < 2; ++screen) {
            for (const QString &range : {u"now-15m"_s, u"now-24h"_s, u"2026-11-21T10:00:07Z/PT2H"_s, u"now-1h/h"_s})
                QTest::addRow("%s %s", screens[screen].name, qPrintable(range)) << screen << range;
        }
    }

    void nothingOfTheControlIsClipped()
    {
        QFETCH(int, screen);
        QFETCH(QString, range);
        m_theme->setDensity(screens[screen].density);
        PseudoTranslator pseudo;
        QVERIFY(QCoreApplication::installTranslator(&pseudo));
        {
            Stage stage(screens[screen]);
            const auto parsed = TimeSelection::parse(range, stage.data.time.now(), stage.data.time.zone());
            QVERIFY(std::holds_alternative<TimeSelection>(parsed));
            stage.data.time.select(std::get<TimeSelection>(parsed));
            QCoreApplication::sendPostedEvents();
            const auto *control = stage.page.findChild<TimeControl *>();
            QCOMPARE(clipped(control), QStringList());
            QCOMPARE(unnamed(control).filter(u"time-"_s), QStringList());
            QVERIFY(stage.page.rect().contains(QRect(control->mapTo(&stage.page, QPoint()), control->size())));
            keepPicture(stage.page,
                        u"time-pseudo-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag()).left(14).replace(u'/', u'_')));
        }
        QCoreApplication::removeTranslator(&pseudo);
    }

    void fieldsReadExpressions()
    {
        Stage stage;
        stage.data.time.setFixed({stage.data.clock.time - 1h, stage.data.clock.time});
        stage.commit(u"now-2h"_s, u"now-1h"_s);
        QCOMPARE(stage.data.time.range(), (TimeRange{stage.data.clock.time - 2h, stage.data.clock.time - 1h}));
        QCOMPARE(stage.part<QLineEdit>(u"time-from"_s)->text(), u"now-2h"_s); // what was written stays
        stage.data.clock.time += 10min;
        QCOMPARE(stage.data.time.range().to, stage.data.clock.time - 1h);
        stage.commit(u"now-30m"_s, u"now"_s);
        QCOMPARE(stage.data.time.selection().window(), std::optional(Duration(30min)));
        QVERIFY(!stage.part<QLineEdit>(u"time-from"_s)->isVisible());
    }

    void whatIsWrongIsSaidBesideTheField()
    {
        Stage stage;
        stage.data.time.setFixed({stage.data.clock.time - 1h, stage.data.clock.time});
        const TimeRange before = stage.data.time.range();
        auto *from = stage.part<QLineEdit>(u"time-from"_s);
        stage.commit(u"now-1H"_s, u"now"_s);
        QCOMPARE(stage.data.time.range(), before);
        QVERIFY(from->property("invalid").toBool());
        QVERIFY(from->accessibleDescription().contains(u"-1H"_s));
        QCOMPARE(stage.part<TextLabel>(u"time-said"_s)->text(), from->accessibleDescription());
        stage.page.refresh(); // stays until it is put right
        QCOMPARE(stage.part<TextLabel>(u"time-said"_s)->text(), from->accessibleDescription());
        stage.commit(u"now-1h"_s, u"now-10m"_s);
        QVERIFY(!from->property("invalid").toBool());
    }

    void rangesAreGoneBackToByKeyAndButton()
    {
        Stage stage;
        stage.data.time.setLive(1h);
        stage.data.time.setLive(24h);
        QTest::keyClick(&stage.page, Qt::Key_Comma, Qt::AltModifier);
        QCOMPARE(stage.data.time.window(), Duration(1h));
        QTest::keyClick(&stage.page, Qt::Key_BracketRight, Qt::AltModifier);
        QCOMPARE(stage.data.time.window(), Duration(24h));
        QTest::mouseClick(stage.part<QToolButton>(u"time-back"_s), Qt::LeftButton);
        QCOMPARE(stage.data.time.window(), Duration(1h));
        QVERIFY(stage.part<QToolButton>(u"time-forward"_s)->isEnabled());
    }

    void aRangeIsCopiedAndPasted()
    {
        Stage stage;
        const TimeRange range{stage.data.clock.time - 3h, stage.data.clock.time - 2h};
        stage.data.time.setFixed(range);
        QTest::keyClick(&stage.page, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY2(QGuiApplication::clipboard()->text().contains(u"Z/2026-"_s), qPrintable(QGuiApplication::clipboard()->text()));
        stage.data.time.setLive(5min);
        QTest::keyClick(&stage.page, Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(stage.data.time.range(), range);
        QGuiApplication::clipboard()->setText(u"<b>lunch</b>"_s);
        QTest::keyClick(&stage.page, Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(stage.data.time.range(), range);
        QVERIFY(stage.part<TextLabel>(u"time-said"_s)->text().contains(u"lunch"_s));
        QTest::keyClick(&stage.page, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(stage.data.time.window(), Duration(5min));
    }

    void oneChoiceOfZoneIsForControlAndPlots()
    {
        Stage stage;
        stage.data.time.setPlatformZone(QTimeZone("Asia/Kathmandu"));
        QCOMPARE(stage.part<QPushButton>(u"time-zone"_s)->text(), u"UTC+5:45"_s);
        const auto *plot = stage.part<TimePlot>(u"sector-plot-0"_s);
        QCOMPARE(plot->zone(), QTimeZone("Asia/Kathmandu"));
        stage.data.time.setZoneChoice(ZoneChoice::Utc);
        QCOMPARE(stage.part<QPushButton>(u"time-zone"_s)->text(), u"UTC"_s);
        QCOMPARE(plot->zone(), QTimeZone::utc());
    }

    void daysBeginAndTimesAreToldInTheZone()
    {
        const Instant evening = fromMicroseconds(1795350720LL * 1'000'000); // 2026-11-22 12:32 UTC
        Dates::setZone(QTimeZone("Pacific/Kiritimati"));                    // UTC+14: the next day there
        QCOMPARE(Dates::clock(evening), u"02:32 UTC+14"_s);
        QCOMPARE(Dates::day(evening), u"23 Nov 2026"_s);
        QCOMPARE(Dates::startOf(QDate(2026, 11, 23)), evening - 2h - 32min);
        Dates::setZone(QTimeZone::utc());
        QCOMPARE(Dates::when(evening, evening), u"today 12:32 UTC"_s);
        Dates::setZone(QTimeZone::systemTimeZone());
    }

    void aMinuteAndADayAreAmongTheWindows()
    {
        Stage stage;
        auto *windows = stage.part<QComboBox>(u"time-window"_s);
        QVERIFY(windows->findText(u"Last 1 min"_s) >= 0);
        QVERIFY(windows->findText(u"Last 24 h"_s) >= 0);
        stage.data.time.setLive(42min); // from the wheel
        QCOMPARE(windows->currentText(), u"Last 42 min"_s);
    }

    void allKeysAreInTheHelp()
    {
        Stage stage;
        QStringList keys;
        for (const KeyHelp &key : stage.page.keys())
            keys.append(key.keys);
        QVERIFY(keys.contains(u"M"_s) && keys.contains(u"Alt+, or Alt+["_s) && keys.contains(u"Ctrl+Shift+C"_s));
    }

private:
    std::unique_ptr<ThemeManager> m_theme;
};

QTEST_MAIN(TestTimePages)
#include "tst_timepages.moc"
