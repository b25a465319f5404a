// SPDX-License-Identifier: GPL-3.0-or-later
// The plots of a page on the whole screen, to be read from afar.
#include "gallery.h"
#include "pagepictures.h"
#include "pagesupport.h"
#include "sectordata.h"
#include "views/microservice/microservicepage.h"
#include "views/plots/timeplot.h"
#include "views/sector/plotgroup.h"
#include "views/sector/sectorpage.h"
#include "views/shell/lockscreen.h"
#include "views/shell/mainwindow.h"
#include "views/shell/shortcutsdialog.h"
#include "views/wall/wallfoot.h"
#include "views/wall/wallgrid.h"
#include "views/wall/wallheader.h"
#include "views/wall/walltile.h"
#include "views/wall/wallview.h"
#include "views/widgets/accessiblevalue.h"
#include "views/widgets/dates.h"
#include "views/widgets/modeframe.h"

#include <QBuffer>
#include <QLabel>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSvgGenerator>

#include <memory>

using namespace stanforis;
using namespace stanforis::test;

namespace {

constexpr double largeScreen = 0.565; // 98 inch, 3840x2160
constexpr QSize fourK(3840, 2160), fullHd(1920, 1080);

/// A window with a page of the sector, whose wall can be opened.
struct Rig
{
    enum class Shown { Sector, Service, Nothing };

    explicit Rig(Shown shown = Shown::Sector, bool stretched = false)
        : data(stretched)
    {
        fillShell(window, true);
        if (shown == Shown::Sector) {
            auto *sector = new SectorPage(data.catalogue, data.health, data.subscriptions, data.store, data.time);
            sector->setSector(SectorId(u"energy"_s));
            page = sector;
        } else if (shown == Shown::Service) {
            auto *service =
                new MicroservicePage(data.catalogue, data.health, data.subscriptions, data.permissions, data.store, data.time);
            service->setService(SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s));
            page = service;
        }
        window.setPage(page ? static_cast<QWidget *>(page) : new QWidget);
        window.resize(fullHd);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        if (page)
            page->refresh();
    }

    /// As on a screen of that size and pitch.
    WallView *open(QSize screen = fourK, double pitch = largeScreen)
    {
        QTest::keyClick(&window, Qt::Key_F11);
        auto *view = window.findChild<WallView *>(u"wall-view"_s);
        if (!view)
            return nullptr;
        window.resize(screen);
        QCoreApplication::sendPostedEvents();
        view->setPitch(pitch);
        QCoreApplication::sendPostedEvents();
        window.setClock(Dates::moment(data.clock.now()));
        window.refreshWall();
        return view;
    }

    [[nodiscard]] const WallHeadline &headline() const { return window.findChild<WallHeader *>()->headline(); }
    [[nodiscard]] QList<WallTile *> tilesInView() const
    {
        QList<WallTile *> tiles = window.findChildren<WallTile *>();
        tiles.removeIf([](const WallTile *tile) { return !tile->isVisible(); });
        return tiles;
    }

    SectorData data;
    MainWindow window;
    Page *page = nullptr;
};

/// Heights of all fonts that a widget paints with, by itself.
QList<int> fontHeights(QWidget *widget)
{
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    QSvgGenerator drawing;
    drawing.setOutputDevice(&file);
    drawing.setSize(widget->size());
    {
        QPainter painter(&drawing);
        widget->render(&painter, {}, {}, QWidget::DrawWindowBackground);
    }
    QList<int> heights;
    static const QRegularExpression text(u"<text[^>]*font-size=\"(\\d+)\""_s, QRegularExpression::DotMatchesEverythingOption);
    auto found = text.globalMatch(QString::fromUtf8(file.data()));
    while (found.hasNext())
        heights.append(found.next().captured(1).toInt());
    return heights;
}

} // namespace

class WallViewTest final : public QObject
{
    Q_OBJECT

private:
    ThemeManager *m_theme = nullptr;

private Q_SLOTS:
    void initTestCase() { m_theme = new ThemeManager(qApp); }

    void screenfulsAreFilledEvenly()
    {
        const QSize tile(1000, 600);
        const auto grids = [&tile](int tiles, QSize room) { return wallGrids(tiles, room, tile, 30); };
        QCOMPARE(grids(4, {3700, 1600}), (QList<WallGrid>{{4, 2, 2}}));
        QCOMPARE(grids(3, {2100, 1600}), (QList<WallGrid>{{3, 2, 2}}));
        QCOMPARE(grids(2, {3700, 1600}), (QList<WallGrid>{{2, 2, 1}}));
        QCOMPARE(grids(2, {2100, 1600}), (QList<WallGrid>{{2, 1, 2}}));
        QCOMPARE(grids(5, {2100, 1600}), (QList<WallGrid>{{2, 1, 2}, {3, 2, 2}}));
        QCOMPARE(grids(12, {2100, 1600}).size(), 3);
        QCOMPARE(grids(2, {300, 200}), (QList<WallGrid>{{1, 1, 1}, {1, 1, 1}})); // no tile fits
        QVERIFY(grids(0, {2100, 1600}).isEmpty());
        const QRect room(40, 200, 2100, 1601);
        const WallGrid grid{4, 2, 2};
        QCOMPARE(grid.place(0, room, 30).topLeft(), room.topLeft());
        QCOMPARE(grid.place(3, room, 30).bottomRight(), room.bottomRight());
        QCOMPARE(grid.place(1, room, 30).left() - grid.place(0, room, 30).right() - 1, 30);
    }

    void pictures_data()
    {
        QTest::addColumn<QSize>("screen");
        QTest::addColumn<double>("pitch");
        QTest::addColumn<bool>("light");
        QTest::addColumn<bool>("service");
        QTest::addColumn<bool>("lost");
        QTest::addColumn<bool>("pseudo");
        QTest::addColumn<bool>("mirrored");
        QTest::newRow("3840-dark") << fourK << largeScreen << false << false << false << false << false;
        QTest::newRow("3840-light") << fourK << largeScreen << true << false << false << false << false;
        QTest::newRow("3840-dark-service") << fourK << largeScreen << false << true << false << false << false;
        QTest::newRow("3840-dark-lost") << fourK << largeScreen << false << false << true << false << false;
        QTest::newRow("3840-light-pseudo") << fourK << largeScreen << true << false << false << true << false;
        QTest::newRow("3840-dark-mirrored") << fourK << largeScreen << false << false << false << false << true;
        QTest::newRow("3840-light-service") << fourK << largeScreen << true << true << false << false << false;
        QTest::newRow("1920-dark-large") << fullHd << 2 * largeScreen << false << false << false << false << false;
        QTest::newRow("1920-light-desk") << fullHd << 0.277 << true << false << false << false << false;
    }

    /// From 6 m.
    void pictures()
    {
        QFETCH(QSize, screen);
        QFETCH(double, pitch);
        QFETCH(bool, light);
        QFETCH(bool, service);
        QFETCH(bool, lost);
        QFETCH(bool, pseudo);
        QFETCH(bool, mirrored);
        m_theme->setVariant(light ? Variant::Light : Variant::Dark);
        PseudoTranslator translator;
        if (pseudo)
            QCoreApplication::installTranslator(&translator);
        if (mirrored)
            QApplication::setLayoutDirection(Qt::RightToLeft);
        {
            Rig rig(service ? Rig::Shown::Service : Rig::Shown::Sector, pseudo);
            if (lost) {
                rig.data.clock.time += 252s;
                rig.page->setDisconnected(true);
                fillShell(rig.window, false);
            }
            WallView *view = rig.open(screen, pitch);
            QVERIFY(view && view->isVisible());
            QCOMPARE(rig.window.size(), screen);
            QVERIFY(!rig.tilesInView().isEmpty());
            for (const WallTile *tile : rig.tilesInView()) {
                QVERIFY(view->rect().contains(tile->geometry()));
                QVERIFY(tile->width() >= WallTile::smallest(Theme::of(view)).width());
                QVERIFY(tile->height() >= WallTile::smallest(Theme::of(view)).height());
                QVERIFY(tile->plot()->plotArea().height() >= 2 * Theme::of(view).lineHeight(TypeRole::Caption));
            }
            keepPicture(rig.window, u"wall-%1"_s.arg(QLatin1String(QTest::currentDataTag())));
        }
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QCoreApplication::removeTranslator(&translator);
        m_theme->setVariant(Variant::Dark);
    }

    /// NUREG-0700: 16 minutes of arc, which is a font of 72 pixels here.
    void everyTextCanBeReadFromSixMetres()
    {
        Rig rig;
        WallView *view = rig.open();
        QVERIFY(view);
        const int smallest = smallestFont(ViewingDistance::ofMillimetres(6000), largeScreen);
        QCOMPARE(smallest, 72);
        QList<QWidget *> painters{view->findChild<WallHeader *>(), view->findChild<WallFoot *>()};
        for (WallTile *tile : rig.tilesInView())
            painters.append(tile);
        QCOMPARE(painters.size(), 6);
        for (QWidget *painter : painters) {
            const QList<int> heights = fontHeights(painter);
            QVERIFY(!heights.isEmpty());
            QVERIFY2(*std::ranges::min_element(heights) >= smallest, painter->metaObject()->className());
        }
        // Plots paint ready pictures of their words; all of these are in a font of the theme that holds there.
        for (const WallTile *tile : rig.tilesInView()) {
            const Theme theme = Theme::of(tile->plot());
            QCOMPARE(theme.density(), Density::Wall);
            for (int role = 0; role <= int(TypeRole::Code); ++role)
                QVERIFY(theme.font(TypeRole(role)).pixelSize() >= smallest);
        }
        QVERIFY(view->findChildren<QLabel *>().isEmpty()); // those would take their font from the style sheet
    }

    void f11ShowsThePlotsAndEscapeGoesBack()
    {
        Rig rig;
        QWidget *before = QApplication::focusWidget();
        WallView *view = rig.open();
        QVERIFY(view && view->isVisible());
        QVERIFY(!rig.page->isVisible());
        QCOMPARE(QApplication::focusWidget(), view);
        QCOMPARE(rig.tilesInView().size(), 4);
        QCOMPARE(rig.headline().place, u"Energy"_s);
        QCOMPARE(rig.headline().clock, Dates::moment(rig.data.clock.now()));
        QTest::keyClick(view, Qt::Key_Escape);
        QVERIFY(!view->isVisible());
        QVERIFY(!rig.window.isFullScreen());
        QVERIFY(rig.page->isVisible());
        QCOMPARE(QApplication::focusWidget(), before);
        QVERIFY(rig.window.findChildren<WallTile *>().isEmpty()); // nothing is left that could be painted
        QVERIFY(!rig.window.refreshWall() && !rig.window.followWall());
        QTest::keyClick(&rig.window, Qt::Key_F11);
        QVERIFY(view->isVisible());
        QTest::keyClick(&rig.window, Qt::Key_F11);
        QVERIFY(!view->isVisible());
    }

    void aPageWithoutPlotsUsesTheWholeScreenAsItIs()
    {
        Rig rig(Rig::Shown::Nothing);
        QTest::keyClick(&rig.window, Qt::Key_F11);
        QVERIFY(rig.window.isFullScreen());
        QVERIFY(!rig.window.findChild<WallView *>());
        QTest::keyClick(&rig.window, Qt::Key_F11);
        QVERIFY(!rig.window.isFullScreen());
    }

    void theWindowIsGivenBackAsItWas()
    {
        Rig rig;
        QTest::keyClick(&rig.window, Qt::Key_F11);
        QVERIFY(rig.window.isFullScreen());
        LockState lock;
        lock.shown = true;
        rig.window.setLock(lock);
        QVERIFY(rig.window.isFullScreen()); // nothing jumps about while work is covered
        rig.window.setLock({});
        QTest::keyClick(rig.window.findChild<WallView *>(), Qt::Key_Escape);
        QVERIFY(!rig.window.isFullScreen());
        rig.window.showMaximized();
        QTest::keyClick(&rig.window, Qt::Key_F11);
        QVERIFY(rig.window.isFullScreen());
        QTest::keyClick(&rig.window, Qt::Key_F11);
        QVERIFY(rig.window.isMaximized() && !rig.window.isFullScreen());
    }

    void anotherPageEndsIt()
    {
        Rig rig;
        WallView *view = rig.open();
        rig.window.setPage(new QWidget);
        QVERIFY(!view->isVisible());
        QVERIFY(!rig.window.isFullScreen());
    }

    void theLockCoversIt()
    {
        Rig rig;
        WallView *view = rig.open();
        LockState lock;
        lock.shown = true;
        lock.title = u"Locked"_s;
        rig.window.setLock(lock);
        QVERIFY(!view->isVisible());
        QVERIFY(rig.window.findChildren<WallTile *>().isEmpty()); // nor is anything told to a screen reader
        QVERIFY(rig.window.findChild<LockScreen *>()->isVisible());
        QTest::keyClick(&rig.window, Qt::Key_F11);
        QVERIFY(!view->isVisible());
        rig.window.setLock({});
        QVERIFY(view->isVisible());
        QCOMPARE(QApplication::focusWidget(), view);
        // Who leaves from the lock leaves no wall to the next person.
        rig.window.setLock(lock);
        rig.window.setChromeVisible(false);
        rig.window.setLock({});
        QVERIFY(!view->isVisible());
    }

    void theDistanceIsChangedByKeysAndTold()
    {
        Rig rig;
        WallView *view = rig.open();
        QSignalSpy asked(&rig.window, &MainWindow::viewingDistanceRequested);
        QCOMPARE(Theme::of(view).font(TypeRole::Caption).pixelSize(), 72);
        QCOMPARE(rig.headline().note, QString());
        QTest::keyClick(view, Qt::Key_Minus);
        QTest::keyClick(view, Qt::Key_Minus);
        QCOMPARE(Theme::of(view).font(TypeRole::Caption).pixelSize(), 60);
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked.last().first().value<ViewingDistance>().millimetres(), 5000);
        QCOMPARE(rig.headline().note, u"Read from 5\u00A0m"_s);
        QTest::keyClick(view, Qt::Key_Plus);
        QCOMPARE(rig.headline().note, u"Read from 5.5\u00A0m"_s);
        for (int press = 0; press < 20; ++press)
            QTest::keyClick(view, Qt::Key_Minus);
        QCOMPARE(view->distance().millimetres(), 1000);
        QCOMPARE(asked.size(), 3 + 9); // the last ones change nothing
        // It is kept for the next time.
        QTest::keyClick(view, Qt::Key_Escape);
        QTest::keyClick(&rig.window, Qt::Key_F11);
        QCOMPARE(view->distance().millimetres(), 1000);
        rig.window.setViewingDistance(ViewingDistance::ofMillimetres(8000));
        QCOMPARE(view->distance().millimetres(), 8000);
    }

    void itFollowsTheThemeOfTheApplication()
    {
        Rig rig;
        WallView *view = rig.open();
        const ModeFrame *frame = ModeFrame::of(&rig.window);
        QCOMPARE(Theme::of(frame).stroke().modeFrame, qRound(12 * 72 / 60.0));
        m_theme->setVariant(Variant::Light);
        for (const QWidget *part : {static_cast<const QWidget *>(view), static_cast<const QWidget *>(frame),
                                    static_cast<const QWidget *>(rig.tilesInView().first()->plot())}) {
            QCOMPARE(Theme::of(part).variant(), Variant::Light);
            QCOMPARE(Theme::of(part).density(), Density::Wall);
        }
        QCOMPARE(Theme::of(rig.page).density(), Density::Desk);
        QTest::keyClick(view, Qt::Key_Escape);
        QCOMPARE(Theme::of(frame), Theme::of(nullptr));
        m_theme->setVariant(Variant::Dark);
    }

    void aScreenTooSmallSaysFromHowFarItIsRead()
    {
        Rig rig;
        WallView *view = rig.open(fullHd, 0.277);
        QCOMPARE(rig.tilesInView().size(), 1);
        QCOMPARE(rig.headline().screenful, u"1 of 4"_s);
        const int font = Theme::of(view).font(TypeRole::Caption).pixelSize();
        QVERIFY(font < smallestFont(view->distance(), 0.277));
        QCOMPARE(rig.headline().note,
                 u"Read from up to %1\u00A0m"_s.arg(farthestFor(font, 0.277).millimetres() / 1000.0, 0, 'g', 2));
    }

    void arrowsTurnToTheOtherPlots()
    {
        Rig rig;
        WallView *view = rig.open(fullHd, 0.277);
        const WallTile *first = rig.tilesInView().first();
        QTest::keyClick(view, Qt::Key_Right);
        QCOMPARE(view->screenful(), 1);
        QCOMPARE(rig.tilesInView().size(), 1);
        QVERIFY(rig.tilesInView().first() != first);
        QTest::keyClick(view, Qt::Key_Left);
        QTest::keyClick(view, Qt::Key_Left);
        QCOMPARE(view->screenful(), 3);
        QCOMPARE(rig.headline().screenful, u"4 of 4"_s);
    }

    void theyTurnByThemselves()
    {
        Rig rig;
        WallView *view = rig.open(fullHd, 0.277);
        QCOMPARE(rig.headline().note.isEmpty(), false);
        view->setDwell(50ms);
        QTRY_VERIFY(view->screenful() > 0);
        QTest::keyClick(view, Qt::Key_Escape);
        const int last = view->screenful();
        QTest::qWait(120);
        QCOMPARE(view->screenful(), last); // not while it is hidden
    }

    void whatStopsComingIsToldToBeOld()
    {
        Rig rig;
        rig.open();
        QVERIFY(!rig.headline().isOld);
        QCOMPARE(rig.headline().age, u"Data 0.0\u00A0s old"_s);
        rig.data.clock.time += 12s;
        rig.window.refreshWall();
        QVERIFY(rig.headline().isOld);
        QCOMPARE(rig.headline().age, u"No data for 12\u00A0s"_s);
        for (WallTile *tile : rig.tilesInView())
            QVERIFY2(accessibleValue(tile).contains(u"12\u00A0s old"_s), qPrintable(accessibleValue(tile)));
        rig.page->setDisconnected(true);
        rig.window.refreshWall();
        QCOMPARE(rig.headline().age, u"Connection lost, data 12\u00A0s old"_s);
    }

    void newSamplesAreShown()
    {
        Rig rig;
        rig.open();
        WallTile *tile = rig.tilesInView().first();
        const SeriesKey series = tile->plot()->series().first().key;
        rig.data.clock.time += 1s;
        rig.data.store.append({SampleBlock::of(series, 1s, {{rig.data.clock.time, 50.123, Quality::Good}})});
        QVERIFY(rig.window.followWall());
        QCOMPARE(tile->plot()->range().to >= rig.data.clock.time, true);
        QVERIFY(rig.window.refreshWall());
        QVERIFY2(accessibleValue(tile).contains(u"50.123"_s), qPrintable(accessibleValue(tile)));
    }

    /// A page of a smaller window has asked history for fewer columns than a wall draws.
    void historyIsWantedAsFineAsTheWallDraws()
    {
        Rig rig;
        const PlotGroup &group = *static_cast<SectorPage *>(rig.page)->plotGroup();
        QSignalSpy changed(&group, &PlotGroup::drawnChanged);
        QTRY_COMPARE(changed.size(), 1); // what the page draws
        const int onThePage = group.columns();
        WallView *view = rig.open();
        int widest = 0;
        for (WallTile *tile : rig.tilesInView())
            widest = std::max(widest, tile->plot()->widthInPixels());
        QVERIFY(widest > onThePage);
        QVERIFY(group.columns() >= widest);
        QTRY_COMPARE(changed.size(), 2);
        QTest::keyClick(view, Qt::Key_Escape);
        rig.window.resize(fullHd);
        QCoreApplication::sendPostedEvents();
        QTRY_COMPARE(group.columns(), onThePage);
        QTRY_COMPARE(changed.size(), 3);
    }

    void thePaletteLeadsToItWherePlotsAre()
    {
        for (const Rig::Shown shown : {Rig::Shown::Service, Rig::Shown::Nothing}) {
            Rig rig(shown);
            QTest::keyClick(&rig.window, Qt::Key_K, Qt::ControlModifier);
            auto *field = rig.window.findChild<QLineEdit *>(u"paletteField"_s);
            QTest::keyClicks(field, u"whole screen"_s);
            QTest::keyClick(field, Qt::Key_Return);
            const auto *view = rig.window.findChild<WallView *>();
            QCOMPARE(view && view->isVisible(), shown == Rig::Shown::Service);
            if (view)
                QCOMPARE(QApplication::focusWidget(), view);
        }
    }

    void f1ListsItsKeys()
    {
        Rig rig;
        rig.open();
        QTest::keyClick(&rig.window, Qt::Key_F1);
        auto *dialog = rig.window.findChild<ShortcutsDialog *>();
        QVERIFY(dialog);
        QStringList texts;
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY(texts.contains(u"Read from farther away, from nearer"_s));
        dialog->close();
    }
};

QTEST_MAIN(WallViewTest)
#include "tst_wallview.moc"
