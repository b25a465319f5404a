// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/sessiontrust.h"
#include "tests/support/fakesession.h"

#include <QTest>

using namespace stanforis;
using stanforis::test::FakeSession;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

class HandClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return time; }
    Instant time = fromMicroseconds(1'795'000'000'000'000);
};

} // namespace

class SessionTrustTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachTokenIsAnItemWithoutItsText()
    {
        HandClock clock;
        FakeSession session;
        session.held = {{SectorId(), u"https://h/api"_s, clock.time + 300s, clock.time + 200s},
                        {SectorId(u"energy"_s), u"https://h/api/sectors/energy"_s, clock.time + 300s, clock.time + 200s}};
        SessionTrust trust(session, clock);
        QCOMPARE(trust.port().items().size(), 2);
        for (const TrustItem &item : trust.port().items()) {
            QCOMPARE(item.kind, TrustKind::Token);
            QCOMPARE(severityAt(item, clock.time), Severity::Normal);
            QCOMPARE(findingAt(item, clock.time + 260s), TrustFinding::RenewalLate);
            QVERIFY(!item.canCheck);
        }
        session.held.clear();
        Q_EMIT session.passesChanged();
        QVERIFY(trust.port().items().isEmpty());
    }

    void aTokenNobodyNeedsIsLetGoWithoutAnAlarm()
    {
        HandClock clock;
        FakeSession session;
        session.held = {{SectorId(u"energy"_s), u"https://h/api/sectors/energy"_s, clock.time + 100ms, {}}};
        SessionTrust trust(session, clock);
        QCOMPARE(severityAt(trust.port().items().first(), clock.time + 99ms), Severity::Normal);
        clock.time += 100ms;
        QTRY_VERIFY(trust.port().items().isEmpty());
    }

    void memoryInsteadOfTheKeychainIsTold()
    {
        HandClock clock;
        FakeSession session;
        session.place.kind = SecretPlace::Kind::Keychain;
        SessionTrust trust(session, clock);
        QCOMPARE(trust.port().items().first().finding, TrustFinding::Well);
        session.place.kind = SecretPlace::Kind::Memory;
        Q_EMIT session.passesChanged();
        QCOMPARE(trust.port().items().first().finding, TrustFinding::Unsafe);
        session.place.kind = SecretPlace::Kind::Nowhere;
        Q_EMIT session.passesChanged();
        QVERIFY(trust.port().items().isEmpty());
    }
};

QTEST_GUILESS_MAIN(SessionTrustTest)
#include "tst_sessiontrust.moc"
