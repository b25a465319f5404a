// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/platformclock.h"

#include <QTest>

using namespace stanforis;
using namespace std::chrono_literals;

class TestPlatformClock final : public QObject
{
    Q_OBJECT
private:
    const Instant m_start = fromMicroseconds(1'700'000'000'000'000);
    const Duration m_offset = 3s; ///< platform ahead

    void ask(PlatformClock &clock, Instant at, Duration there, Duration back, Duration offset) const
    {
        clock.addRoundTrip(at, at + there + offset, at + there + 100us + offset, at + there + 100us + back);
    }

private Q_SLOTS:
    void nothingIsKnownAtFirst() { QVERIFY(!PlatformClock().comparison(m_start)); }

    void oneWayGivesABoundOnly()
    {
        PlatformClock clock;
        clock.addOneWay(m_start + m_offset, m_start + 20ms);
        QVERIFY(!clock.comparison(m_start + 20ms)->uncertainty);
        QVERIFY(clock.comparison(m_start + 20ms)->offset <= m_offset);
        QVERIFY(clock.comparison(m_start + 20ms)->offset > m_offset - 21ms);
    }

    void trueOffsetLiesWithinTheUncertainty()
    {
        PlatformClock clock;
        ask(clock, m_start, 80ms, 2ms, m_offset); // a slow way there
        auto known = *clock.comparison(m_start + 1s);
        QVERIFY(std::chrono::abs(known.offset - m_offset) <= *known.uncertainty);
        QVERIFY(*known.uncertainty > 40ms);
        ask(clock, m_start + 2s, 1ms, 50ms, m_offset); // a slow way back: together they know more
        clock.addOneWay(m_start + 3s + m_offset, m_start + 3s + 1500us);
        known = *clock.comparison(m_start + 3s);
        QVERIFY(std::chrono::abs(known.offset - m_offset) <= *known.uncertainty);
        QVERIFY(*known.uncertainty < 2ms);
    }

    void boundsWidenWithAgeAndAreForgotten()
    {
        PlatformClock clock;
        ask(clock, m_start, 100us, 100us, m_offset);
        const auto fresh = *clock.comparison(m_start)->uncertainty;
        QVERIFY(*clock.comparison(m_start + 60s)->uncertainty > fresh + 2ms);
        ask(clock, m_start + 200s, 30ms, 30ms, m_offset);
        QVERIFY(*clock.comparison(m_start + 200s)->uncertainty >= 30ms);
    }

    void clockThatWasSetStartsAnew()
    {
        PlatformClock clock;
        ask(clock, m_start, 1ms, 1ms, m_offset);
        ask(clock, m_start + 1s, 1ms, 1ms, m_offset - 10s);
        auto known = *clock.comparison(m_start + 1s);
        QVERIFY(std::chrono::abs(known.offset - (m_offset - 10s)) <= *known.uncertainty);
        ask(clock, m_start + 2s, 1ms, 1ms, m_offset + 10s);
        known = *clock.comparison(m_start + 2s);
        QVERIFY(std::chrono::abs(known.offset - (m_offset + 10s)) <= *known.uncertainty);
    }
};

QTEST_APPLESS_MAIN(TestPlatformClock)
#include "tst_platformclock.moc"
