// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/navigator.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;

namespace {

PageLink to(const char *address) { return PageLink::parse(QString::fromLatin1(address)).value(); }

Subscription operatorIn(const SectorId &sector)
{
    Subscription subscription;
    subscription.id = SubscriptionId(sector.value);
    subscription.sector = sector;
    subscription.role = RoleId(u"operator"_s);
    subscription.state = Subscription::State::Active;
    return subscription;
}

/// Somebody signed in who is in Energy and is a security officer.
struct Stage
{
    Stage()
    {
        subscriptions.replace({operatorIn(energy)}, {});
        Standing standing;
        standing.signedIn = true;
        permissions.setStanding(standing);
        permissions.setPlatformRoles({RoleId(u"security-officer"_s)});
        QObject::connect(&permissions, &PermissionStore::changed, &navigator,
                         [this] { navigator.leaveForbidden(permissions, subscriptions); });
        navigator.restart(to("stanforis://entry"));
    }

    const SectorId energy{u"energy"_s};
    SubscriptionStore subscriptions;
    CatalogueStore catalogue;
    PermissionStore permissions{subscriptions, catalogue};
    Navigator navigator;
};

} // namespace

class TestNavigator final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesBackTheWayItCame()
    {
        Navigator navigator;
        navigator.restart(to("stanforis://entry"));
        navigator.go(to("stanforis://sector/energy"));
        navigator.go(to("stanforis://sector/energy"));
        navigator.go(to("stanforis://trust"));
        navigator.back();
        QCOMPARE(navigator.current(), to("stanforis://sector/energy"));
        navigator.back();
        QCOMPARE(navigator.current(), to("stanforis://entry"));
        QVERIFY(!navigator.canGoBack());
    }

    void theOfficersPageGoesWithTheRole()
    {
        Stage stage;
        stage.navigator.go(to("stanforis://sessions"));
        QSignalSpy moved(&stage.navigator, &Navigator::moved);
        stage.permissions.setPlatformRoles({RoleId(u"security-officer"_s), RoleId(u"trainer"_s)});
        QCOMPARE(moved.count(), 0);
        stage.permissions.setPlatformRoles({RoleId(u"trainer"_s)});
        QCOMPARE(stage.navigator.current(), to("stanforis://entry"));
        QCOMPARE(moved.count(), 1);
    }

    void theTrainersPageCannotBeGoneBackTo()
    {
        Stage stage;
        stage.permissions.setPlatformRoles({RoleId(u"trainer"_s)});
        stage.navigator.go(to("stanforis://training/load"));
        stage.navigator.go(to("stanforis://trust"));
        stage.permissions.setPlatformRoles({});
        QCOMPARE(stage.navigator.current(), to("stanforis://trust"));
        stage.navigator.back();
        QCOMPARE(stage.navigator.current(), to("stanforis://entry"));
    }

    void aCoverLeavesThePageWhereItIs()
    {
        Stage stage;
        stage.navigator.go(to("stanforis://sector/energy"));
        Standing covered;
        covered.signedIn = true;
        covered.covered = true;
        stage.permissions.setStanding(covered);
        QCOMPARE(stage.navigator.current(), to("stanforis://sector/energy"));
    }

    void aRecordPageIsLeftWhenItTurnsOutToBeForOthers()
    {
        Stage stage;
        stage.navigator.go(to("stanforis://sector/energy/service/grid/page/call"));
        Microservice service;
        service.id = ServiceId(u"grid"_s);
        service.pages = {{PageId(u"call"_s), {}, {}, {RoleId(u"operator"_s)}}};
        Sector sector;
        sector.summary.id = stage.energy;
        sector.services = {service};
        stage.catalogue.setSector(sector);
        QCOMPARE(stage.navigator.current().level, PageLink::Level::Page);
        sector.services.first().pages.first().roles = {RoleId(u"approver"_s)};
        stage.catalogue.setSector(sector);
        QCOMPARE(stage.navigator.current(), to("stanforis://entry"));
    }

    void whatWasAskedForTooEarlyIsLeftWhenItTurnsOutForbidden()
    {
        Stage stage;
        stage.navigator.go(to("stanforis://sector/health")); // from the command line, say
        stage.navigator.leaveForbidden(stage.permissions, stage.subscriptions);
        QCOMPARE(stage.navigator.current(), to("stanforis://entry"));
    }
};

QTEST_GUILESS_MAIN(TestNavigator)
#include "tst_navigator.moc"
