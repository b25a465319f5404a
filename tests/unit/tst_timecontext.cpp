// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/timecontext.h"

#include <QSignalSpy>
#include <QTest>

using namespace stanforis;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct SetClock final : Clock
{
    Instant time = fromMicroseconds(1'795'350'000'000'000); // 2026-11-22T11:40:00Z
    [[nodiscard]] Instant now() const override { return time; }
};

} // namespace

class TestTimeContext final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itBeginsLiveAndPassingTimeIsNoChange()
    {
        SetClock clock;
        TimeContext time(clock);
        QSignalSpy changed(&time, &TimeContext::changed);
        QVERIFY(time.isLive());
        QCOMPARE(time.range(), (TimeRange{clock.time - 15min, clock.time}));
        clock.time += 10s;
        QCOMPARE(time.range().to, clock.time);
        QCOMPARE(changed.count(), 0);
    }

    void backAndForwardGoThroughVisitedRanges()
    {
        SetClock clock;
        TimeContext time(clock);
        QVERIFY(!time.canGoBack() && !time.canGoForward());
        const TimeRange fixed{clock.time - 2h, clock.time - 1h};
        time.setFixed(fixed);
        time.setLive(1h);
        time.goBack();
        QCOMPARE(time.range(), fixed);
        QVERIFY(time.canGoForward());
        time.goBack();
        QCOMPARE(time.window(), Duration(15min));
        QVERIFY(!time.canGoBack());
        time.goForward();
        time.goForward();
        QCOMPARE(time.window(), Duration(1h));
        time.goBack();
        time.setLive(5min); // elsewhere: what lay ahead is forgotten
        QVERIFY(!time.canGoForward());
    }

    void sameRangeIsNoVisit()
    {
        SetClock clock;
        TimeContext time(clock);
        QSignalSpy changed(&time, &TimeContext::changed);
        time.setLive(15min);
        QCOMPARE(changed.count(), 0);
        QVERIFY(!time.canGoBack());
    }

    void zoomKeepsTheMomentWhereItIs()
    {
        SetClock clock;
        TimeContext time(clock);
        time.setFixed({clock.time - 4h, clock.time - 2h});
        const Instant about = clock.time - 3h - 30min; // a quarter from the start
        time.zoom(0.5, about);
        QCOMPARE(time.range().length(), Duration(1h));
        QCOMPARE(about - time.range().from, Duration(15min));
        time.zoom(2, about);
        QCOMPARE(time.range(), (TimeRange{clock.time - 4h, clock.time - 2h}));
    }

    void turnsOfAWheelAreOneVisit()
    {
        SetClock clock;
        TimeContext time(clock);
        time.setFixed({clock.time - 4h, clock.time - 2h});
        for (int turn = 0; turn < 5; ++turn) {
            clock.time += 100ms;
            time.zoom(0.8, clock.time - 3h);
        }
        clock.time += 2s;
        time.zoom(0.8, clock.time - 3h);
        time.goBack();
        time.goBack();
        QCOMPARE(time.range().length(), Duration(2h));
    }

    void zoomEndsAtASecondAndAtAMonth()
    {
        SetClock clock;
        TimeContext time(clock);
        time.setFixed({clock.time - 10s, clock.time - 5s});
        for (int turn = 0; turn < 20; ++turn)
            time.zoom(0.5, clock.time - 7s);
        QCOMPARE(time.range().length(), TimeSelection::shortest);
        for (int turn = 0; turn < 40; ++turn)
            time.zoom(2, time.range().to - 500ms);
        QCOMPARE(time.range().length(), TimeSelection::longest);
    }

    void zoomAtNowStaysLive()
    {
        SetClock clock;
        TimeContext time(clock);
        time.setLive(1h);
        time.zoom(0.5, time.range().to);
        QVERIFY(time.isLive());
        QCOMPARE(time.window(), Duration(30min));
        time.zoom(0.5, time.range().from);
        QVERIFY(!time.isLive());
    }

    void panLeavesLiveAndComesBackAtNow()
    {
        SetClock clock;
        TimeContext time(clock);
        time.setLive(1h);
        QSignalSpy changed(&time, &TimeContext::changed);
        time.pan(0.5);
        QCOMPARE(changed.count(), 0); // there is nothing later than now
        time.pan(-0.5);
        QCOMPARE(time.range(), (TimeRange{clock.time - 90min, clock.time - 30min}));
        time.pan(0.25);
        QVERIFY(!time.isLive());
        time.pan(0.5);
        QVERIFY(time.isLive());
        QCOMPARE(time.window(), Duration(1h));
    }

    void expressionsFollowTheClock()
    {
        SetClock clock;
        TimeContext time(clock);
        time.setZoneChoice(ZoneChoice::Utc);
        const auto parsed = TimeSelection::parse(u"now-1h/h"_s, time.now(), time.zone());
        QVERIFY(std::holds_alternative<TimeSelection>(parsed));
        time.select(std::get<TimeSelection>(parsed));
        const TimeRange first = time.range();
        QCOMPARE(first.length(), Duration(1h));
        clock.time += 1h;
        QCOMPARE(time.range().from, first.to);
        QCOMPARE(time.window(), Duration(15min)); // "back to live" is the last window
        time.resumeLive();
        QCOMPARE(time.range().length(), Duration(15min));
    }

    void aDetachedContextHasItsOwnRangeAndTheSameClock()
    {
        SetClock clock;
        TimeContext time(clock);
        time.setLive(1h);
        const auto own = time.detach();
        QCOMPARE(own->range(), time.range());
        time.setClockOffset(5s);
        QCOMPARE(own->now(), clock.time + 5s);
        QSignalSpy zone(own.get(), &TimeContext::zoneChanged);
        time.setZoneChoice(ZoneChoice::Utc);
        QCOMPARE(zone.count(), 1);
        QCOMPARE(own->zone(), QTimeZone::utc());
        QSignalSpy changed(own.get(), &TimeContext::changed);
        time.setLive(5min);
        QCOMPARE(changed.count(), 0);
        own->setFixed({clock.time - 2h, clock.time - 1h});
        QCOMPARE(time.range().length(), Duration(5min));
    }

    void theZoneIsThePlatformsUntilChosenOtherwise()
    {
        SetClock clock;
        TimeContext time(clock);
        QCOMPARE(time.zone(), QTimeZone::systemTimeZone());
        QSignalSpy zone(&time, &TimeContext::zoneChanged);
        time.setPlatformZone(QTimeZone("Asia/Kathmandu"));
        QCOMPARE(time.zone(), QTimeZone("Asia/Kathmandu"));
        time.setPlatformZone(QTimeZone());
        QCOMPARE(time.zone(), QTimeZone::systemTimeZone());
        time.setZoneChoice(ZoneChoice::Local);
        QCOMPARE(zone.count(), 3);
    }
};

QTEST_GUILESS_MAIN(TestTimeContext)
#include "tst_timecontext.moc"
