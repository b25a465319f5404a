// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/connectionstore.h"
#include "models/stores/healthstore.h"
#include "models/stores/noticestore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/transactionstore.h"
#include "models/telemetry/timecontext.h"

#include <QSignalSpy>
#include <QTest>

using namespace stanforis;
using std::chrono_literals::operator""s;

namespace {

const SectorId energy{QStringLiteral("energy")};
const Instant start = fromMicroseconds(1'700'000'000'000'000);

Subscription subscription(const char *id, Subscription::State state, const char *role = "operator")
{
    Subscription s;
    s.id = SubscriptionId(QString::fromLatin1(id));
    s.sector = energy;
    s.role = RoleId(QString::fromLatin1(role));
    s.state = state;
    return s;
}

class FixedClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return time; }
    Instant time = start;
};

} // namespace

class StoresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyAnActiveSubscriptionOpensASector()
    {
        SubscriptionStore store;
        store.replace({subscription("1", Subscription::State::Requested)}, {});
        QVERIFY(!store.isActive(energy));
        QVERIFY(store.current(energy));
        store.update({subscription("1", Subscription::State::Active)}, {});
        QVERIFY(store.isActive(energy));
        QCOMPARE(store.rolesIn(energy).size(), 1);
        store.update({subscription("1", Subscription::State::Withdrawn)}, {});
        QVERIFY(!store.isActive(energy));
        QVERIFY(store.rolesIn(energy).isEmpty());
    }

    void aDecidedRequestLeavesTheInbox()
    {
        SubscriptionStore store;
        store.replace({subscription("a", Subscription::State::Active, "approver")},
                      {subscription("9", Subscription::State::Requested)});
        QVERIFY(store.isApprover());
        QCOMPARE(store.inbox().size(), 1);
        store.update({}, {subscription("9", Subscription::State::Refused)});
        QVERIFY(store.inbox().isEmpty());
    }

    void worstServiceComesFirst()
    {
        HealthStore store;
        ServiceHealth low{ServiceId(QStringLiteral("a")), Severity::Low};
        ServiceHealth high{ServiceId(QStringLiteral("b")), Severity::High};
        ServiceHealth normal{ServiceId(QStringLiteral("c")), Severity::Normal};
        ServiceHealth unknown{ServiceId(QStringLiteral("d")), Severity::Unknown};
        store.apply(energy, {{low, high, normal, unknown}, {}});
        QCOMPARE(store.abnormal().size(), 2);
        QCOMPARE(store.abnormal().first().health.service, high.service);
        QCOMPARE(store.counts().total(), 2);
        QCOMPARE(store.counts(energy).worst(), Severity::High);
        store.forgetSector(energy);
        QCOMPARE(store.counts().worst(), Severity::Normal);
    }

    void transactionsAreNewestFirstAndReplaced()
    {
        TransactionStore store;
        Transaction older{TransactionId(QStringLiteral("1"))};
        older.submitted = start;
        Transaction newer{TransactionId(QStringLiteral("2"))};
        newer.submitted = start + 5s;
        newer.mayApprove = true;
        store.apply(older);
        store.apply(newer);
        QCOMPARE(store.all().first().id, newer.id);
        QCOMPARE(store.waitingForMe().size(), 1);
        newer.state = Transaction::State::Written;
        store.apply(newer);
        QCOMPARE(store.all().size(), 2);
        QVERIFY(store.waitingForMe().isEmpty());
    }

    void noticesAreBoundedAndNewestFirst()
    {
        NoticeStore store;
        for (int i = 0; i < 300; ++i)
            store.add({NoticeId(QString::number(i)), start + i * 1s, {}, {}, {}, {}, Severity::Normal});
        QCOMPARE(store.notices().size(), 200);
        QCOMPARE(store.notices().first().id.value, QStringLiteral("299"));
    }

    void lossIsSaidOnceWithItsBeginning()
    {
        ConnectionStore store;
        QSignalSpy lost(&store, &ConnectionStore::lostChanged);
        store.setLostSince(start);
        store.setLostSince(start + 5s);
        QCOMPARE(lost.count(), 1);
        QCOMPARE(*store.lostSince(), start);
        TransportState waiting{Transport::Grpc, LinkState::Waiting};
        waiting.nextAttempt = start + 10s;
        store.setTransport(waiting);
        QCOMPARE(*store.nextAttempt(), start + 10s);
    }

    void liveTimeFollowsThePlatformsClock()
    {
        FixedClock clock;
        TimeContext time(clock);
        time.setClockOffset(3s);
        QCOMPARE(time.range().to, start + 3s);
        QSignalSpy changed(&time, &TimeContext::changed);
        clock.time += 10s;
        QCOMPARE(time.range().to, start + 13s);
        QCOMPARE(changed.count(), 0);
        time.setFixed({start, start + 60s});
        time.setFixed({start, start + 60s});
        QCOMPARE(changed.count(), 1);
        QVERIFY(!time.isLive());
        clock.time += 10s;
        QCOMPARE(time.range().to, start + 60s);
    }
};

QTEST_GUILESS_MAIN(StoresTest)
#include "tst_stores.moc"
