// SPDX-License-Identifier: GPL-3.0-or-later
#include "stanforis/catalogue/v1/catalogue.pb.h"
#include "stanforis/subscriptions/v1/subscriptions.pb.h"
#include "tests/support/consolerig.h"
#include "tests/support/heldkeychain.h"
#include "tests/support/platformclient.h"

#include <QSignalSpy>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString person = u"nv-48707314-maripuu"_s;

} // namespace

/// Signing in a wall display by a code (RFC 8628): the console's own code, the provider's own page.
class TestDeviceCode : public QObject
{
    Q_OBJECT
private:
    SimulatorProcess m_simulator;
    std::unique_ptr<ConsoleRig> m_rig;
    std::unique_ptr<PlatformClient> m_phone;

    /// Opens the code's page as a phone does and answers it.
    PlatformClient::Reply answerCode(const SignInPrompt &prompt, const QString &action, PlatformClient::Reply *shown = nullptr)
    {
        const auto page = m_phone->get(prompt.codeAddress.path(), QUrlQuery(prompt.codeAddress));
        if (shown)
            *shown = page;
        return m_phone->postForm(u"/id/device"_s, {{u"handle"_s, PlatformClient::handleOn(page.body)},
                                                   {u"identity"_s, person},
                                                   {u"pin"_s, PlatformClient::pinOn(page.body, person)},
                                                   {u"action"_s, action}});
    }
    bool begin()
    {
        m_rig->session->setDisplayName({u"wall-2"_s, u"Control room 2 <b>north</b>"_s});
        m_rig->session->signIn(SignInWay::DeviceCode);
        return QTest::qWaitFor([this] { return !m_rig->session->signInPrompt().userCode.isEmpty(); }, 10'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_simulator.start(), m_simulator.errorOutput());
        m_phone = std::make_unique<PlatformClient>(m_simulator);
    }
    void init()
    {
        m_rig = std::make_unique<ConsoleRig>();
        QVERIFY(m_rig->read(ConsoleRig::addressOf(m_simulator)));
        m_rig->build(m_simulator.newCode());
    }
    void cleanup() { m_rig.reset(); }

    void displayIsLetInAndMayLookOnly()
    {
        QVERIFY(begin());
        const auto prompt = m_rig->session->signInPrompt();
        static const QRegularExpression form(uR"(\A[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}\z)"_s);
        QVERIFY(form.match(prompt.userCode).hasMatch());
        QCOMPARE(prompt.way, SignInWay::DeviceCode);
        PlatformClient::Reply shown;
        const auto answer = answerCode(prompt, u"approve"_s, &shown);
        QCOMPARE(shown.status, 200);
        QVERIFY(shown.body.contains(prompt.userCode.toLatin1()));
        QVERIFY(shown.body.contains("wall-2"));
        QVERIFY(shown.body.contains("Control room 2 &lt;b&gt;north&lt;/b&gt;")); // what a display says of itself is text
        QCOMPARE(answer.status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 15'000);
        QCOMPARE(m_rig->session->identity()->subject.value, person);
        QVERIFY(!m_rig->session->identity()->mayAct);

        const auto sectors = await<QList<SectorSummary>>(
            [this](QObject *context, auto reply) { m_rig->link->catalogue().sectors(context, reply); });
        QVERIFY(sectors);
    }

    /// What acts is refused on each door, whatever the role; what reads is not.
    void readOnlyTokenActsOnNoDoor_data()
    {
        QTest::addColumn<int>("door");
        QTest::newRow("HTTPS") << 0;
        QTest::newRow("WebSocket") << 1;
        QTest::newRow("gRPC") << 2;
    }
    void readOnlyTokenActsOnNoDoor()
    {
        QFETCH(int, door);
        QVERIFY(begin());
        QCOMPARE(answerCode(m_rig->session->signInPrompt(), u"approve"_s).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 15'000);
        const auto tokenFor = [this](const std::optional<SectorId> &sector) {
            return await<QString>([&](QObject *context, auto reply) { m_rig->session->tokens().token(context, sector, reply); });
        };
        const auto platform = tokenFor({});
        const auto energy = tokenFor(SectorId(u"energy"_s));
        QVERIFY(platform && energy);
        constexpr std::array doors{&PlatformClient::overHttps, &PlatformClient::overWebSocket, &PlatformClient::overGrpc};
        const auto &credential = m_rig->workstation->credential();
        PlatformClient display(m_simulator, TestWorkstation{credential.key, credential.certificate, {}});
        display.connectionToken = platform->toLatin1();
        const auto call = [&](const QByteArray &path, const QString &token) {
            return (display.*doors[std::size_t(door)])(path, token.toLatin1(), {});
        };
        for (const QByteArray name : {"Request", "Decide", "Withdraw", "Renew"})
            QCOMPARE(call("/stanforis.subscriptions.v1.Subscriptions/" + name, *platform).code, 7);
        for (const QByteArray name : {"EnrolKey", "Prepare", "Submit", "Decline"})
            QCOMPARE(call("/stanforis.transactions.v1.Transactions/" + name, *energy).code, 7);
        QCOMPARE(call("/stanforis.simulation.v1.Simulation/SetLoad", *platform).code, 7);
        QCOMPARE(call("/stanforis.audit.v1.Witness/Cosign", *platform).code, 3); // its audit log is witnessed; that was none
        QCOMPARE(call("/stanforis.subscriptions.v1.Subscriptions/List", *platform).code, 0);
        QCOMPARE(call("/stanforis.catalogue.v1.Catalogue/ListSectors", *platform).code, 0);
    }

    /// Nobody sits at a wall display, so nobody's absence covers it; and whoever uncovers it makes it no console.
    void displayStaysOneWhoeverUnlocksItAndOverARestart()
    {
        HeldKeychain keychain;
        const auto makeSession = [&] {
            m_rig->link.reset();
            m_rig->session =
                std::make_unique<Session>(m_rig->reached->profile, *m_rig->http, *m_rig->browser, m_rig->clock, &keychain);
        };
        const auto endsIn = [this](std::chrono::hours hours) {
            return std::chrono::abs(m_rig->session->sessionEnds() - m_rig->clock.now() - hours) < std::chrono::minutes(1);
        };
        makeSession();
        QVERIFY(begin());
        QCOMPARE(answerCode(m_rig->session->signInPrompt(), u"approve"_s).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 15'000);
        QVERIFY(endsIn(std::chrono::hours(12)));
        QTRY_COMPARE(keychain.held.size(), 1);

        for (int start = 0; start < 2; ++start) {
            m_rig->session->lock(LockReason::Idle);
            QCOMPARE(m_rig->session->state(), SessionState::Active);
            makeSession();
            m_rig->session->resume();
            QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 15'000);
            QVERIFY(!m_rig->session->identity()->mayAct);
            QVERIFY(endsIn(std::chrono::hours(12)));
        }
        m_rig->session->lock(LockReason::Person);
        QCOMPARE(m_rig->session->state(), SessionState::Locked);
        QVERIFY(m_rig->signIn(person)); // in the browser, as the lock screen offers it
        QVERIFY(!m_rig->session->identity()->mayAct);
        m_rig->session->lock(LockReason::Idle);
        QCOMPARE(m_rig->session->state(), SessionState::Active);
        m_rig->session->signOut();
        QVERIFY(m_rig->signIn(person)); // and now as a console
        QVERIFY(m_rig->session->identity()->mayAct);
        QVERIFY(endsIn(std::chrono::hours(8)));
        m_rig->session->lock(LockReason::Idle);
        QCOMPARE(m_rig->session->state(), SessionState::Locked);
    }

    /// Nobody has to touch it: the lock screen shows a code as the sign-in page did, and what goes on is a display again.
    void aLockedDisplayIsUnlockedByACodeAndStaysADisplay()
    {
        QVERIFY(begin());
        QCOMPARE(answerCode(m_rig->session->signInPrompt(), u"approve"_s).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 15'000);
        m_rig->session->lock(LockReason::Person);
        QCOMPARE(m_rig->session->state(), SessionState::Locked);
        m_rig->session->signIn(SignInWay::DeviceCode);
        QTRY_VERIFY_WITH_TIMEOUT(!m_rig->session->signInPrompt().userCode.isEmpty(), 10'000);
        QVERIFY(m_rig->session->isCovered());
        PlatformClient::Reply shown;
        QCOMPARE(answerCode(m_rig->session->signInPrompt(), u"approve"_s, &shown).status, 200);
        QVERIFY(shown.body.contains("wall-2")); // which display it is, is told to whoever confirms it
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 15'000);
        QVERIFY(!m_rig->session->identity()->mayAct);
        QVERIFY(m_rig->session->sessionEnds() - m_rig->clock.now() > std::chrono::hours(11)); // not the 8 of a desk
        m_rig->session->lock(LockReason::Idle);
        QCOMPARE(m_rig->session->state(), SessionState::Active);
    }

    /// A code lets a display look; it does not make one of the console somebody works at.
    void aConsoleIsNotUnlockedByACode()
    {
        QVERIFY(m_rig->signIn(person));
        m_rig->session->lock(LockReason::Person);
        m_rig->session->signIn(SignInWay::DeviceCode);
        QCOMPARE(m_rig->session->state(), SessionState::Locked);
    }

    void deniedIsTold()
    {
        QVERIFY(begin());
        QSignalSpy failed(m_rig->session.get(), &SessionPort::signInFailed);
        QCOMPARE(answerCode(m_rig->session->signInPrompt(), u"deny"_s).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 15'000);
        QCOMPARE(failed[0][0].value<Error>().code, Error::Code::PermissionDenied);
        QCOMPARE(m_rig->session->state(), SessionState::SignedOut);
    }

    void cancelHereEndsTheWait()
    {
        QVERIFY(begin());
        const auto prompt = m_rig->session->signInPrompt();
        m_rig->session->cancelSignIn();
        QCOMPARE(m_rig->session->state(), SessionState::SignedOut);
        QCOMPARE(answerCode(prompt, u"approve"_s).status, 200); // too late for this display
        QCOMPARE(m_rig->session->state(), SessionState::SignedOut);
    }

    void deviceMayNotAskToAct()
    {
        const auto reply =
            m_phone->postForm(u"/id/device_authorization"_s,
                              {{u"client_id"_s, u"stanforis-console"_s}, {u"scope"_s, u"openid platform.view platform.act"_s}});
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.json()["error"_L1].toString(), u"invalid_scope"_s);
    }

    void askingTooOftenIsSlowedDown()
    {
        const auto begun = m_phone->postForm(u"/id/device_authorization"_s,
                                             {{u"client_id"_s, u"stanforis-console"_s}, {u"scope"_s, u"openid platform.view"_s}});
        QCOMPARE(begun.status, 200);
        QCOMPARE(begun.json()["interval"_L1].toInt(), 5);
        const QList<std::pair<QString, QString>> poll{{u"grant_type"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s},
                                                      {u"client_id"_s, u"stanforis-console"_s},
                                                      {u"device_code"_s, begun.json()["device_code"_L1].toString()}};
        QCOMPARE(m_phone->postForm(u"/id/token"_s, poll).json()["error"_L1].toString(), u"authorization_pending"_s);
        QCOMPARE(m_phone->postForm(u"/id/token"_s, poll).json()["error"_L1].toString(), u"slow_down"_s);
    }

    void expiredCodeIsTold()
    {
        SimulatorProcess quick;
        QVERIFY(quick.start({u"--code-lifetime"_s, u"4"_s}));
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(quick)));
        rig.build(quick.newCode());
        QSignalSpy failed(rig.session.get(), &SessionPort::signInFailed);
        rig.session->signIn(SignInWay::DeviceCode);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20'000);
        QCOMPARE(failed[0][0].value<Error>().code, Error::Code::TimedOut);
    }

    void wrongCodesAreSlowedDown()
    {
        SimulatorProcess other;
        QVERIFY(other.start());
        PlatformClient phone(other);
        for (int i = 0; i < 10; ++i)
            QVERIFY(phone.postForm(u"/id/device"_s, {{u"user_code"_s, u"BBBB-BBBB"_s}}).body.contains("No display waits"));
        QVERIFY(phone.postForm(u"/id/device"_s, {{u"user_code"_s, u"BBBB-BBBB"_s}}).body.contains("Too many wrong codes"));
    }
};

QTEST_GUILESS_MAIN(TestDeviceCode)
#include "tst_devicecode.moc"
