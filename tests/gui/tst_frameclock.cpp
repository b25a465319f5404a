// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/frameclock.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QWidget>

#include <functional>

using namespace stanforis;

namespace {

/// A window with its clock, and how often it was told to paint.
struct Watched
{
    QWidget window;
    FrameClock clock{&window};
    QSignalSpy plots{&clock, &FrameClock::frameDue};
    QSignalSpy words{&clock, &FrameClock::due};

    [[nodiscard]] bool show()
    {
        window.show();
        return QTest::qWaitForWindowExposed(&window);
    }
    [[nodiscard]] qsizetype frames() const { return plots.size() + words.size(); }
};

} // namespace

/// When windows are told to paint. Nothing is held against a time: what must not happen is watched while something else does.
class FrameClockTest final : public QObject
{
    Q_OBJECT
private:
    /// As long as another window, whose samples keep coming, takes for a number of frames.
    static void whileAnotherPaints(int frames, const std::function<void()> &meanwhile)
    {
        Watched other;
        QVERIFY(other.show());
        QTimer source;
        QObject::connect(&source, &QTimer::timeout, &other.clock, [&] {
            other.clock.wakePlots();
            meanwhile();
        });
        source.start(1);
        QTRY_VERIFY_WITH_TIMEOUT(other.frames() >= frames, 20'000);
    }

private Q_SLOTS:
    void samplesArePaintedOnceWhenTheyCome()
    {
        Watched watched;
        QVERIFY(watched.show());
        QTRY_COMPARE(watched.words.size(), 1); // shown
        watched.clock.wakePlots();
        QTRY_VERIFY(watched.plots.size() == 1);
        QTRY_VERIFY(!watched.clock.frameBegan()); // and the frame has ended
    }

    void whatComesTogetherIsOneFrame()
    {
        Watched watched;
        QVERIFY(watched.show());
        QTRY_COMPARE(watched.words.size(), 1);
        QElapsedTimer passed;
        passed.start();
        qint64 told = 0;
        QTimer source;
        connect(&source, &QTimer::timeout, &watched.clock, [&] {
            for (int i = 0; i < 100; ++i, ++told)
                watched.clock.wakePlots();
        });
        source.start(0);
        QTRY_VERIFY_WITH_TIMEOUT(watched.frames() >= 12, 20'000);
        source.stop();
        QVERIFY2(told > 100 * watched.frames(), "the source was no faster than the frames");
        // Not more often than the display can show, 240 times a second at most; as many again for the words.
        QVERIFY(watched.frames() <= 2 + 2 * passed.elapsed() * 240 / 1000);
    }

    void nothingWithoutSamplesButAges()
    {
        Watched watched;
        QVERIFY(watched.show());
        QTRY_COMPARE(watched.words.size(), 1);
        watched.plots.clear();
        whileAnotherPaints(30, [] {});
        QCOMPARE(watched.plots.size(), 0);
        QVERIFY(watched.words.size() < 10); // once a second
    }

    void nothingWhileHidden()
    {
        Watched watched;
        QVERIFY(watched.show());
        QTRY_COMPARE(watched.words.size(), 1);
        watched.window.hide();
        const qsizetype before = watched.frames();
        whileAnotherPaints(30, [&watched] {
            watched.clock.wakePlots();
            watched.clock.wake();
        });
        QCOMPARE(watched.frames(), before);
        QVERIFY(watched.show());
        QTRY_VERIFY(watched.frames() > before); // shown again, what waited is told
    }

    void nothingWhileMinimised()
    {
        Watched watched;
        QVERIFY(watched.show());
        QTRY_COMPARE(watched.words.size(), 1);
        watched.window.showMinimized();
        QTRY_VERIFY(watched.window.isMinimized());
        QCoreApplication::processEvents();
        const qsizetype before = watched.frames();
        whileAnotherPaints(30, [&watched] { watched.clock.wakePlots(); });
        QCOMPARE(watched.frames(), before);
        watched.window.showNormal();
        QTRY_VERIFY(watched.frames() > before);
    }
};

QTEST_MAIN(FrameClockTest)
#include "tst_frameclock.moc"
