// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/subscriptionrolemodel.h"
#include "models/items/subscriptiontablemodel.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/subscriptionstore.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stanforis;

namespace {

SectorSummary energy()
{
    const RoleId observer(u"observer"_s);
    const RoleId worker(u"operator"_s);
    SectorSummary sector;
    sector.id = SectorId(u"energy"_s);
    sector.name = u"Energy"_s;
    sector.roles = {{observer, u"Viewer"_s, {}}, {worker, u"Duty operator"_s, {}}};
    sector.actions = {{u"See figures"_s, {observer, worker}, {}}, {u"Call reserve"_s, {worker}, {worker}}};
    return sector;
}

Subscription subscription()
{
    Subscription s;
    s.id = SubscriptionId(u"s1"_s);
    s.sector = SectorId(u"energy"_s);
    s.role = RoleId(u"operator"_s);
    s.state = Subscription::State::Active;
    s.purpose = u"Night shift"_s;
    s.period = {fromMicroseconds(1'000'000), fromMicroseconds(2'000'000)};
    return s;
}

} // namespace

class SubscriptionTableModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesComeFromTheCatalogue();
    void statesAndDatesAreLeftToViews();
    void aRoleMatrixKnowsTheSecondPerson();
};

void SubscriptionTableModelTest::namesComeFromTheCatalogue()
{
    CatalogueStore catalogue;
    SubscriptionStore store;
    SubscriptionTableModel model(store, catalogue);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    store.replace({subscription()}, {});
    QCOMPARE(model.index(0, SubscriptionTableModel::SectorColumn).data().toString(), u"energy"_s);
    catalogue.setSectors({energy()});
    QCOMPARE(model.index(0, SubscriptionTableModel::SectorColumn).data().toString(), u"Energy"_s);
    QCOMPARE(model.index(0, SubscriptionTableModel::RoleColumn).data().toString(), u"Duty operator"_s);
    QCOMPARE(model.headerData(SubscriptionTableModel::PurposeColumn, Qt::Horizontal, Qt::DisplayRole).toString(), u"Purpose"_s);
}

void SubscriptionTableModelTest::statesAndDatesAreLeftToViews()
{
    CatalogueStore catalogue;
    SubscriptionStore store;
    SubscriptionTableModel model(store, catalogue);
    store.replace({subscription()}, {});
    QCOMPARE(model.index(0, SubscriptionTableModel::StateColumn).data().toInt(), int(Subscription::State::Active));
    QCOMPARE(model.index(0, SubscriptionTableModel::FromColumn).data().toLongLong(), 1000);
    QCOMPARE(model.subscription(0)->purpose, u"Night shift"_s);
    QVERIFY(!model.subscription(1));
}

void SubscriptionTableModelTest::aRoleMatrixKnowsTheSecondPerson()
{
    using Permission = SubscriptionRoleModel::Permission;
    SubscriptionRoleModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSector(energy());
    QCOMPARE(model.columnCount(), 3);
    QCOMPARE(model.columnOf(RoleId(u"operator"_s)), 2);
    QCOMPARE(model.columnOf(RoleId(u"admin"_s)), -1);
    const auto permission = [&](int row, int column) {
        return Permission(model.index(row, column).data(SubscriptionRoleModel::permissionRole).toInt());
    };
    QCOMPARE(permission(0, 1), Permission::Yes);
    QCOMPARE(permission(1, 1), Permission::No);
    QCOMPARE(permission(1, 2), Permission::WithSecondPerson);
}

QTEST_GUILESS_MAIN(SubscriptionTableModelTest)
#include "tst_subscriptiontablemodel.moc"
