// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/framestatistics.h"

#include <QTest>

using namespace stanforis;
using namespace std::chrono_literals;

class TestFrameStatistics final : public QObject
{
    Q_OBJECT
private:
    const Instant m_start = fromMicroseconds(1'795'000'000'000'000);

private Q_SLOTS:
    void nothingIsSaidBeforeAnythingWasSeen()
    {
        FrameStatistics statistics;
        const FrameFigures figures = statistics.figures(m_start);
        QVERIFY(!figures.lastFrame && !figures.frameP99 && !figures.latencyP50 && !figures.latencyP99);
        QCOMPARE(figures.samplesPerSecond, 0.0);
    }

    void percentilesAreThoseOfTheNearestRank()
    {
        FrameStatistics statistics;
        for (int i = 100; i >= 1; --i) { // whatever the order
            statistics.addFrame(m_start, i * 100us);
            statistics.addLatency(m_start, i * 1ms);
        }
        const FrameFigures figures = statistics.figures(m_start);
        QCOMPARE(*figures.lastFrame, Duration(100us));
        QCOMPARE(*figures.frameP99, Duration(9'900us));
        QCOMPARE(*figures.latencyP50, Duration(50ms));
        QCOMPARE(*figures.latencyP99, Duration(99ms));
        QCOMPARE(figures.framesPerSecond, 10.0);
    }

    void oneValueIsEveryPercentile()
    {
        FrameStatistics statistics;
        statistics.addFrame(m_start, 7ms);
        QCOMPARE(*statistics.figures(m_start).frameP99, Duration(7ms));
    }

    void whatIsOlderThanTenSecondsIsForgotten()
    {
        FrameStatistics statistics;
        statistics.addFrame(m_start, 60ms);
        statistics.addLatency(m_start, 900ms);
        statistics.addFrame(m_start + 9s, 2ms);
        QCOMPARE(*statistics.figures(m_start + 9s).frameP99, Duration(60ms));
        const FrameFigures figures = statistics.figures(m_start + 11s);
        QCOMPARE(*figures.frameP99, Duration(2ms));
        QVERIFY(!figures.latencyP99);
        QVERIFY(!statistics.figures(m_start + 30s).lastFrame);
    }

    void longFramesAreCountedForGood()
    {
        FrameStatistics statistics;
        statistics.addFrame(m_start, 50ms);
        statistics.addFrame(m_start, 51ms);
        QCOMPARE(statistics.figures(m_start + 1min).longFrames, 1u);
        statistics.clear();
        QCOMPARE(statistics.figures(m_start + 1min).longFrames, 0u);
    }

    void ratesAreOverTheSpan()
    {
        FrameStatistics statistics;
        for (int second = 0; second <= 60; ++second)
            statistics.countSamples(m_start + std::chrono::seconds(second), quint64(second < 50 ? 0 : (second - 50) * 100));
        QCOMPARE(statistics.figures(m_start + 60s).samplesPerSecond, 100.0);
    }

    void anotherPlatformBeginsAtNothing()
    {
        FrameStatistics statistics;
        statistics.countSamples(m_start, 1'000'000);
        statistics.countSamples(m_start + 1s, 10);
        statistics.countSamples(m_start + 2s, 30);
        QCOMPARE(statistics.figures(m_start + 2s).samplesPerSecond, 20.0);
    }

    void memoryIsBounded()
    {
        FrameStatistics statistics;
        for (int i = 0; i < 100'000; ++i) // all within the span
            statistics.addFrame(m_start + i * 50us, 1ms);
        QVERIFY(statistics.figures(m_start + 5s).framesPerSecond <= 820);
    }
};

QTEST_APPLESS_MAIN(TestFrameStatistics)
#include "tst_framestatistics.moc"
