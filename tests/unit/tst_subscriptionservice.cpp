// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/state/database.h"
#include "app/platform/subscriptions/subscriptionmethods.h"
#include "app/platform/subscriptions/subscriptionservice.h"
#include "tests/support/platformfakes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace stanforis;
using namespace stanforis::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using subscriptions::v1::Subscription;

class TestSubscriptionService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aRequestBecomesARoleWhenApproved();
    void limitsAreNamedByField();
    void theSameRoleTwiceIsAConflict();
    void nobodyDecidesTheirOwnRequest();
    void onlyAnActiveApproverDecides();
    void aRefusalNeedsAnAnswer();
    void operatorAndApproverAreNotCombined();
    void whoHasBecomeSecurityOfficerIsNotApproved();
    void withdrawingTakesTheRoleAtOnce();
    void periodsBeginAndEndByTime();
    void renewalFollowsTheOldPeriod();
    void aWatcherGetsEverythingAndThenChanges();
    void aSlowWatcherLosesNothing();
    void everythingSurvivesARestart();

private:
    [[nodiscard]] subscriptions::v1::RequestRequest asking(const char *role, int days = 30) const;
    [[nodiscard]] subscriptions::v1::DecideRequest deciding(const Subscription &subscription, bool approve,
                                                            const char *answer = "") const;
    [[nodiscard]] QByteArray call(const char *method, const Caller &caller, const google::protobuf::Message &message) const;
    void startService();

    HandClock m_clock;
    SmallOffer m_offer;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<SubscriptionService> m_service;
    Methods m_methods;
    const SectorId m_energy{u"energy"_s};
    const RoleId m_operator{u"operator"_s};
    const Caller m_kaur = callerNamed("kaur");
    const Caller m_liis = callerNamed("liis"); // approves from the start
};

void TestSubscriptionService::startService()
{
    m_methods.clear();
    m_service = std::make_unique<SubscriptionService>(*m_database, m_offer, m_clock);
    const Persona liis{
        m_liis.subject,
        m_liis.name,
        u"Ministry"_s,
        {},
        u"high"_s,
        {{m_energy, RoleId{u"approver"_s}, u"Decides requests"_s, {}, std::chrono::days{-1}, std::chrono::days{80}}}};
    QVERIFY(m_service->start({liis}));
    addSubscriptionMethods(m_methods, *m_service);
}

void TestSubscriptionService::init()
{
    m_clock = {};
    auto opened = Database::open({});
    QVERIFY(opened);
    m_database = std::move(opened.value());
    startService();
}

void TestSubscriptionService::cleanup()
{
    m_service.reset();
    m_database.reset();
}

subscriptions::v1::RequestRequest TestSubscriptionService::asking(const char *role, int days) const
{
    subscriptions::v1::RequestRequest asked;
    asked.set_sector_id("energy");
    asked.set_role_id(role);
    asked.set_purpose("Night shift 22 Nov");
    asked.set_legal_basis("Energy Act §40");
    asked.set_from_us(toMicroseconds(m_clock.now()));
    asked.set_to_us(toMicroseconds(m_clock.now() + days * 24h));
    return asked;
}

subscriptions::v1::DecideRequest TestSubscriptionService::deciding(const Subscription &subscription, bool approve,
                                                                   const char *answer) const
{
    subscriptions::v1::DecideRequest decision;
    decision.set_id(subscription.id());
    decision.set_approve(approve);
    decision.set_answer(answer);
    return decision;
}

QByteArray TestSubscriptionService::call(const char *method, const Caller &caller, const google::protobuf::Message &message) const
{
    const QByteArray path = QByteArray("/stanforis.subscriptions.v1.Subscriptions/") + method;
    const auto reply = m_methods.value(path).unary(&caller, serializeMessage(message));
    return reply ? *reply : QByteArray();
}

void TestSubscriptionService::aRequestBecomesARoleWhenApproved()
{
    const auto asked = parseMessage<Subscription>(call("Request", m_kaur, asking("operator")));
    QVERIFY(asked);
    QCOMPARE(asked->state(), Subscription::REQUESTED);
    QVERIFY(m_service->rolesOf(m_kaur.subject, m_energy).isEmpty());
    QCOMPARE(m_service->list(m_liis.subject).inbox_size(), 1);
    QCOMPARE(m_service->list(m_kaur.subject).inbox_size(), 0);

    QSignalSpy changed(m_service.get(), &Entitlements::changed);
    const auto decided = parseMessage<Subscription>(call("Decide", m_liis, deciding(*asked, true)));
    QVERIFY(decided);
    QCOMPARE(decided->state(), Subscription::ACTIVE);
    QCOMPARE(fromWire(decided->decided_by()), m_liis.name);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_service->rolesOf(m_kaur.subject, m_energy), QSet<RoleId>{m_operator});
    QCOMPARE(m_service->list(m_liis.subject).inbox_size(), 0);
    QVERIFY(m_service->decide(m_liis, deciding(*asked, true))); // the reply was lost, asked again
    QCOMPARE(m_service->decide(m_liis, deciding(*asked, false, "No")).error().code, Error::Code::Conflict);
}

void TestSubscriptionService::limitsAreNamedByField()
{
    auto asked = asking("king", 400);
    asked.set_purpose("because");
    asked.set_legal_basis("whim");
    const auto refused = m_service->request(m_kaur, asked);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Invalid);
    const auto detail = QJsonDocument::fromJson(refused.error().detail.toUtf8());
    QStringList fields;
    for (const auto &violation : detail["violations"_L1].toArray())
        fields.append(violation["fieldId"_L1].toString());
    QCOMPARE(fields, (QStringList{u"role_id"_s, u"purpose"_s, u"legal_basis"_s, u"to_us"_s}));
    QVERIFY(!detail["message"_L1].toString().isEmpty());
    QVERIFY(m_service->list(m_kaur.subject).mine().empty());

    auto longest = asking("observer", 90);
    longest.set_purpose(std::string(401, 'x'));
    QVERIFY(!m_service->request(m_kaur, longest));
    longest.set_purpose(std::string(400, 'x'));
    QVERIFY(m_service->request(m_kaur, longest));
}

void TestSubscriptionService::theSameRoleTwiceIsAConflict()
{
    QVERIFY(m_service->request(m_kaur, asking("operator")));
    const auto again = m_service->request(m_kaur, asking("operator"));
    QVERIFY(!again);
    QCOMPARE(again.error().code, Error::Code::Conflict);
}

void TestSubscriptionService::nobodyDecidesTheirOwnRequest()
{
    const auto asked = m_service->request(m_liis, asking("observer"));
    QVERIFY(asked);
    const auto decided = m_service->decide(m_liis, deciding(*asked, true));
    QVERIFY(!decided);
    QCOMPARE(decided.error().code, Error::Code::PermissionDenied);
    QCOMPARE(m_service->list(m_liis.subject).inbox_size(), 0);
}

void TestSubscriptionService::onlyAnActiveApproverDecides()
{
    const auto asked = m_service->request(m_kaur, asking("operator", 90));
    QVERIFY(asked);
    QCOMPARE(m_service->decide(callerNamed("sirje"), deciding(*asked, true)).error().code, Error::Code::PermissionDenied);
    m_clock.time += 85 * 24h; // the approver's own period is over
    QCOMPARE(m_service->decide(m_liis, deciding(*asked, true)).error().code, Error::Code::PermissionDenied);
}

void TestSubscriptionService::aRefusalNeedsAnAnswer()
{
    const auto asked = m_service->request(m_kaur, asking("operator"));
    QVERIFY(asked);
    QCOMPARE(m_service->decide(m_liis, deciding(*asked, false)).error().code, Error::Code::Invalid);
    const auto refused = m_service->decide(m_liis, deciding(*asked, false, "Not on the roster"));
    QVERIFY(refused);
    QCOMPARE(refused->state(), Subscription::REFUSED);
    QVERIFY(m_service->rolesOf(m_kaur.subject, m_energy).isEmpty());
    const auto again = m_service->request(m_kaur, asking("operator"));
    QVERIFY(again);
    QCOMPARE(again->requester().refused_before(), 1);
    QCOMPARE(again->requester().held_before(), 0);
}

void TestSubscriptionService::operatorAndApproverAreNotCombined()
{
    const auto held = m_service->request(m_liis, asking("operator"));
    QVERIFY(!held);
    QCOMPARE(held.error().code, Error::Code::Invalid);

    const auto first = m_service->request(m_kaur, asking("operator"));
    const auto second = m_service->request(m_kaur, asking("approver"));
    QVERIFY(first);
    QVERIFY(second);
    QCOMPARE(second->requester().conflicts_size(), 1);
    QVERIFY(m_service->decide(m_liis, deciding(*first, true)));
    QCOMPARE(m_service->decide(m_liis, deciding(*second, true)).error().code, Error::Code::Conflict);
}

void TestSubscriptionService::whoHasBecomeSecurityOfficerIsNotApproved()
{
    const auto asked = m_service->request(m_kaur, asking("operator"));
    QVERIFY(asked);
    m_service = std::make_unique<SubscriptionService>(*m_database, m_offer, m_clock);
    const Persona officer{m_kaur.subject, m_kaur.name, u"Grid"_s, {}, u"high"_s, {}, {RoleId{u"security-officer"_s}}};
    QVERIFY(m_service->start({officer}));
    const auto inbox = m_service->list(m_liis.subject).inbox();
    QCOMPARE(inbox.size(), 1);
    QCOMPARE(inbox[0].requester().conflicts_size(), 1);
    QCOMPARE(inbox[0].requester().conflicts(0), std::string("security-officer"));
    QCOMPARE(m_service->decide(m_liis, deciding(*asked, true)).error().code, Error::Code::Conflict);
    QVERIFY(m_service->decide(m_liis, deciding(*asked, false, "Two duties")));
}

void TestSubscriptionService::withdrawingTakesTheRoleAtOnce()
{
    const auto asked = m_service->request(m_kaur, asking("operator"));
    QVERIFY(m_service->decide(m_liis, deciding(*asked, true)));
    QSignalSpy changed(m_service.get(), &Entitlements::changed);
    QCOMPARE(m_service->withdraw(m_liis, fromWire(asked->id())).error().code, Error::Code::NotFound);
    QVERIFY(m_service->withdraw(m_kaur, fromWire(asked->id())));
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_service->rolesOf(m_kaur.subject, m_energy).isEmpty());
    QVERIFY(m_service->withdraw(m_kaur, fromWire(asked->id())));
}

void TestSubscriptionService::periodsBeginAndEndByTime()
{
    auto later = asking("operator", 3);
    later.set_from_us(toMicroseconds(m_clock.now() + 24h));
    const auto asked = m_service->request(m_kaur, later);
    QVERIFY(asked);
    QCOMPARE(m_service->decide(m_liis, deciding(*asked, true))->state(), Subscription::APPROVED);
    QVERIFY(m_service->rolesOf(m_kaur.subject, m_energy).isEmpty());

    QSignalSpy changed(m_service.get(), &Entitlements::changed);
    m_clock.time += 24h;
    m_service->advance();
    QCOMPARE(m_service->rolesOf(m_kaur.subject, m_energy), QSet<RoleId>{m_operator});
    QCOMPARE(changed.size(), 1);
    m_clock.time += 48h;
    QVERIFY(m_service->rolesOf(m_kaur.subject, m_energy).isEmpty()); // even before anybody noticed
    m_service->advance();
    QCOMPARE(changed.size(), 2);
    QCOMPARE(m_service->list(m_kaur.subject).mine(0).state(), Subscription::ENDED);
}

void TestSubscriptionService::renewalFollowsTheOldPeriod()
{
    const auto asked = m_service->request(m_kaur, asking("operator", 30));
    QVERIFY(m_service->decide(m_liis, deciding(*asked, true)));
    subscriptions::v1::RenewRequest renewal;
    renewal.set_id(asked->id());
    renewal.set_purpose("The shift goes on");
    renewal.set_to_us(toMicroseconds(m_clock.now() + 60 * 24h));
    const auto renewed = m_service->renew(m_kaur, renewal);
    QVERIFY(renewed);
    QCOMPARE(renewed->state(), Subscription::REQUESTED);
    QCOMPARE(renewed->from_us(), asked->to_us());
    QCOMPARE(renewed->requester().held_before(), 1);
    QCOMPARE(m_service->renew(m_kaur, renewal).error().code, Error::Code::Conflict);
}

void TestSubscriptionService::aWatcherGetsEverythingAndThenChanges()
{
    KeepingSink approver;
    KeepingSink requester;
    const auto watch = m_methods.value("/stanforis.subscriptions.v1.Subscriptions/Watch");
    const auto approverStream = watch.stream(&m_liis, {}, &approver);
    const auto requesterStream = watch.stream(&m_kaur, {}, &requester);
    QCOMPARE(approver.messages.size(), 1);
    QVERIFY(approver.at<subscriptions::v1::Event>(0).has_all());

    const auto asked = m_service->request(m_kaur, asking("operator"));
    QCOMPARE(approver.messages.size(), 2);
    QVERIFY(approver.at<subscriptions::v1::Event>(1).inbox());
    QVERIFY(!requester.at<subscriptions::v1::Event>(1).inbox());

    QVERIFY(m_service->decide(m_liis, deciding(*asked, true)));
    QCOMPARE(approver.at<subscriptions::v1::Event>(2).changed().state(), Subscription::ACTIVE); // leaves the inbox
    QCOMPARE(requester.at<subscriptions::v1::Event>(requester.messages.size() - 1).changed().state(), Subscription::ACTIVE);
}

void TestSubscriptionService::aSlowWatcherLosesNothing()
{
    KeepingSink sink;
    const auto stream = m_methods.value("/stanforis.subscriptions.v1.Subscriptions/Watch").stream(&m_kaur, {}, &sink);
    sink.full = true;
    QVERIFY(m_service->request(m_kaur, asking("operator")));
    QVERIFY(m_service->request(m_kaur, asking("observer")));
    QCOMPARE(sink.messages.size(), 1);
    sink.full = false;
    Q_EMIT sink.drained();
    QCOMPARE(sink.messages.size(), 3);
    QCOMPARE(sink.at<subscriptions::v1::Event>(2).changed().role_id(), std::string("observer"));
}

void TestSubscriptionService::everythingSurvivesARestart()
{
    const auto asked = m_service->request(m_kaur, asking("operator"));
    QVERIFY(m_service->decide(m_liis, deciding(*asked, true)));
    QVERIFY(m_service->withdraw(m_liis, fromWire(m_service->list(m_liis.subject).mine(0).id())));
    m_service.reset();
    startService(); // seeds are for the first start only
    QCOMPARE(m_service->rolesOf(m_kaur.subject, m_energy), QSet<RoleId>{m_operator});
    QVERIFY(!m_service->decidesIn(m_liis.subject, m_energy));
}

QTEST_GUILESS_MAIN(TestSubscriptionService)
#include "tst_subscriptionservice.moc"
