// SPDX-License-Identifier: GPL-3.0-or-later
#include "stanforis/subscriptions/v1/subscriptions.pb.h"
#include "tests/support/consolerig.h"
#include "tests/support/platformclient.h"

#include <QJsonObject>
#include <QSignalSpy>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString person = u"nv-48707314-maripuu"_s;
const QByteArray decide = "/stanforis.subscriptions.v1.Subscriptions/Decide";

} // namespace

/// Sensitive work asks for a recent sign-in (RFC 9470): on every door, and what the console makes of it.
class TestStepUp : public QObject
{
    Q_OBJECT
private:
    SimulatorProcess m_simulator;
    std::unique_ptr<PlatformClient> m_client;
    std::unique_ptr<ConsoleRig> m_rig;

    /// Decides on a subscription that does not exist: whoever is let through is told so.
    Result<Done> tryToDecide()
    {
        const auto reply = await<Subscription>(
            [this](QObject *context, auto answer) {
                m_rig->link->subscriptions().decide(context, SubscriptionId(u"none"_s), true, u"because"_s, answer);
            },
            20'000);
        return reply ? Result<Done>(Done{}) : Result<Done>(reply.error());
    }
    void waitUntilOld()
    {
        const auto signedIn = m_rig->session->identity()->signedIn;
        QTRY_VERIFY_WITH_TIMEOUT(SystemClock().now() > signedIn + std::chrono::seconds(11), 20'000); // 3 s, and 5 of leeway
    }
    /// The browser's page is open and nobody answers it.
    void beginAsking(QObject *context, std::optional<Error> &outcome)
    {
        m_rig->browser->setPerson({});
        m_rig->session->tokens().stepUp(
            context, {.maxAge = std::chrono::seconds(3), .reason = u"Deciding"_s}, [&outcome](const Result<Done> &result) {
                outcome = result ? Error{Error::Code::Internal, u"it went through"_s} : result.error();
            });
        QCOMPARE(m_rig->session->state(), SessionState::StepUp);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_simulator.start({u"--fresh-for"_s, u"3"_s}), m_simulator.errorOutput());
        m_client = std::make_unique<PlatformClient>(m_simulator);
    }
    void init()
    {
        m_rig = std::make_unique<ConsoleRig>();
        QVERIFY(m_rig->read(ConsoleRig::addressOf(m_simulator)));
        m_rig->build(m_simulator.newCode());
    }
    void cleanup() { m_rig.reset(); }

    void everyDoorAsksForARecentSignIn()
    {
        const auto tokens = m_client->tokensOf(person);
        const auto access = tokens["access_token"_L1].toString().toLatin1();
        m_client->connectionToken = access;
        QCOMPARE(m_client->overHttps(decide, access, {}).code, 7); // recent enough: there is no such subscription
        QTRY_COMPARE_WITH_TIMEOUT(m_client->overHttps(decide, access, {}).code, 16, 20'000);
        QCOMPARE(m_client->overWebSocket(decide, access, {}).code, 16);
        QCOMPARE(m_client->overGrpc(decide, access, {}).code, 16);
        QCOMPARE(m_client->overHttps("/stanforis.subscriptions.v1.Subscriptions/List", access, {}).code, 0);
    }

    void personIsAskedAndTheCallGoesOn()
    {
        QVERIFY(m_rig->signIn(person));
        const auto before = m_rig->session->identity()->signedIn;
        waitUntilOld();
        QSignalSpy began(m_rig->session.get(), &SessionPort::stepUpBegan);
        QSignalSpy ended(m_rig->session.get(), &SessionPort::stepUpEnded);
        const auto result = tryToDecide();
        QCOMPARE(began.size(), 1);
        QCOMPARE(ended.size(), 1);
        const auto demand = began[0][0].value<SignInDemand>();
        QCOMPARE(demand.maxAge, std::chrono::seconds(3));
        QVERIFY2(demand.reason.contains(u"Deciding on a subscription"_s), qPrintable(demand.reason));
        QVERIFY(!result);
        QCOMPARE(result.error().code, Error::Code::PermissionDenied); // it got through: there is no such subscription
        QVERIFY(m_rig->session->identity()->signedIn > before);
        QCOMPARE(m_rig->session->state(), SessionState::Active);
    }

    void signOutMeanwhileLeadsOutAndNotBackToWork()
    {
        QVERIFY(m_rig->signIn(person));
        QObject context;
        std::optional<Error> outcome;
        beginAsking(&context, outcome);
        QList<SessionState> states;
        connect(m_rig->session.get(), &SessionPort::stateChanged, &context, [&](SessionState state) {
            states.append(state);
            QVERIFY(!m_rig->session->identity());
        });
        QSignalSpy ended(m_rig->session.get(), &SessionPort::stepUpEnded);
        m_rig->session->signOut();
        QCOMPARE(states, QList{SessionState::SignedOut});
        QCOMPARE(ended.size(), 1); // the sheet goes
        QVERIFY(outcome);
        QCOMPARE(outcome->code, Error::Code::Cancelled);
    }

    void sessionThatGoesMeanwhileReportsNothingMore()
    {
        QVERIFY(m_rig->signIn(person));
        QObject context;
        std::optional<Error> outcome;
        beginAsking(&context, outcome);
        QSignalSpy states(m_rig->session.get(), &SessionPort::stateChanged);
        QSignalSpy ended(m_rig->session.get(), &SessionPort::stepUpEnded);
        m_rig->link.reset();
        m_rig->session.reset();
        QCOMPARE(states.size(), 0); // whoever owns it is half gone as well
        QCOMPARE(ended.size(), 0);
        QVERIFY(outcome);
    }

    /// Locking, too, takes work out of somebody's hands.
    void endingSomebodysSessionAsksToo()
    {
        QVERIFY(m_rig->signIn(person));
        waitUntilOld();
        QSignalSpy began(m_rig->session.get(), &SessionPort::stepUpBegan);
        const auto result = await<Done>(
            [this](QObject *context, auto answer) {
                m_rig->link->sessions().end(context, u"none"_s, SessionEnding::Kind::Locked, u"because"_s, answer);
            },
            20'000);
        QCOMPARE(began.size(), 1);
        QVERIFY(began[0][0].value<SignInDemand>().reason.contains(u"somebody's session"_s));
        QVERIFY(!result);
        QCOMPARE(result.error().code, Error::Code::PermissionDenied); // it got through: this person is no security officer
    }

    void cancellingChangesNothing()
    {
        QVERIFY(m_rig->signIn(person));
        waitUntilOld();
        m_rig->browser->setCancelling(true);
        const auto result = tryToDecide();
        QVERIFY(!result);
        QCOMPARE(result.error().code, Error::Code::StepUpNeeded);
        QVERIFY(result.error().detail.contains(u"Deciding on a subscription"_s));
        QCOMPARE(m_rig->session->state(), SessionState::Active);
    }
};

QTEST_GUILESS_MAIN(TestStepUp)
#include "tst_stepup.moc"
