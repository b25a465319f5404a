// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/sessiontrust.h"
#include "models/ports/cardport.h"
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

/// A card that is as it is told to be, for signing in and for signing.
class FakeCard final : public CardPort
{
public:
    [[nodiscard]] CardFacts facts() const override { return now; }
    void authenticate(QObject *, const QString &, const QByteArray &, Reply<QByteArray>) override {}
    void enterPin(Secret) override {}
    void cancel() override {}
    [[nodiscard]] CardFacts signingFacts() const override { return now; }
    [[nodiscard]] Result<QByteArray> signingCertificate() const override { return Error{Error::Code::NotFound, {}}; }
    void sign(QObject *, const QByteArray &, Secret, Reply<QByteArray>) override {}

    CardFacts now = {.state = CardFacts::State::NoCard};
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
        SessionTrust trust(session, nullptr, clock);
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
        SessionTrust trust(session, nullptr, clock);
        QCOMPARE(severityAt(trust.port().items().first(), clock.time + 99ms), Severity::Normal);
        clock.time += 100ms;
        QTRY_VERIFY(trust.port().items().isEmpty());
    }

    void aSessionWarnsOnlyShortlyBeforeItsEnd()
    {
        HandClock clock;
        FakeSession session;
        session.person = Identity{SubjectId(u"a"_s), u"A"_s, {}, {}, u"pwd"_s, clock.time, {}, false};
        session.ends = clock.time + 8h;
        SessionTrust trust(session, nullptr, clock);
        QCOMPARE(trust.port().items().size(), 1); // it may only look, so it has no key to sign with
        const TrustItem item = trust.port().items().first();
        QCOMPARE(item.kind, TrustKind::Session);
        QCOMPARE(severityAt(item, clock.time + 7h), Severity::Normal); // far in its last third
        QCOMPARE(findingAt(item, clock.time + 7h + 50min), TrustFinding::EndsSoon);
        QCOMPARE(severityAt(item, clock.time + 7h + 59min), Severity::Low);
        QCOMPARE(findingAt(item, clock.time + 8h), TrustFinding::Expired);
        session.now = SessionState::OfflineGrace;
        Q_EMIT session.stateChanged(session.now);
        QCOMPARE(trust.port().items().first().finding, TrustFinding::RenewalLate);
    }

    void theCardAndItsKeyAreShown()
    {
        HandClock clock;
        FakeSession session;
        FakeCard card;
        SessionTrust trust(session, &card, clock);
        const auto item = [&trust](TrustKind kind) {
            const QList<TrustItem> items = trust.port().items();
            const auto found = std::ranges::find(items, kind, &TrustItem::kind);
            return found == items.end() ? TrustItem() : *found;
        };
        QCOMPARE(item(TrustKind::Card).finding, TrustFinding::NotInUse);
        QCOMPARE(severityAt(item(TrustKind::Card), clock.time), Severity::Unknown);
        card.now = {.state = CardFacts::State::Ready, .reader = u"Reader 1"_s, .ends = clock.time + std::chrono::days(20)};
        Q_EMIT card.factsChanged(card.now);
        QCOMPARE(findingAt(item(TrustKind::Card), clock.time), TrustFinding::EndsSoon);
        card.now.ends = clock.time + std::chrono::days(400);
        Q_EMIT card.factsChanged(card.now);
        QCOMPARE(findingAt(item(TrustKind::Card), clock.time), TrustFinding::Well);
        card.now.pin = CardFacts::Pin::Blocked;
        Q_EMIT card.factsChanged(card.now);
        QCOMPARE(item(TrustKind::Card).finding, TrustFinding::Blocked);
        card.now.pin = CardFacts::Pin::Ready;

        session.person = Identity{SubjectId(u"a"_s), u"A"_s, {}, {}, u"pwd"_s, clock.time, {}, true};
        session.ends = clock.time + 8h;
        Q_EMIT session.stateChanged(session.now);
        QCOMPARE(item(TrustKind::SigningKey).finding, TrustFinding::Well); // in memory, while it is not a card that signs
        QVERIFY(!item(TrustKind::SigningKey).until);
        session.person->method = u"sc, pin"_s;
        Q_EMIT session.stateChanged(session.now);
        QCOMPARE(item(TrustKind::SigningKey).until, std::optional(card.now.ends));
        card.now = {.state = CardFacts::State::NoCard};
        Q_EMIT card.factsChanged(card.now);
        QCOMPARE(item(TrustKind::SigningKey).finding, TrustFinding::Missing);
        card.now = {.state = CardFacts::State::Unreadable, .problem = u"no certificate"_s};
        Q_EMIT card.factsChanged(card.now);
        QCOMPARE(severityAt(item(TrustKind::Card), clock.time), Severity::Low); // it may be a card for something else
    }

    void memoryInsteadOfTheKeychainIsTold()
    {
        HandClock clock;
        FakeSession session;
        session.place.kind = SecretPlace::Kind::Keychain;
        SessionTrust trust(session, nullptr, clock);
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
