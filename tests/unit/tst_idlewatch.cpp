// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/idlewatch.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWindow>

using namespace stanforis;
using namespace std::chrono_literals;

/// When nobody is at the console.
class TestIdleWatch : public QObject
{
    Q_OBJECT
private:
    QWindow m_window;

private Q_SLOTS:
    void itTellsAgainAsLongAsNobodyComes()
    {
        IdleWatch watch(20ms);
        QSignalSpy idle(&watch, &IdleWatch::idle);
        QTRY_VERIFY(idle.size() >= 3); // what it told may have come too early for who was told
    }

    void whoIsThereKeepsItQuiet()
    {
        IdleWatch watch(400ms);
        QSignalSpy idle(&watch, &IdleWatch::idle);
        QElapsedTimer sinceKey;
        QElapsedTimer whole;
        whole.start();
        while (whole.elapsed() < 1200) {
            QTest::keyClick(&m_window, Qt::Key_A);
            sinceKey.start();
            QVERIFY(QTest::qWaitFor([&] { return sinceKey.elapsed() >= 50; }, 1000));
        }
        QCOMPARE(idle.size(), 0);
        QTRY_VERIFY(idle.size() > 0);
        QVERIFY(sinceKey.elapsed() >= 390);
    }

    void whatTheProgramDoesIsNobody()
    {
        IdleWatch watch(100ms);
        QSignalSpy idle(&watch, &IdleWatch::idle);
        QVERIFY(QTest::qWaitFor(
            [&] {
                QKeyEvent made(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier);
                QCoreApplication::sendEvent(&m_window, &made);
                return idle.size() > 0;
            },
            5000));
    }

    void aSignInCountsAsSomebody()
    {
        IdleWatch watch(400ms);
        QSignalSpy idle(&watch, &IdleWatch::idle);
        QElapsedTimer since;
        for (int i = 0; i < 4; ++i) {
            watch.restart();
            since.start();
            QVERIFY(QTest::qWaitFor([&] { return since.elapsed() >= 200; }, 1000));
        }
        QCOMPARE(idle.size(), 0);
        QTRY_COMPARE(idle.size(), 1);
        QVERIFY(since.elapsed() >= 390);
    }

    void aShorterPatienceHoldsAtOnce()
    {
        IdleWatch watch(1h);
        QSignalSpy idle(&watch, &IdleWatch::idle);
        watch.setPatience(20ms);
        QTRY_VERIFY(idle.size() > 0);
    }

    void theKeyWorksInAnyWindow()
    {
        IdleWatch watch(1h);
        QSignalSpy pressed(&watch, &IdleWatch::lockPressed);
        QTest::keyClick(&m_window, Qt::Key_L, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(pressed.size(), 1);
    }
};

QTEST_MAIN(TestIdleWatch)
#include "tst_idlewatch.moc"
