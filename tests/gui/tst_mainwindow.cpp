// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/gallery.h"
#include "views/shell/commandpalette.h"
#include "views/shell/connectionbanner.h"
#include "views/shell/identitychip.h"
#include "views/shell/mainwindow.h"
#include "views/shell/rail.h"
#include "views/shell/shortcutsdialog.h"
#include "views/shell/topbar.h"
#include "views/widgets/thememanager.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace stanforis;

class MainWindowTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MainWindow> m_window;

private Q_SLOTS:
    void initTestCase() { new ThemeManager(qApp); }

    void init()
    {
        m_window = std::make_unique<MainWindow>();
        fillShell(*m_window, true);
        m_window->setPage(new QWidget);
        m_window->resize(1920, 1080);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void itSaysWhenItIsSeenFirst()
    {
        MainWindow window;
        QSignalSpy shown(&window, &MainWindow::shown);
        QEvent request(QEvent::UpdateRequest);
        QCoreApplication::sendEvent(&window, &request); // of a window that the display does not show yet
        QCoreApplication::processEvents();
        QCOMPARE(shown.size(), 0);
        window.show();
        QTRY_COMPARE(shown.size(), 1);
        window.repaint();
        QCoreApplication::processEvents();
        QCOMPARE(shown.size(), 1);
    }

    void ctrlKGoesToAPlaceByPartOfItsName()
    {
        QSignalSpy asked(m_window.get(), &MainWindow::navigateRequested);
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *field = m_window->findChild<QLineEdit *>(u"paletteField"_s);
        QCOMPARE(QApplication::focusWidget(), field);
        QTest::keyClicks(field, u"bal grid"_s);
        QCOMPARE(m_window->findChild<QListWidget *>(u"paletteList"_s)->count(), 1);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toString(), u"stanforis://sector/energy/service/grid-balancing"_s);
        QVERIFY(!m_window->findChild<CommandPalette *>()->isVisible());
    }

    void ctrlKAlsoDoesThings()
    {
        QSignalSpy asked(m_window.get(), &MainWindow::actionRequested);
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *field = m_window->findChild<QLineEdit *>(u"paletteField"_s);
        QTest::keyClicks(field, u"sign out"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(asked.first().first().toString(), u"sign-out"_s);
    }

    void escapeLeavesThePalette()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *palette = m_window->findChild<CommandPalette *>();
        QVERIFY(palette->isVisible());
        QTest::keyClick(m_window->findChild<QLineEdit *>(u"paletteField"_s), Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
    }

    void altLeftGoesBack()
    {
        QSignalSpy back(m_window.get(), &MainWindow::backRequested);
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(back.size(), 1);
    }

    void f1ShowsTheKeysOfThePage()
    {
        m_window->setPageShortcuts({{u"T"_s, u"Show the figures as a table"_s}});
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        auto *dialog = m_window->findChild<ShortcutsDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->mode().mode, Mode::Simulation);
        dialog->close();
    }

    void theRailLeadsAndIsNamed()
    {
        QSignalSpy asked(m_window.get(), &MainWindow::navigateRequested);
        auto *finance = m_window->findChild<QAbstractButton *>(u"stanforis://sector/finance"_s);
        QVERIFY(finance);
        QVERIFY(finance->accessibleName().contains(u"Finance"_s));
        QVERIFY(finance->accessibleName().contains(u"Low"_s));
        finance->click();
        QCOMPARE(asked.first().first().toString(), u"stanforis://sector/finance"_s);
        QVERIFY(finance->accessibleDescription().isEmpty()); // only the page that opens changes the place
        m_window->setCurrentLink(u"stanforis://sector/finance/service/x"_s);
        QVERIFY(!finance->accessibleDescription().isEmpty());
    }

    void tabReachesEveryControlOfTheFrame()
    {
        QList<QWidget *> expected = {m_window->findChild<QWidget *>(u"paletteOpener"_s), m_window->findChild<IdentityChip *>(),
                                     m_window->findChild<QWidget *>(u"stanforis://entry"_s),
                                     m_window->findChild<QWidget *>(u"stanforis://sector/transport"_s),
                                     m_window->findChild<QWidget *>(u"newestCondition"_s)};
        expected.first()->setFocus(Qt::TabFocusReason);
        QList<QWidget *> met{QApplication::focusWidget()};
        for (int i = 0; i < 14; ++i) {
            QTest::keyClick(m_window.get(), Qt::Key_Tab);
            met.append(QApplication::focusWidget());
        }
        qsizetype before = -1;
        for (QWidget *control : std::as_const(expected)) {
            QVERIFY2(met.indexOf(control) > before, qPrintable(control->objectName()));
            QVERIFY(!control->accessibleName().isEmpty());
            before = met.indexOf(control);
        }
    }

    void theNewestConditionOpens()
    {
        QSignalSpy asked(m_window.get(), &MainWindow::navigateRequested);
        m_window->findChild<QAbstractButton *>(u"newestCondition"_s)->click();
        QCOMPARE(asked.first().first().toString(), u"stanforis://sector/energy/service/grid-balancing"_s);
    }

    void aLostConnectionIsSaidAndCanBeTriedAgain()
    {
        auto *banner = m_window->findChild<ConnectionBanner *>();
        QVERIFY(!banner->isVisible());
        fillShell(*m_window, false);
        QVERIFY(banner->isVisible());
        QVERIFY(banner->accessibleName().contains(u"14:27:55 UTC+2"_s));
        QSignalSpy asked(m_window.get(), &MainWindow::tryNowRequested);
        banner->findChild<QPushButton *>()->click();
        QCOMPARE(asked.size(), 1);
    }

    void narrowWindowsCollapseTheRailAndAskForCompact()
    {
        QSignalSpy asked(m_window.get(), &MainWindow::densityRequested);
        m_window->resize(1366, 768);
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<Density>(), Density::Compact);
        QVERIFY(m_window->findChild<Rail *>()->isCollapsed());
        QCOMPARE(m_window->size(), QSize(1366, 768));
    }

    void lowWindowsAskForCompactAndKeepTheRail()
    {
        m_window->resize(1920, 1080);
        QSignalSpy asked(m_window.get(), &MainWindow::densityRequested);
        m_window->resize(1600, 900);
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<Density>(), Density::Compact);
        QVERIFY(!m_window->findChild<Rail *>()->isCollapsed());
    }

    void aWindowIsDressedOnceThoughItIsMadeLargerWhileItOpens()
    {
        MainWindow window;
        QSignalSpy asked(&window, &MainWindow::densityRequested);
        QSignalSpy shown(&window, &MainWindow::shown);
        window.resize(1366, 768);
        QResizeEvent small(window.size(), {}); // as it arrives when a window opens, before the window manager fills the screen
        QCoreApplication::sendEvent(&window, &small);
        QCoreApplication::processEvents();
        window.resize(1920, 1080);
        window.show();
        QTRY_COMPARE(shown.size(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(asked.size(), 0);
    }

    void aWindowThatOpensSmallAsksForCompact()
    {
        MainWindow window;
        QSignalSpy asked(&window, &MainWindow::densityRequested);
        window.resize(1366, 768);
        window.show();
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<Density>(), Density::Compact);
    }

    void aChosenDensityIsKeptAtAnySize()
    {
        QSignalSpy asked(m_window.get(), &MainWindow::densityRequested);
        m_window->setChosenDensity(Density::Desk);
        m_window->resize(1366, 768);
        QCoreApplication::processEvents();
        QCOMPARE(asked.size(), 0);
        QSignalSpy chosen(m_window.get(), &MainWindow::densityChosen);
        auto *chip = m_window->findChild<IdentityChip *>();
        Q_EMIT chip->densityRequested(std::nullopt);
        QCOMPARE(chosen.size(), 1);
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<Density>(), Density::Compact);
    }

    void howFastTheConsoleIsIsForWhoIsSignedIn()
    {
        QSignalSpy asked(m_window.get(), &MainWindow::actionRequested);
        const auto press = [this] { QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier); };
        press();
        QCOMPARE(asked.size(), 1);
        LockState lock;
        lock.shown = true;
        m_window->setLock(lock);
        press();
        QCOMPARE(asked.size(), 1);
        m_window->setLock({});
        press();
        QCOMPARE(asked.size(), 2);
        m_window->setChromeVisible(false); // signed out
        press();
        QCOMPARE(asked.size(), 2);
    }

    void signedOutThereIsNoChrome()
    {
        m_window->setChromeVisible(false);
        QVERIFY(!m_window->findChild<Rail *>()->isVisible());
        QVERIFY(!m_window->findChild<TopBar *>()->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!m_window->findChild<CommandPalette *>()->isVisible());
    }

    void theIdentityMenuSignsOut()
    {
        QSignalSpy asked(m_window.get(), &MainWindow::signOutRequested);
        auto *identity = m_window->findChild<IdentityChip *>();
        identity->click();
        auto *menu = identity->findChild<QMenu *>();
        QVERIFY(menu);
        menu->actions().last()->trigger();
        QCOMPARE(asked.size(), 1);
        menu->close();
    }
};

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
