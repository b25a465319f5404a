// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/inboxmodel.h"
#include "models/items/noticemodel.h"
#include "models/items/subscriptionsectormodel.h"
#include "models/items/transactionlistmodel.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/noticestore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/transactionstore.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stanforis;

namespace {

Subscription request(const QString &id, int minute)
{
    Subscription s;
    s.id = SubscriptionId(id);
    s.requester.name = u"Person "_s + id;
    s.requested = fromMicroseconds(0) + std::chrono::minutes(minute);
    return s;
}

Transaction act(const QString &id, int minute, bool mine)
{
    Transaction t;
    t.id = TransactionId(id);
    t.title = u"Act "_s + id;
    t.submitted = fromMicroseconds(0) + std::chrono::minutes(minute);
    t.mine = mine;
    return t;
}

} // namespace

class IdRowsModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChosenRowStaysChosenWhenOthersComeAndGo();
    void anotherOrderResets();
    void aDecidedRequestLeavesTheInbox();
    void noticesComeNewestFirst();
    void onlyMyActsAreListed();
    void sectorsKeepTheOrderOfTheCatalogue();
};

void IdRowsModelTest::aChosenRowStaysChosenWhenOthersComeAndGo()
{
    SubscriptionStore store;
    InboxModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    store.replace({}, {request(u"b"_s, 2), request(u"c"_s, 3)});
    const QPersistentModelIndex chosen(model.index(1, 0));
    QCOMPARE(chosen.data().toString(), u"Person c"_s);
    store.update({}, {request(u"a"_s, 1)});
    QCOMPARE(chosen.row(), 2);
    QCOMPARE(chosen.data().toString(), u"Person c"_s);
    store.clear();
    QVERIFY(!chosen.isValid());
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.at(0));
}

void IdRowsModelTest::anotherOrderResets()
{
    SubscriptionStore store;
    InboxModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    store.replace({}, {request(u"a"_s, 1), request(u"b"_s, 2)});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    store.update({}, {request(u"a"_s, 3)});
    QCOMPARE(reset.count(), 1);
    QCOMPARE(model.idAt(0).value, u"b"_s);
    QCOMPARE(model.rowOf(SubscriptionId(u"a"_s)), 1);
}

void IdRowsModelTest::aDecidedRequestLeavesTheInbox()
{
    SubscriptionStore store;
    InboxModel model(store);
    store.replace({}, {request(u"a"_s, 1), request(u"b"_s, 2)});
    Subscription decided = request(u"a"_s, 1);
    decided.state = Subscription::State::Refused;
    store.update({}, {decided});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.at(0)->id.value, u"b"_s);
}

void IdRowsModelTest::noticesComeNewestFirst()
{
    NoticeStore store;
    NoticeModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    store.add({NoticeId(u"1"_s), fromMicroseconds(1), u"First"_s, {}, {}, {}, {}});
    store.add({NoticeId(u"2"_s), fromMicroseconds(2), u"Second"_s, {}, {}, {}, {}});
    QCOMPARE(model.index(0, 0).data().toString(), u"Second"_s);
    QCOMPARE(model.rowCount(), 2);
}

void IdRowsModelTest::onlyMyActsAreListed()
{
    TransactionStore store;
    TransactionListModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    store.apply(act(u"1"_s, 1, true));
    store.apply(act(u"2"_s, 2, false));
    store.apply(act(u"3"_s, 3, true));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data().toString(), u"Act 3"_s);
}

void IdRowsModelTest::sectorsKeepTheOrderOfTheCatalogue()
{
    CatalogueStore catalogue;
    SubscriptionStore subscriptions;
    SubscriptionSectorModel model(catalogue, subscriptions);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    SectorSummary health;
    health.id = SectorId(u"health"_s);
    health.name = u"Health"_s;
    SectorSummary energy;
    energy.id = SectorId(u"energy"_s);
    energy.name = u"Energy"_s;
    catalogue.setSectors({health, energy});
    QCOMPARE(model.index(1, 0).data().toString(), u"Energy"_s);
    QVERIFY(!model.current(1));
    Subscription mine = request(u"s"_s, 1);
    mine.sector = energy.id;
    mine.state = Subscription::State::Active;
    subscriptions.replace({mine}, {});
    QCOMPARE(model.current(1)->id.value, u"s"_s);
}

QTEST_GUILESS_MAIN(IdRowsModelTest)
#include "tst_idrowsmodel.moc"
