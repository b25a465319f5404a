// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/keyset.h"
#include "models/stores/trustchecks.h"
#include "models/stores/truststore.h"

#include <QSignalSpy>
#include <QTest>

using namespace stanforis;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using std::chrono::days;

namespace {

const Instant start = fromMicroseconds(1'700'000'000'000'000);

class FixedClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return time; }
    Instant time = start;
};

TrustItem itemOf(const QString &id, TrustKind kind = TrustKind::GatewayCertificate)
{
    TrustItem item;
    item.id = TrustId(id);
    item.kind = kind;
    return item;
}

TrustItem wellUntil(const QString &id, Instant until, Duration life)
{
    TrustItem item = itemOf(id);
    setFinding(item, TrustFinding::Well);
    item.until = until;
    item.from = until - life;
    return item;
}

} // namespace

class TrustTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasNotCheckedIsNotWell()
    {
        const TrustItem item = itemOf(u"a"_s);
        QCOMPARE(severityAt(item, start), Severity::Unknown);
        QCOMPARE(summaryOf({item}, start).unknown, 1);
        QCOMPARE(summaryOf({item}, start).worst, Severity::Unknown);
    }

    void anEndIsToldAtThirtySevenAndOneDays_data()
    {
        QTest::addColumn<int>("hoursLeft");
        QTest::addColumn<int>("severity");
        QTest::newRow("31 days") << 31 * 24 << int(Severity::Normal);
        QTest::newRow("30 days") << 30 * 24 << int(Severity::Low);
        QTest::newRow("8 days") << 8 * 24 << int(Severity::Low);
        QTest::newRow("7 days") << 7 * 24 << int(Severity::Medium);
        QTest::newRow("25 hours") << 25 << int(Severity::Medium);
        QTest::newRow("1 day") << 24 << int(Severity::High);
        QTest::newRow("over") << 0 << int(Severity::High);
    }
    void anEndIsToldAtThirtySevenAndOneDays()
    {
        QFETCH(int, hoursLeft);
        QFETCH(int, severity);
        const TrustItem item = wellUntil(u"a"_s, start + std::chrono::hours(hoursLeft), days(396));
        QCOMPARE(int(severityAt(item, start)), severity);
        if (hoursLeft == 0)
            QCOMPARE(findingAt(item, start), TrustFinding::Expired);
        else if (severity != int(Severity::Normal))
            QCOMPARE(findingAt(item, start), TrustFinding::EndsSoon);
    }

    void aShortLifeIsToldAtItsLastThird()
    {
        const TrustItem item = wellUntil(u"a"_s, start + 24h, 24h);
        QCOMPARE(severityAt(item, start), Severity::Normal);
        QCOMPARE(severityAt(item, start + 15h), Severity::Normal);
        QCOMPARE(severityAt(item, start + 16h), Severity::Low);
        QCOMPARE(severityAt(item, start + 22h), Severity::High);
    }

    void whatRenewsItselfIsToldOnlyWhenItIsLate()
    {
        TrustItem token = wellUntil(u"token"_s, start + 300s, 300s);
        token.renewal = start + 210s;
        QCOMPARE(severityAt(token, start + 250s), Severity::Normal);
        QCOMPARE(findingAt(token, start + 260s), TrustFinding::RenewalLate);
        QCOMPARE(severityAt(token, start + 260s), Severity::Medium);
        QCOMPARE(findingAt(token, start + 300s), TrustFinding::Expired);
    }

    void aCheckThatStaysAwayMakesTheItemStale()
    {
        TrustItem item = wellUntil(u"a"_s, start + days(300), days(396));
        item.checked = start;
        item.nextCheck = start + 5min;
        QCOMPARE(findingAt(item, start + 14min), TrustFinding::Well);
        QCOMPARE(findingAt(item, start + 16min), TrustFinding::Stale);
    }

    void theWorstStandsFirst()
    {
        TrustItem revoked = itemOf(u"revoked"_s);
        setFinding(revoked, TrustFinding::Revoked);
        TrustItem away = itemOf(u"away"_s);
        setFinding(away, TrustFinding::Unreachable);
        TrustItem idle = itemOf(u"idle"_s, TrustKind::Stream);
        setFinding(idle, TrustFinding::NotInUse);
        const TrustItem well = wellUntil(u"well"_s, start + days(300), days(396));
        const TrustItem unknown = itemOf(u"unknown"_s);
        QList<TrustItem> items{idle, well, unknown, away, revoked};
        std::ranges::sort(items, [](const TrustItem &a, const TrustItem &b) { return comesBefore(a, b, start); });
        QStringList order;
        for (const TrustItem &item : std::as_const(items))
            order.append(item.id.value);
        QCOMPARE(order, QStringList({u"revoked"_s, u"away"_s, u"unknown"_s, u"well"_s, u"idle"_s}));
        const TrustSummary summary = summaryOf(items, start);
        QCOMPARE(summary.first, TrustId(u"revoked"_s));
        QCOMPARE(summary.worst, Severity::Critical);
        QCOMPARE(summary.abnormal, 2);
        QCOMPARE(summary.well, 1);
        QCOMPARE(summary.unknown, 1);
    }

    void aCheckIsMadeAtOnceAndStamped()
    {
        FixedClock clock;
        TrustChecks checks(clock);
        QSignalSpy changed(&checks, &TrustPort::changed);
        checks.add(itemOf(u"a"_s), 5min, [](const TrustItem &known, const TrustChecks::Answer &done) {
            TrustItem found = known;
            setFinding(found, TrustFinding::Well);
            done(found);
        });
        QTRY_COMPARE(checks.items().first().finding, TrustFinding::Well);
        const TrustItem item = checks.items().first();
        QCOMPARE(item.checked, std::optional(start));
        QCOMPARE(item.nextCheck, std::optional(start + 5min));
        QVERIFY(item.canCheck && !item.checking);
        QTRY_VERIFY(changed.size() > 0);
    }

    void onlyListedKeysAreTaken()
    {
        const QByteArray ours = R"({"kty":"EC","crv":"P-256","x":"AAAA","y":"BBBB","kid":"1"})";
        const QByteArray ledger = R"({"kty":"OKP","crv":"Ed25519","x":"CCCC"})";
        const QByteArray foreign = R"({"kty":"EC","crv":"P-256","x":"DDDD","y":"BBBB","kid":"1"})"; // by its name it is ours
        const auto set = [](const QByteArray &keys) { return QByteArray("{\"keys\":[" + keys + "]}"); };
        const auto both = listedKeys(set(ours + ',' + foreign + ',' + ledger), {set(ours), set(ledger)});
        QVERIFY(both && both->contains("AAAA") && both->contains("CCCC") && !both->contains("DDDD"));
        const auto none = listedKeys(set(foreign), {set(ours), set(ledger)});
        QVERIFY(!none);
        QCOMPARE(none.error().code, Error::Code::Untrusted);
        QCOMPARE(listedKeys(set("{}"), {set("{}")}).error().code, Error::Code::Untrusted); // nothing is not a key
        QCOMPARE(listedKeys(set(ours), {}).error().code, Error::Code::Untrusted);
        QCOMPARE(listedKeys("garbage", {set(ours)}).error().code, Error::Code::Malformed);
    }

    /// Of an item that somebody else looks at from time to time.
    void theNextCheckOfAnotherIsKept()
    {
        FixedClock clock;
        TrustChecks checks(clock);
        int looks = 0;
        TrustItem item = itemOf(u"a"_s);
        item.nextCheck = start - 1s;
        checks.add(item, Duration::zero(), [&looks](const TrustItem &known, const TrustChecks::Answer &done) {
            ++looks;
            done(known);
        });
        checks.check(item.id);
        QCOMPARE(checks.items().first().nextCheck, std::optional(start - 1s));
        item.nextCheck = start + 1h;
        checks.put(item);
        QCOMPARE(checks.items().first().nextCheck, std::optional(start + 1h));
        QCoreApplication::processEvents();
        QCOMPARE(looks, 1);
    }

    void testNowPressedTwiceLooksOnce()
    {
        FixedClock clock;
        TrustChecks checks(clock);
        int looks = 0;
        TrustChecks::Answer answer;
        TrustItem kept;
        checks.add(itemOf(u"a"_s), 0s, [&](const TrustItem &known, const TrustChecks::Answer &done) {
            ++looks;
            kept = known;
            answer = done;
        });
        checks.check(TrustId(u"a"_s));
        checks.check(TrustId(u"a"_s));
        QCOMPARE(looks, 1);
        QVERIFY(checks.items().first().checking);
        setFinding(kept, TrustFinding::Unreachable);
        answer(kept);
        setFinding(kept, TrustFinding::Well);
        answer(kept); // a second answer is nobody's
        QCOMPARE(checks.items().first().finding, TrustFinding::Unreachable);
        checks.check(TrustId(u"a"_s));
        QCOMPARE(looks, 2);
    }

    /// A workstation that has just been enrolled need not wait five minutes until what it could not reach is looked at again.
    void whatCouldNotBeReachedIsLookedAtAgain()
    {
        FixedClock clock;
        TrustChecks checks(clock);
        QHash<QString, int> looks;
        bool isOpen = false;
        for (const QString &name : {u"well"_s, u"away"_s}) {
            checks.add(itemOf(name), 5min, [&, name](const TrustItem &known, const TrustChecks::Answer &done) {
                ++looks[name];
                TrustItem found = known;
                setFinding(found, name == u"well"_s || isOpen ? TrustFinding::Well : TrustFinding::Unreachable);
                done(found);
            });
        }
        QTRY_COMPARE(looks.value(u"away"_s), 1);
        checks.checkUnreached();
        QTRY_COMPARE(looks.value(u"away"_s), 2);
        isOpen = true;
        checks.checkUnreached();
        QTRY_COMPARE(looks.value(u"away"_s), 3);
        checks.checkUnreached();
        QCoreApplication::processEvents();
        QCOMPARE(looks.value(u"away"_s), 3);
        QCOMPARE(looks.value(u"well"_s), 1);
    }

    void anAnswerAfterTheItemHasGoneDoesNothing()
    {
        FixedClock clock;
        auto checks = std::make_unique<TrustChecks>(clock);
        TrustChecks::Answer answer;
        const auto keep = [&](const TrustItem &, const TrustChecks::Answer &done) { answer = done; };
        checks->add(itemOf(u"a"_s), 0s, keep);
        checks->check(TrustId(u"a"_s));
        checks->remove(TrustId(u"a"_s));
        answer(itemOf(u"a"_s));
        QVERIFY(checks->items().isEmpty());
        checks->check(TrustId(u"b"_s)); // not one of its own
        checks.reset();
        answer(itemOf(u"a"_s));
    }

    void theStoreTellsOnceForWhatASourceHas()
    {
        TrustStore store;
        QSignalSpy changed(&store, &TrustStore::changed);
        store.setItems(0, {itemOf(u"a"_s), itemOf(u"b"_s)});
        store.setItems(1, {itemOf(u"c"_s)});
        QCOMPARE(changed.size(), 2);
        store.setItems(1, {itemOf(u"c"_s)});
        QCOMPARE(changed.size(), 2);
        QCOMPARE(store.items().size(), 3);
        store.setItems(0, {});
        QCOMPARE(store.items().size(), 1);
        QVERIFY(store.item(TrustId(u"c"_s)) && !store.item(TrustId(u"a"_s)));
        store.clear();
        QVERIFY(store.items().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TrustTest)
#include "tst_trust.moc"
