// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/cataloguestore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;

namespace {

const QList<QString> roles{u"observer"_s, u"operator"_s, u"approver"_s, u"admin"_s, u"auditor"_s};
const SectorId energy{u"energy"_s};
const SectorId health{u"health"_s};

/// Written once more and differently from the code under test: what must hold, as a person would say it.
bool expected(Action action, const QString &role, const QString &onPlatform, const Standing &standing)
{
    const QSet<Action> looking{Action::SignIn,        Action::OpenEntry,   Action::OpenSubscriptions, Action::OpenTrust,
                               Action::OpenSector,    Action::OpenService, Action::OpenRecords,       Action::OpenLoad,
                               Action::VerifyReceipt, Action::SaveReceipt, Action::ChangeLook,        Action::ShowHelp,
                               Action::SignOut,       Action::OpenSessions};
    const QSet<Action> open{Action::SignIn, Action::VerifyReceipt, Action::ChangeLook, Action::ShowHelp};
    const QSet<Action> underCover{Action::SignIn, Action::ChangeLook, Action::ShowHelp, Action::SignOut};
    if (standing.covered && !underCover.contains(action))
        return false;
    if (!looking.contains(action) && (standing.readOnly || standing.offline || standing.waiting))
        return false;
    if (open.contains(action))
        return true;
    if (!standing.signedIn)
        return false;
    switch (action) {
    case Action::OpenLoad:
    case Action::SetLoad:
        return onPlatform == u"trainer";
    case Action::OpenSessions:
    case Action::EndSession:
        return onPlatform == u"security-officer";
    case Action::OpenSector:
    case Action::OpenService:
    case Action::OpenRecords:
    case Action::TakeBackWork:
        return !role.isEmpty();
    case Action::DecideRequest:
        return role == u"approver" || role == u"admin";
    case Action::ComposeWork:
    case Action::SignWork:
        return role == u"operator"; // of the operation that is asked for here
    case Action::ApproveWork:
    case Action::DeclineWork:
        return role == u"approver";
    default:
        return true;
    }
}

Subscription active(const SectorId &sector, const QString &role)
{
    Subscription subscription;
    subscription.id = SubscriptionId(sector.value + role);
    subscription.sector = sector;
    subscription.role = RoleId(role);
    subscription.state = Subscription::State::Active;
    return subscription;
}

} // namespace

class TestPermissions : public QObject
{
    Q_OBJECT
private:
    static QList<RoleId> wanted(Action action)
    {
        if (action == Action::ApproveWork || action == Action::DeclineWork)
            return {RoleId(u"approver"_s)};
        if (action == Action::ComposeWork || action == Action::SignWork)
            return {RoleId(u"operator"_s)};
        return {};
    }

private Q_SLOTS:
    void everyActionHasItsRule()
    {
        for (std::size_t i = 0; i < actionRules().size(); ++i) {
            QCOMPARE(static_cast<std::size_t>(actionRules()[i].action), i);
            QVERIFY(!nameOf(Action(i)).isEmpty());
        }
        QCOMPARE(actionRules().back().action, Action::SignOut); // the last of the enumeration
    }

    void T15_everyActionByEveryRoleInEveryState()
    {
        int asked = 0;
        for (unsigned bits = 0; bits < 32; ++bits) {
            const Standing standing{(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0};
            for (const QString &role : roles + QList<QString>{QString()}) {
                for (const QString &onPlatform : {QString(), u"trainer"_s, u"security-officer"_s}) {
                    for (const ActionRule &rule : actionRules()) {
                        Holdings held;
                        if (!role.isEmpty())
                            held.inSector.insert(RoleId(role));
                        if (!onPlatform.isEmpty())
                            held.onPlatform.insert(RoleId(onPlatform));
                        const bool may = permits({rule.action, energy, wanted(rule.action)}, standing, held);
                        QVERIFY2(may == expected(rule.action, role, onPlatform, standing),
                                 qPrintable(u"%1 as %2, state %3"_s.arg(nameOf(rule.action), role).arg(bits)));
                        ++asked;
                    }
                }
            }
        }
        QCOMPARE(asked, 32 * 6 * 3 * int(actionRules().size()));
    }

    void T15_aRoleInOneSectorIsNoneInAnother()
    {
        SubscriptionStore subscriptions;
        const CatalogueStore catalogue;
        PermissionStore permissions(subscriptions, catalogue);
        permissions.setStanding({.signedIn = true});
        subscriptions.replace({active(health, u"operator"_s)}, {});
        const QList<RoleId> operators{RoleId(u"operator"_s)};
        QVERIFY(permissions.allows({Action::ComposeWork, health, operators}));
        QVERIFY(!permissions.allows({Action::ComposeWork, energy, operators}));
        QVERIFY(!permissions.allows({Action::OpenSector, energy}));
        QVERIFY(!permissions.allows({Action::ComposeWork, {}, operators}));
    }

    void aForgedDispatchIsRefusedLoggedAndTold()
    {
        SubscriptionStore subscriptions;
        const CatalogueStore catalogue;
        PermissionStore permissions(subscriptions, catalogue);
        permissions.setStanding({.signedIn = true});
        subscriptions.replace({active(energy, u"observer"_s)}, {});
        QSignalSpy refused(&permissions, &PermissionStore::refused);
        QTest::ignoreMessage(QtWarningMsg, "refused: SignWork in energy");
        QVERIFY(!permissions.admit({Action::SignWork, energy, {RoleId(u"operator"_s)}}));
        QCOMPARE(refused.size(), 1);
        QVERIFY(permissions.admit({Action::OpenSector, energy}));
        QCOMPARE(refused.size(), 1);
    }

    void theAnswersFollowRolesAndStanding()
    {
        SubscriptionStore subscriptions;
        const CatalogueStore catalogue;
        PermissionStore permissions(subscriptions, catalogue);
        QSignalSpy changed(&permissions, &PermissionStore::changed);
        const ActionRequest compose{Action::ComposeWork, energy, {RoleId(u"operator"_s)}};
        permissions.setStanding({.signedIn = true});
        subscriptions.replace({active(energy, u"operator"_s)}, {});
        QCOMPARE(changed.size(), 2);
        QVERIFY(permissions.allows(compose));
        permissions.setStanding({.signedIn = true, .readOnly = true});
        QVERIFY(!permissions.allows(compose));
        QVERIFY(permissions.allows({Action::OpenSector, energy}));
        permissions.setStanding({.signedIn = true, .covered = true});
        QVERIFY(!permissions.allows({Action::OpenSector, energy}));
        permissions.setStanding({.signedIn = true});
        subscriptions.replace({}, {});
        QVERIFY(!permissions.allows(compose));
    }

    void aPageIsForTheRolesThatThePlatformNames()
    {
        CatalogueStore catalogue;
        SubscriptionStore subscriptions;
        PermissionStore permissions(subscriptions, catalogue);
        permissions.setStanding({.signedIn = true});
        subscriptions.replace({active(energy, u"observer"_s)}, {});
        const auto link = [](const QString &page) {
            return PageLink{
                .level = PageLink::Level::Page, .sector = energy, .service = ServiceId(u"grid"_s), .page = PageId(page)};
        };
        const auto opens = [&](const QString &page) { return permissions.allows(permissions.requestFor(link(page))); };
        QVERIFY(opens(u"call"_s)); // not read yet: the platform decides
        Microservice service;
        service.id = ServiceId(u"grid"_s);
        service.pages = {{PageId(u"call"_s), {}, {}, {RoleId(u"operator"_s), RoleId(u"auditor"_s)}},
                         {PageId(u"old"_s), {}, {}, {}}};
        Sector sector;
        sector.summary.id = energy;
        sector.services = {service};
        QSignalSpy changed(&permissions, &PermissionStore::changed);
        catalogue.setSector(sector);
        QCOMPARE(changed.size(), 1); // what is in view asks again
        QVERIFY(!opens(u"call"_s));
        QVERIFY(opens(u"old"_s)); // a platform that does not say opens it to everybody of the sector
        QVERIFY(permissions.allows({Action::OpenService, energy}));
        for (const QString &role : {u"operator"_s, u"auditor"_s}) {
            subscriptions.replace({active(energy, role)}, {});
            QVERIFY2(opens(u"call"_s), qPrintable(role));
        }
        subscriptions.replace({active(health, u"operator"_s)}, {});
        QVERIFY(!opens(u"call"_s));
    }

    void everyPageIsAnActionToo()
    {
        using Level = PageLink::Level;
        const std::pair<Level, Action> pages[] = {{Level::SignIn, Action::SignIn},
                                                  {Level::Entry, Action::OpenEntry},
                                                  {Level::Subscriptions, Action::OpenSubscriptions},
                                                  {Level::Trust, Action::OpenTrust},
                                                  {Level::Load, Action::OpenLoad},
                                                  {Level::Sessions, Action::OpenSessions},
                                                  {Level::Sector, Action::OpenSector},
                                                  {Level::Service, Action::OpenService},
                                                  {Level::Page, Action::OpenRecords}};
        for (const auto &[level, action] : pages) {
            const auto request = requestFor({.level = level, .sector = energy});
            QCOMPARE(request.action, action);
        }
        QCOMPARE(requestFor({.level = Level::Page, .sector = energy}).sector, energy);
    }
};

QTEST_GUILESS_MAIN(TestPermissions)
#include "tst_permissions.moc"
