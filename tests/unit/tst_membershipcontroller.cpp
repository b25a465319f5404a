// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/membershipcontroller.h"
#include "models/ports/telemetryport.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/stores/noticestore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/transactionstore.h"
#include "models/telemetry/seriesstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace stanforis;

namespace {

const SectorId energy{QStringLiteral("energy")};

/// A stream that counts how many of its kind are open.
Watch counted(int &open)
{
    ++open;
    auto watch = std::make_unique<QObject>();
    QObject::connect(watch.get(), &QObject::destroyed, watch.get(), [&open] { --open; });
    return watch;
}

class FakePlatform final : public CataloguePort,
                           public SubscriptionPort,
                           public HealthPort,
                           public TransactionPort,
                           public NoticePort
{
public:
    void sectors(QObject *, Reply<QList<SectorSummary>> reply) override { reply(QList<SectorSummary>{{.id = energy}}); }
    void sector(QObject *, const SectorId &id, Reply<Sector> reply) override
    {
        ++sectorReads;
        denies ? reply(Error{Error::Code::PermissionDenied, {}}) : reply(Sector{.summary = {.id = id}});
    }
    void page(QObject *, const SectorId &, const ServiceId &, const PageId &, Reply<ServicePageDefinition>) override {}
    Watch watch(std::function<void(const SubscriptionEvent &)> to) override
    {
        events = std::move(to);
        return counted(subscriptionWatches);
    }
    void request(QObject *, const SubscriptionRequest &, Reply<Subscription>) override {}
    void decide(QObject *, const SubscriptionId &, bool, const QString &, Reply<Subscription>) override {}
    void withdraw(QObject *, const SubscriptionId &, Reply<Subscription>) override {}
    void renew(QObject *, const SubscriptionId &, const QString &, Instant, Reply<Subscription>) override {}
    Watch watch(const SectorId &, std::function<void(const HealthUpdate &)> to) override
    {
        health = std::move(to);
        return counted(healthWatches);
    }
    void inspect(QObject *, const SectorId &, const ServiceId &, Instant, Reply<Inspection>) override {}
    void prepare(QObject *, const Draft &, Reply<Prepared>) override {}
    Result<Intent> compose(const Draft &, const Prepared &) const override { return Error{}; }
    Result<Intent> intentOf(const Transaction &) const override { return Error{}; }
    void beginApproval(QObject *, const SectorId &, const TransactionId &, Reply<Approval>) override {}
    bool asksForPin() const override { return false; }
    void sign(QObject *, const Intent &, const QByteArray &, Secret, Reply<QByteArray>) override {}
    void submit(QObject *, const SectorId &, const QByteArray &, const QByteArray &, Reply<Transaction>) override {}
    void decline(QObject *, const SectorId &, const TransactionId &, const QString &, Reply<Transaction>) override {}
    Watch watch(const SectorId &, std::function<void(const Transaction &)>) override { return counted(transactionWatches); }
    void verify(QObject *, const Receipt &, Reply<ReceiptFacts>) override {}
    void publicNotices(QObject *, Reply<QList<Notice>>) override {}
    Watch watch(std::function<void(const Notice &)>) override { return counted(noticeWatches); }

    std::function<void(const SubscriptionEvent &)> events;
    std::function<void(const HealthUpdate &)> health;
    bool denies = false;
    int sectorReads = 0;
    int subscriptionWatches = 0;
    int healthWatches = 0;
    int transactionWatches = 0;
    int noticeWatches = 0;
};

Subscription subscription(Subscription::State state)
{
    Subscription s;
    s.id = SubscriptionId(QStringLiteral("1"));
    s.sector = energy;
    s.state = state;
    return s;
}

} // namespace

class MembershipControllerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSectorOpensAndClosesWithItsSubscription()
    {
        FakePlatform platform;
        CatalogueStore catalogue;
        SubscriptionStore subscriptions;
        HealthStore health;
        TransactionStore transactions;
        NoticeStore notices;
        SeriesStore series;
        MembershipController controller({platform, platform, platform, platform, platform},
                                        {catalogue, subscriptions, health, transactions, notices, series});
        QSignalSpy opened(&controller, &MembershipController::sectorOpened);
        QSignalSpy closed(&controller, &MembershipController::sectorClosed);
        controller.start();
        QCOMPARE(catalogue.sectors().size(), 1);
        platform.events({true, {subscription(Subscription::State::Requested)}, {}});
        QCOMPARE(opened.count(), 0);

        platform.events({false, {subscription(Subscription::State::Active)}, {}});
        QCOMPARE(opened.count(), 1);
        QVERIFY(catalogue.sector(energy));
        QCOMPARE(platform.healthWatches + platform.transactionWatches, 2);
        platform.health({{{ServiceId(QStringLiteral("grid")), Severity::High}}, {}});
        series.append({SampleBlock::of(SeriesKey(QStringLiteral("energy/grid/load")), {}, {{Instant{}, 1.0}})});
        QCOMPARE(health.counts().total(), 1);

        platform.events({false, {subscription(Subscription::State::Withdrawn)}, {}});
        QCOMPARE(closed.count(), 1);
        QCOMPARE(platform.healthWatches + platform.transactionWatches, 0);
        QVERIFY(!catalogue.sector(energy));
        QCOMPARE(health.counts().total(), 0);
        QVERIFY(!series.lastSample(SeriesKey(QStringLiteral("energy/grid/load"))));
    }

    void aChangedPolicyIsReadAgain()
    {
        FakePlatform platform;
        CatalogueStore catalogue;
        SubscriptionStore subscriptions;
        HealthStore health;
        TransactionStore transactions;
        NoticeStore notices;
        SeriesStore series;
        MembershipController controller({platform, platform, platform, platform, platform},
                                        {catalogue, subscriptions, health, transactions, notices, series});
        controller.readAgain(); // nobody is signed in
        QCOMPARE(platform.subscriptionWatches, 0);
        controller.start();
        platform.events({true, {subscription(Subscription::State::Active)}, {}});
        platform.events = nullptr;
        controller.readAgain();
        QVERIFY(platform.events); // a stream that begins with everything, in place of the one before
        QCOMPARE(platform.subscriptionWatches, 1);
        platform.events({true, {}, {}});
        QVERIFY(subscriptions.activeSectors().isEmpty());
    }

    void anExpectedSectorIsReadBeforeItsSubscriptionIsKnown_data()
    {
        QTest::addColumn<bool>("denies");
        QTest::addColumn<Subscription::State>("state");
        QTest::addColumn<int>("readsInAll");
        QTest::newRow("still open") << false << Subscription::State::Active << 1;
        QTest::newRow("no longer open") << false << Subscription::State::Withdrawn << 1;
        QTest::newRow("denied, and open all the same") << true << Subscription::State::Active << 2;
    }

    void anExpectedSectorIsReadBeforeItsSubscriptionIsKnown()
    {
        QFETCH(bool, denies);
        QFETCH(Subscription::State, state);
        FakePlatform platform;
        CatalogueStore catalogue;
        SubscriptionStore subscriptions;
        HealthStore health;
        TransactionStore transactions;
        NoticeStore notices;
        SeriesStore series;
        MembershipController controller({platform, platform, platform, platform, platform},
                                        {catalogue, subscriptions, health, transactions, notices, series});
        controller.expect(energy); // nobody is signed in
        QCOMPARE(platform.sectorReads, 0);
        controller.start();
        platform.denies = denies;
        controller.expect(energy);
        QCOMPARE(catalogue.sector(energy) != nullptr, !denies);
        platform.denies = false;
        platform.events({true, {subscription(state)}, {}});
        QCOMPARE(catalogue.sector(energy) != nullptr, state == Subscription::State::Active);
        QTEST(platform.sectorReads, "readsInAll");
        controller.expect(energy); // nothing to expect any more
        QTEST(platform.sectorReads, "readsInAll");
    }

    void stoppingForgetsEverything()
    {
        FakePlatform platform;
        CatalogueStore catalogue;
        SubscriptionStore subscriptions;
        HealthStore health;
        TransactionStore transactions;
        NoticeStore notices;
        SeriesStore series;
        MembershipController controller({platform, platform, platform, platform, platform},
                                        {catalogue, subscriptions, health, transactions, notices, series});
        controller.start();
        platform.events({true, {subscription(Subscription::State::Active)}, {}});
        controller.stop();
        QCOMPARE(platform.subscriptionWatches + platform.noticeWatches + platform.healthWatches + platform.transactionWatches, 0);
        QVERIFY(catalogue.sectors().isEmpty());
        QVERIFY(!subscriptions.isKnown());
    }
};

QTEST_GUILESS_MAIN(MembershipControllerTest)
#include "tst_membershipcontroller.moc"
