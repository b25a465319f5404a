// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/loadcontroller.h"
#include "app/controllers/outboxcontroller.h"
#include "app/controllers/recordcontroller.h"
#include "app/controllers/subscriptionscontroller.h"
#include "models/domain/duties.h"
#include "models/stores/outboxstore.h"
#include "models/stores/performancestore.h"
#include "pagepictures.h"
#include "sectordata.h"
#include "signingfakes.h"
#include "views/load/loadpage.h"
#include "views/service/recordpage.h"
#include "views/subscriptions/subscriptionspage.h"

#include <QSignalSpy>

using namespace stanforis;
using namespace stanforis::test;

namespace {

class CountedSubscriptions final : public SubscriptionPort
{
public:
    QStringList asked;

    Watch watch(std::function<void(const SubscriptionEvent &)>) override { return {}; }
    void request(QObject *, const SubscriptionRequest &, Reply<Subscription>) override { asked.append(u"request"_s); }
    void decide(QObject *, const SubscriptionId &, bool approve, const QString &, Reply<Subscription>) override
    {
        asked.append(approve ? u"approve"_s : u"refuse"_s);
    }
    void withdraw(QObject *, const SubscriptionId &, Reply<Subscription>) override { asked.append(u"withdraw"_s); }
    void renew(QObject *, const SubscriptionId &, const QString &, Instant, Reply<Subscription>) override
    {
        asked.append(u"renew"_s);
    }
};

class CountedLoad final : public SimulationPort, public TelemetryPort
{
public:
    int set = 0;

    void load(QObject *, Reply<SimulatedLoad>) override {}
    void setLoad(QObject *, int, int, Reply<SimulatedLoad>) override { ++set; }
    Watch subscribe(const SectorId &, const QList<SeriesWish> &, Route, std::function<void(const TelemetryBatch &)>) override
    {
        return {};
    }
    void history(QObject *, const HistoryQuery &, Reply<QList<HistorySeries>>) override {}
};

} // namespace

/// What a page asks for although its person may not: the controllers refuse it before anything reaches the platform.
class TestDispatchGuard final : public QObject
{
    Q_OBJECT

    /// A wall display: somebody is signed in, with a session that only looks.
    static void onlyLook(SectorData &data) { data.permissions.setStanding({.signedIn = true, .readOnly = true}); }

    static Subscription asking(const QString &role, const QStringList &conflicts)
    {
        Subscription asked;
        asked.id = SubscriptionId(u"r1"_s);
        asked.sector = sectorId;
        asked.role = RoleId(role);
        asked.requester.conflicts = conflicts;
        return asked;
    }

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<ThemeManager>(qApp); }

    void workIsRefusedToWhoMayNotDoIt()
    {
        SectorData data;
        RecordPage page(data.catalogue, data.subscriptions, data.permissions, data.health, data.transactions, data.time);
        FakeWork work(data.clock);
        OutboxStore unsent;
        OutboxController outbox({work, work}, {unsent, data.transactions, data.time}, u"https://platform"_s);
        RecordController controller(page, {work, work, work, outbox, data.permissions, work, nullptr}, data.catalogue,
                                    data.transactions, [] { return RecordController::Signer{}; });
        ServicePageDefinition definition = stanforis::test::definition();
        definition.operations.first().approverRoles = {RoleId(u"approver"_s)};
        data.catalogue.setPage(definition);
        controller.open({.level = PageLink::Level::Page, .sector = sectorId, .service = serviceId, .page = pageId});
        Transaction waiting;
        waiting.id = TransactionId(u"01JD8QZ4Y8M3T6V7K2N5P9R1SC"_s);
        waiting.sector = sectorId;
        waiting.service = serviceId;
        waiting.page = pageId;
        waiting.operation = u"call"_s;
        waiting.mayApprove = true;
        waiting.jws = "first";
        data.transactions.apply(waiting);
        Draft draft;
        draft.operation = u"call"_s;
        Intent intent;
        intent.operation = u"call"_s;
        const auto askForAll = [&] {
            work.asked.clear();
            work.pins.clear();
            Q_EMIT page.prepareRequested(draft);
            Q_EMIT page.signRequested(intent, u"Call reserve"_s);
            Q_EMIT page.intentRequested(waiting.id);
            Q_EMIT page.approveRequested(waiting.id, intent);
            Q_EMIT page.declineRequested(waiting.id, u"not needed"_s);
        };
        askForAll(); // as the sector's operator
        QCOMPARE(work.asked, QStringList{u"prepare"_s});
        QVERIFY(work.pins.isEmpty());
        Subscription mine = data.subscriptions.mine().first();
        mine.role = RoleId(u"approver"_s);
        data.subscriptions.replace({mine}, {});
        askForAll();
        QCOMPARE(work.asked, (QStringList{u"begin approval"_s, u"decline"_s}));
        onlyLook(data);
        askForAll();
        QCOMPARE(work.asked, QStringList());
        data.permissions.setStanding({});
        Q_EMIT page.saveReceiptRequested({});
        Q_EMIT page.courtReceiptRequested({});
        QCOMPARE(work.asked, QStringList());
    }

    void aRoleIsNotAskedForByWhoMayNotHoldIt()
    {
        SectorData data;
        SubscriptionsPage page(data.catalogue, data.subscriptions, data.time);
        CountedSubscriptions port;
        const SubscriptionsController controller(page, port, data.subscriptions, data.permissions);
        SubscriptionRequest request;
        request.sector = sectorId;
        request.period = {data.clock.time, data.clock.time + std::chrono::days(7)};
        request.role = RoleId(u"approver"_s); // the person operates there
        Q_EMIT page.requestRequested(request);
        QVERIFY(port.asked.isEmpty());
        request.sector = SectorId(u"health"_s);
        Q_EMIT page.requestRequested(request);
        QCOMPARE(port.asked, QStringList{u"request"_s});
        data.permissions.setPlatformRoles({RoleId(QString(securityOfficer))});
        Q_EMIT page.requestRequested(request);
        request.role = RoleId(u"observer"_s);
        Q_EMIT page.requestRequested(request);
        QCOMPARE(port.asked, (QStringList{u"request"_s, u"request"_s})); // to look is no second duty
    }

    void whatIsDecidedFollowsTheSameRules()
    {
        SectorData data;
        SubscriptionsPage page(data.catalogue, data.subscriptions, data.time);
        CountedSubscriptions port;
        const SubscriptionsController controller(page, port, data.subscriptions, data.permissions);
        Subscription mine = data.subscriptions.mine().first();
        const SubscriptionId id(u"r1"_s);
        data.subscriptions.replace({mine}, {asking(u"operator"_s, {})});
        Q_EMIT page.decideRequested(id, true, {}); // an operator decides on nothing
        QVERIFY(port.asked.isEmpty());
        mine.role = RoleId(u"approver"_s);
        data.subscriptions.replace({mine}, {asking(u"operator"_s, {QString(securityOfficer)})});
        Q_EMIT page.decideRequested(id, true, {});
        QVERIFY(port.asked.isEmpty());
        Q_EMIT page.decideRequested(id, false, u"Two duties"_s);
        QCOMPARE(port.asked, QStringList{u"refuse"_s});
        data.subscriptions.replace({mine}, {asking(u"operator"_s, {})});
        Q_EMIT page.decideRequested(id, true, {});
        QCOMPARE(port.asked.last(), u"approve"_s);
        port.asked.clear();
        onlyLook(data);
        Q_EMIT page.decideRequested(id, true, {});
        Q_EMIT page.withdrawRequested(mine.id);
        Q_EMIT page.renewRequested(mine.id, u"because it goes on"_s, data.clock.time);
        QVERIFY(port.asked.isEmpty());
    }

    void theLoadIsSetByTrainersAlone()
    {
        SectorData data;
        PerformanceStore performance;
        LoadPage page({data.catalogue, data.health, data.store, performance, data.time});
        CountedLoad port;
        const LoadController controller(page, {port, port, data.permissions}, data.subscriptions, data.store);
        Q_EMIT page.loadRequested(1000, 10);
        QCOMPARE(port.set, 0);
        data.permissions.setPlatformRoles({RoleId(u"trainer"_s)});
        Q_EMIT page.loadRequested(1000, 10);
        QCOMPARE(port.set, 1);
        onlyLook(data);
        Q_EMIT page.loadRequested(1000, 10);
        QCOMPARE(port.set, 1);
    }

private:
    std::unique_ptr<ThemeManager> m_theme;
};

QTEST_MAIN(TestDispatchGuard)
#include "tst_dispatchguard.moc"
