// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/cataloguestore.h"
#include "models/stores/connectionstore.h"
#include "models/stores/healthstore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/truststore.h"
#include "tests/support/fakesession.h"
#include "views/shell/shellpresenter.h"
#include "views/widgets/dates.h"

#include <QTest>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// What the frame says of the alarms, also while the work is covered.
class TestShellPresenter final : public QObject
{
    Q_OBJECT
private:
    const SectorId m_energy{u"energy"_s};
    const Instant m_now = fromMicroseconds(1'795'000'000'000'000);
    CatalogueStore m_catalogue;
    SubscriptionStore m_subscriptions;
    PermissionStore m_permissions{m_subscriptions, m_catalogue};
    HealthStore m_health;
    ConnectionStore m_connection;
    TrustStore m_trust;
    ShellPresenter m_presenter{m_catalogue, m_subscriptions, m_permissions, m_health, m_connection, m_trust};

    static bool isEmptyOf(const StatusSummary &summary, const QString &words)
    {
        return !summary.instead.contains(words) && !summary.newest;
    }

private Q_SLOTS:
    void init()
    {
        m_health.clear();
        m_health.setStale(false);
        ServiceHealth reserve;
        reserve.service = ServiceId(u"reserve"_s);
        reserve.severity = Severity::High;
        reserve.condition = u"Reserve low"_s;
        reserve.since = m_now - 5min;
        m_health.apply(m_energy, {.services = {reserve}});
        TransportState channel;
        channel.transport = Transport::WebSocket;
        channel.state = LinkState::Connected;
        channel.lastMessage = m_now - 1s;
        m_connection.setTransport(channel);
    }

    void coveredAlarmsAreCountedAndNotNamed()
    {
        QVERIFY(m_presenter.status(m_now).newest);
        const auto summary = m_presenter.status(m_now, true);
        QCOMPARE(summary.counts[std::size_t(Severity::High)], 1);
        QVERIFY(!summary.instead.isEmpty());
        QVERIFY(isEmptyOf(summary, u"Reserve low"_s) && isEmptyOf(summary, u"energy"_s));
        QVERIFY(!summary.asOf); // they go on coming
    }

    void thePaletteLeavesOutPagesThatAreForOthers()
    {
        CatalogueStore catalogue;
        SubscriptionStore subscriptions;
        PermissionStore permissions(subscriptions, catalogue);
        const ShellPresenter presenter(catalogue, subscriptions, permissions, m_health, m_connection, m_trust);
        Microservice service;
        service.id = ServiceId(u"grid"_s);
        service.pages = {{PageId(u"call"_s), u"Reserve call"_s, {}, {RoleId(u"operator"_s), RoleId(u"auditor"_s)}}};
        Sector sector;
        sector.summary.id = m_energy;
        sector.services = {service};
        catalogue.setSector(sector);
        permissions.setStanding({.signedIn = true});
        const auto offers = [&](const QString &role) {
            Subscription mine;
            mine.sector = m_energy;
            mine.state = Subscription::State::Active;
            mine.role = RoleId(role);
            subscriptions.replace({mine}, {});
            return std::ranges::count(presenter.palette(nullptr, m_now), u"Reserve call"_s, &PaletteEntry::title) == 1;
        };
        QVERIFY(!offers(u"observer"_s));
        QVERIFY(offers(u"operator"_s));
        QVERIFY(offers(u"auditor"_s));
    }

    void theLockOfADisplayTellsWhereItsCodeGoes()
    {
        test::FakeSession session;
        session.person = Identity{SubjectId(u"a"_s), u"Liis Maripuu"_s, {}, {}, {}, m_now, {}, false};
        session.now = SessionState::SigningIn;
        session.under = SessionState::Locked;
        session.over = SessionCover{LockReason::Person, m_now, {}};
        session.prompt = {SignInWay::DeviceCode, QUrl(u"https://platform.test/id/device"_s), {}, {}, m_now + 10min};
        QVERIFY(m_presenter.lock(session, {}, SignInWay::DeviceCode, m_now).code.isEmpty());
        session.prompt.userCode = u"BCDF-GHJK"_s;
        const LockState lock = m_presenter.lock(session, {}, SignInWay::DeviceCode, m_now);
        QVERIFY(lock.shown && lock.display && lock.waiting && !lock.hasLink);
        QCOMPARE(lock.code, u"BCDF-GHJK"_s);
        QVERIFY(lock.problem.contains(u"platform.test/id/device"_s) && lock.problem.contains(u"Liis Maripuu"_s));
        session.person->mayAct = true;
        QVERIFY(!m_presenter.lock(session, {}, SignInWay::Browser, m_now).display);
    }

    void nothingIsCalledNormalBeforeAnythingIsKnown()
    {
        const QString normal = u"No abnormal services in your sectors"_s;
        m_health.clear();
        QVERIFY(!m_presenter.status(m_now).instead.isEmpty());
        QVERIFY(m_presenter.status(m_now, true).instead != normal);
        m_subscriptions.replace({}, {}); // none: then there is nothing that could be abnormal
        QCOMPARE(m_presenter.status(m_now, true).instead, normal);
        QVERIFY(m_presenter.status(m_now).instead.isEmpty());
    }

    /// The session is over, by its end or an administrator: no line is lost, and yet nothing comes.
    void whatDoesNotComeAnyMoreIsAsOfThen()
    {
        m_health.setStale(true);
        for (const bool covered : {true, false}) {
            const auto summary = m_presenter.status(m_now + 1h, covered);
            QVERIFY(summary.asOf);
            QCOMPARE(*summary.asOf, Dates::moment(m_now - 1s));
            QCOMPARE(summary.counts[std::size_t(Severity::High)], 1);
        }
        QVERIFY(!m_presenter.banner(m_now + 1h).shown); // which would speak of a lost connection
    }

    void lostLineSaysSinceWhen()
    {
        m_connection.setLostSince(m_now - 1min);
        m_health.setStale(true);
        QCOMPARE(*m_presenter.status(m_now, true).asOf, Dates::moment(m_now - 1min));
        m_connection.setLostSince(std::nullopt);
    }
};

QTEST_MAIN(TestShellPresenter)
#include "tst_shellpresenter.moc"
