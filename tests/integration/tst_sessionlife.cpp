// SPDX-License-Identifier: GPL-3.0-or-later
// The life of a session against the real simulator: locked and ended from outside, renewed through crashes of either side, taken
// over a restart. Threat 8 of the security notes: reuse and races of refresh tokens.
#include "tests/support/consolerig.h"
#include "tests/support/heldkeychain.h"
#include "tests/support/platformclient.h"
#include "tests/support/watchedhttp.h"

#include "stanforis/sessions/v1/sessions.pb.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QWebSocket>
#include <QtConcurrent>

#include <random>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto operatorOfEnergy = u"nv-48707314-maripuu"_s;
const auto otherPerson = u"nv-38905120-lepik"_s;
const auto officer = u"nv-47106153-kask"_s;
const SectorId energy(u"energy"_s);

/// Hands out spoilt copies of the first real token: what a console sees whose token the platform does not take.
class SpoiltTokens final : public TokenSource
{
public:
    explicit SpoiltTokens(TokenSource &real)
        : m_real(real)
    {}
    void token(QObject *context, const std::optional<SectorId> &sector, Reply<QString> reply) override
    {
        m_real.token(context, sector, [this, reply = std::move(reply)](Result<QString> token) {
            if (token && m_first.isEmpty())
                m_first = *token;
            if (token && *token == m_first) {
                QString spoilt = *token;
                spoilt[spoilt.size() - 10] = spoilt[spoilt.size() - 10] == u'A' ? u'B' : u'A';
                reply(spoilt);
            } else {
                reply(token);
            }
        });
    }
    void stepUp(QObject *context, const SignInDemand &demand, Reply<Done> reply) override
    {
        m_real.stepUp(context, demand, std::move(reply));
    }
    void refuse(const QString &) override
    {
        ++refusals;
        m_real.refuse(m_first);
    }
    int refusals = 0;

private:
    TokenSource &m_real;
    QString m_first;
};

} // namespace

class SessionLifeTest : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_state;
    SimulatorProcess m_simulator;
    QStringList m_ports;
    std::unique_ptr<ConsoleRig> m_rig;

    void startSimulator()
    {
        QVERIFY(m_simulator.start(QStringList{u"--state"_s, m_state.path(), u"--token-lifetime"_s, u"20"_s} + m_ports));
        m_ports = {u"--port"_s, QString::number(m_simulator.address().port()), u"--grpc-port"_s,
                   m_simulator.profile()["grpc_endpoint"_L1].toString().section(u':', -1)};
    }
    void makeRig()
    {
        m_rig = std::make_unique<ConsoleRig>();
        QVERIFY(m_rig->read(ConsoleRig::addressOf(m_simulator)));
        m_rig->build(m_simulator.newCode());
    }
    Result<QString> token(const std::optional<SectorId> &sector = {})
    {
        return await<QString>([&](QObject *context, auto reply) { m_rig->session->tokens().token(context, sector, reply); });
    }
    /// What a security officer does at a console of their own; the console is told as the program's own wiring tells it.
    Answer endAsOfficer(const QString &id, sessions::v1::End end, const QString &who = officer)
    {
        PlatformClient client(m_simulator);
        sessions::v1::EndRequest request;
        request.set_id(id.toStdString());
        request.set_end(end);
        request.set_reason("Suspected misuse of this workstation");
        const auto access = client.tokensOf(who)["access_token"_L1].toString().toLatin1();
        return client.overHttps("/stanforis.sessions.v1.Sessions/End", access,
                                QByteArray::fromStdString(request.SerializeAsString()));
    }
    QString sessionId()
    {
        const auto listed =
            await<QList<SessionRecord>>([this](QObject *context, auto reply) { m_rig->link->sessions().list(context, reply); });
        if (!listed)
            return {};
        const auto mine = std::ranges::find_if(*listed, &SessionRecord::thisOne);
        return mine == listed->end() ? QString() : mine->id;
    }
    /// A console that is started again with what the keychain holds.
    void makeSession(KeychainPort *keychain, HttpPort *http = nullptr)
    {
        m_rig->link.reset();
        m_rig->session = std::make_unique<Session>(m_rig->reached->profile, http ? *http : *m_rig->http, *m_rig->browser,
                                                   m_rig->clock, keychain);
    }
    void letNewTokensCome()
    {
        const auto before = token();
        QVERIFY(before);
        m_rig->session->tokens().refuse(*before);
        const auto after = token();
        QVERIFY(after && *after != *before);
    }
    /// The provider says invalid_grant, and nobody has told the console before.
    void letTheSessionRunOut()
    {
        m_rig->link = std::make_unique<PlatformLink>(*m_rig->reached, *m_rig->trust, *m_rig->http,
                                                     m_rig->session->tokens(), m_rig->session->signer(), m_rig->clock);
        m_rig->link->setCredential(m_rig->workstation->credential());
        const auto id = sessionId();
        QVERIFY(!id.isEmpty());
        m_rig->link.reset();
        const auto before = token();
        QVERIFY(before);
        QCOMPARE(endAsOfficer(id, sessions::v1::ENDED).code, 0);
        m_rig->session->tokens().refuse(*before);
        QVERIFY(!token());
        QCOMPARE(m_rig->session->state(), SessionState::Expired);
    }
    Watch heed()
    {
        return m_rig->link->sessions().watch([this](const SessionEnding &ending) {
            QMetaObject::invokeMethod(
                m_rig->session.get(),
                [this, ending] {
                    ending.kind == SessionEnding::Kind::Locked ? m_rig->session->lockedByPlatform(ending.sentence)
                                                               : m_rig->session->endedByPlatform(ending.sentence);
                },
                Qt::QueuedConnection);
        });
    }

private Q_SLOTS:
    void initTestCase() { startSimulator(); }
    void init() { makeRig(); }
    void cleanup() { m_rig.reset(); }

    void lockKeepsTelemetryAndOnlyTheSamePersonUnlocks()
    {
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        const auto sector =
            await<Sector>([&](QObject *context, auto reply) { m_rig->link->catalogue().sector(context, energy, reply); });
        QVERIFY(sector);
        qsizetype batches = 0;
        const auto watch = m_rig->link->telemetry().subscribe(energy, SeriesWish::all({sector->kpis.first().key}),
                                                              TelemetryPort::Route::Preferred,
                                                              [&batches](const TelemetryBatch &) { ++batches; });
        QTRY_VERIFY_WITH_TIMEOUT(batches > 0, 10'000);
        m_rig->session->lock(LockReason::Idle);
        QCOMPARE(m_rig->session->state(), SessionState::Locked);
        QVERIFY(m_rig->session->isCovered() && !m_rig->session->mayAct());
        const auto atLock = batches;
        QTRY_VERIFY_WITH_TIMEOUT(batches > atLock + 1, 10'000);

        QSignalSpy failed(m_rig->session.get(), &SessionPort::signInFailed);
        m_rig->browser->setPerson(otherPerson);
        m_rig->session->signIn(SignInWay::Browser);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10'000);
        QCOMPARE(failed[0][0].value<Error>().code, Error::Code::Conflict);
        QCOMPARE(m_rig->session->state(), SessionState::Locked);
        QCOMPARE(m_rig->session->identity()->subject.value, operatorOfEnergy);

        QVERIFY(m_rig->signIn(operatorOfEnergy));
        QVERIFY(!m_rig->session->cover());
        const auto atUnlock = batches;
        QTRY_VERIFY_WITH_TIMEOUT(batches > atUnlock + 1, 20'000);
        // The session that was locked has been given back: one is left.
        const auto listed =
            await<QList<SessionRecord>>([this](QObject *context, auto reply) { m_rig->link->sessions().list(context, reply); });
        QVERIFY(listed);
        QCOMPARE(std::ranges::count(*listed, operatorOfEnergy, [](const auto &one) { return one.subject.value; }), 1);
    }

    void officerLocksAConsole()
    {
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        const auto told = heed();
        const auto sector =
            await<Sector>([&](QObject *context, auto reply) { m_rig->link->catalogue().sector(context, energy, reply); });
        QVERIFY(sector);
        qsizetype batches = 0;
        const auto watch = m_rig->link->telemetry().subscribe(energy, SeriesWish::all({sector->kpis.first().key}),
                                                              TelemetryPort::Route::Preferred,
                                                              [&batches](const TelemetryBatch &) { ++batches; });
        QTRY_VERIFY_WITH_TIMEOUT(batches > 0, 10'000);
        const auto id = sessionId();
        const auto access = token();
        QVERIFY(!id.isEmpty() && access);

        QCOMPARE(endAsOfficer(id, sessions::v1::LOCKED, otherPerson).code, 7); // not an officer
        QCOMPARE(m_rig->session->state(), SessionState::Active);
        QCOMPARE(endAsOfficer(id, sessions::v1::LOCKED).code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Locked, 2000);
        QCOMPARE(m_rig->session->cover()->reason, LockReason::Administrator);
        QVERIFY(m_rig->session->cover()->sentence.contains(u"Helmi Kask"_s));
        QVERIFY(m_rig->session->cover()->sentence.contains(u"Suspected misuse"_s));
        QVERIFY(m_rig->session->passes().isEmpty());
        // Nothing is good any more, on any door; the streams are silent.
        PlatformClient client(m_simulator);
        QCOMPARE(client.overGrpc("/stanforis.catalogue.v1.Catalogue/ListSectors", access->toLatin1(), {}).code, 16);
        const auto atLock = batches;
        QVERIFY(!QTest::qWaitFor([&] { return batches > atLock + 1; }, 2500));

        QVERIFY(m_rig->signIn(operatorOfEnergy));
        QTRY_VERIFY_WITH_TIMEOUT(batches > atLock + 1, 20'000); // by itself: the watch was never let go
    }

    void officerAtAnotherConsoleSeesAndLocksIt()
    {
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        const auto told = heed();
        const auto sector =
            await<Sector>([&](QObject *context, auto reply) { m_rig->link->catalogue().sector(context, energy, reply); });
        QVERIFY(sector);
        qsizetype batches = 0;
        const auto telemetry = m_rig->link->telemetry().subscribe(energy, SeriesWish::all({sector->kpis.first().key}),
                                                                  TelemetryPort::Route::Preferred,
                                                                  [&batches](const TelemetryBatch &) { ++batches; });
        QTRY_VERIFY_WITH_TIMEOUT(batches > 0, 10'000);

        ConsoleRig other;
        QVERIFY(other.read(ConsoleRig::addressOf(m_simulator)));
        other.build(m_simulator.newCode());
        QVERIFY(other.signIn(officer));
        QList<SessionRecord> live;
        const auto watch = other.link->sessions().watchList([&live](const QList<SessionRecord> &sessions) { live = sessions; });
        const auto mine = [&live]() -> std::optional<SessionRecord> {
            const auto found =
                std::ranges::find(live, operatorOfEnergy, [](const SessionRecord &one) { return one.subject.value; });
            return found == live.end() ? std::nullopt : std::optional(*found);
        };
        QTRY_VERIFY_WITH_TIMEOUT(mine() && !mine()->sectors.isEmpty(), 10'000);
        QCOMPARE(mine()->workstation, m_rig->workstation->workstation().id);
        QCOMPARE(mine()->sectors, QList<SectorId>{energy});
        QVERIFY(!mine()->thisOne && mine()->lastSeen >= mine()->signedIn);
        // An observer sees only their own, live too, and may not lock.
        QList<SessionRecord> own;
        const auto ownWatch = m_rig->link->sessions().watchList([&own](const QList<SessionRecord> &sessions) { own = sessions; });
        QTRY_VERIFY_WITH_TIMEOUT(!own.isEmpty(), 10'000);
        QVERIFY(std::ranges::all_of(own, [](const SessionRecord &one) { return one.subject.value == operatorOfEnergy; }));
        const auto officersSession = std::ranges::find_if(live, &SessionRecord::thisOne)->id;
        const auto end = [](ConsoleRig &rig, const QString &id, const QString &reason) {
            return await<Done>([&](QObject *context, auto reply) {
                rig.link->sessions().end(context, id, SessionEnding::Kind::Locked, reason, reply);
            });
        };
        const auto refused = end(*m_rig, officersSession, u"Turning the tables on them"_s);
        QCOMPARE(refused ? Error::Code::Cancelled : refused.error().code, Error::Code::PermissionDenied);
        const auto short_ = end(other, mine()->id, u"because"_s);
        QCOMPARE(short_ ? Error::Code::Cancelled : short_.error().code, Error::Code::Invalid);

        const auto locked = mine()->id;
        QVERIFY(end(other, locked, u"Left unattended, seen on the camera"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Locked, 2000);
        QCOMPARE(m_rig->session->cover()->reason, LockReason::Administrator);
        QVERIFY(m_rig->session->cover()->sentence.contains(u"Left unattended"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!mine() || mine()->id != locked, 2000); // the officer's list says so by itself
        const auto atLock = batches;
        QVERIFY(!QTest::qWaitFor([&] { return batches > atLock + 1; }, 2500));
        QCOMPARE(other.session->state(), SessionState::Active);
    }

    void officerEndsASession()
    {
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        const auto told = heed();
        QSignalSpy why(m_rig->session.get(), &SessionPort::endedFor);
        const auto id = sessionId();
        QCOMPARE(endAsOfficer(id, sessions::v1::END_UNSPECIFIED).code, 3);
        QCOMPARE(endAsOfficer(id, sessions::v1::ENDED).code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::SignedOut, 2000);
        QVERIFY(!m_rig->session->identity());
        QCOMPARE(why.size(), 1);
        QVERIFY(why[0][0].toString().contains(u"Helmi Kask"_s));
        QCOMPARE(endAsOfficer(id, sessions::v1::ENDED).code, 5); // it is over
    }

    void signOutEverywhereEndsTheOtherConsolesToo()
    {
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        const auto told = heed();
        ConsoleRig other;
        QVERIFY(other.read(ConsoleRig::addressOf(m_simulator)));
        other.build(m_simulator.newCode());
        QVERIFY(other.signIn(operatorOfEnergy));
        const auto done = await<Done>([&](QObject *context, auto reply) { other.link->sessions().endMine(context, reply); });
        QVERIFY(done);
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::SignedOut, 2000);
    }

    // Threat 8.
    void twentyRefusalsMakeOneRefresh()
    {
        WatchedHttp counting(*m_rig->http);
        m_rig->link.reset();
        m_rig->session = std::make_unique<Session>(m_rig->reached->profile, counting, *m_rig->browser, m_rig->clock);
        SpoiltTokens spoilt(m_rig->session->tokens());
        m_rig->link = std::make_unique<PlatformLink>(*m_rig->reached, *m_rig->trust, *m_rig->http, spoilt,
                                                     m_rig->session->signer(), m_rig->clock);
        m_rig->link->setCredential(m_rig->workstation->credential());
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        int good = 0;
        int bad = 0;
        for (int i = 0; i < 20; ++i)
            m_rig->link->catalogue().sectors(this,
                                             [&](const Result<QList<SectorSummary>> &sectors) { ++(sectors ? good : bad); });
        QTRY_COMPARE_WITH_TIMEOUT(good + bad, 20, 20'000);
        QCOMPARE(bad, 0);
        QVERIFY2(spoilt.refusals > 1, "the platform refused only one of twenty spoilt tokens");
        QCOMPARE(counting.sentWith("grant_type=refresh_token"), 1);
        QCOMPARE(m_rig->session->state(), SessionState::Active);
        m_rig->link.reset(); // before what it borrows
        m_rig->session.reset();
    }

    void simulatorKilledWhileItRenewsCostsNobodyTheSession()
    {
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        std::mt19937 random(20261126);
        for (int round = 0; round < 5; ++round) {
            const auto before = token();
            QVERIFY(before);
            m_rig->session->tokens().refuse(*before);
            m_rig->session->tokens().token(this, {}, [](const Result<QString> &) {});
            QTimer::singleShot(int(random() % 12), this, [this] { m_simulator.kill(); });
            QTRY_COMPARE_WITH_TIMEOUT(m_simulator.process().state(), QProcess::NotRunning, 5000);
            startSimulator();
            QTRY_VERIFY_WITH_TIMEOUT(token().has_value(), 30'000);
            QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 30'000);
        }
    }

    void consoleThatVanishesWhileItRenewsGoesOnAfterItsStart()
    {
        HeldKeychain keychain;
        makeSession(&keychain);
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        QTRY_COMPARE(m_rig->session->secretPlace().kind, SecretPlace::Kind::Keychain);
        std::mt19937 random(8);
        for (int round = 0; round < 8; ++round) {
            const auto before = token();
            QVERIFY(before);
            m_rig->session->tokens().refuse(*before);
            m_rig->session->tokens().token(this, {}, [](const Result<QString> &) {});
            // Gone at any moment, with nothing said to anybody: what is left is what the keychain holds.
            QElapsedTimer alive;
            alive.start();
            const int life = int(random() % 15);
            QVERIFY(QTest::qWaitFor([&] { return alive.elapsed() >= life; }, 1000));
            makeSession(&keychain);
            QSignalSpy failed(m_rig->session.get(), &SessionPort::signInFailed);
            m_rig->session->resume();
            QVERIFY(
                QTest::qWaitFor([&] { return m_rig->session->state() == SessionState::Active || failed.size() > 0; }, 15'000));
            QCOMPARE(m_rig->session->state(), SessionState::Active);
            QCOMPARE(m_rig->session->identity()->subject.value, operatorOfEnergy);
        }
        m_rig->session->signOut();
        QTRY_VERIFY(keychain.held.isEmpty());
    }

    /// Threat 19: whoever closes the window of a locked console and starts it again stands before the lock.
    void lockOutlivesARestart()
    {
        HeldKeychain keychain;
        makeSession(&keychain);
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        m_rig->session->lock(LockReason::Idle);
        const auto since = m_rig->session->cover()->since;
        letNewTokensCome(); // kept under the lock as well
        QTRY_COMPARE(m_rig->session->secretPlace().kind, SecretPlace::Kind::Keychain);

        makeSession(&keychain);
        QSignalSpy states(m_rig->session.get(), &SessionPort::stateChanged);
        m_rig->session->resume();
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Locked, 15'000);
        for (const auto &change : states)
            QVERIFY(change.first().value<SessionState>() != SessionState::Active);
        QCOMPARE(m_rig->session->cover()->reason, LockReason::Idle);
        QVERIFY(m_rig->session->cover()->since - since < std::chrono::milliseconds(1));
        QCOMPARE(m_rig->session->identity()->subject.value, operatorOfEnergy);

        QSignalSpy failed(m_rig->session.get(), &SessionPort::signInFailed);
        m_rig->browser->setPerson(otherPerson);
        m_rig->session->signIn(SignInWay::Browser);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10'000);
        QCOMPARE(m_rig->session->state(), SessionState::Locked);
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        QTRY_VERIFY(!keychain.held.isEmpty());
        letNewTokensCome();

        makeSession(&keychain); // what was unlocked stays so
        m_rig->session->resume();
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 15'000);
    }

    void lockThatIsAskedDuringASignInComesAtItsEnd_data()
    {
        QTest::addColumn<LockReason>("reason");
        QTest::addColumn<SessionState>("state");
        QTest::newRow("screen") << LockReason::Screen << SessionState::Locked;
        QTest::newRow("sleep") << LockReason::Sleep << SessionState::Locked;
        QTest::newRow("person") << LockReason::Person << SessionState::Locked;
        QTest::newRow("idle") << LockReason::Idle << SessionState::Active; // who proves themselves is there
    }
    void lockThatIsAskedDuringASignInComesAtItsEnd()
    {
        QFETCH(const LockReason, reason);
        QFETCH(const SessionState, state);
        WatchedHttp http(*m_rig->http);
        makeSession(nullptr, &http);
        http.held = "grant_type=authorization_code";
        m_rig->browser->setPerson(operatorOfEnergy);
        m_rig->session->signIn(SignInWay::Browser);
        QTRY_VERIFY_WITH_TIMEOUT(http.isHolding(), 10'000);
        m_rig->session->lock(reason);
        QCOMPARE(m_rig->session->state(), SessionState::SigningIn);
        QSignalSpy states(m_rig->session.get(), &SessionPort::stateChanged);
        http.release();
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), state, 10'000);
        QCOMPARE(states.size(), 1); // and nothing in between
        if (state == SessionState::Locked) {
            QCOMPARE(m_rig->session->cover()->reason, reason);
            QVERIFY(m_rig->signIn(operatorOfEnergy)); // asked once, done once
        }
        m_rig->session.reset();
    }

    void whoComesBackAfterTheEndFindsTheSameWorkAndNobodyElseDoes()
    {
        HeldKeychain keychain;
        makeSession(&keychain);
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        letTheSessionRunOut();
        QVERIFY(m_rig->session->isCovered() && m_rig->session->isOccupied());
        QTRY_VERIFY(keychain.held.isEmpty());
        QSignalSpy failed(m_rig->session.get(), &SessionPort::signInFailed);
        m_rig->browser->setPerson(otherPerson);
        m_rig->session->signIn(SignInWay::Browser);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10'000);
        QCOMPARE(failed[0][0].value<Error>().code, Error::Code::Conflict);
        QCOMPARE(m_rig->session->state(), SessionState::Expired);
        QCOMPARE(m_rig->session->identity()->subject.value, operatorOfEnergy);
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        QVERIFY(!m_rig->session->cover() && token());
    }

    void signOutTellsTheProviderWhateverIsLeftToTell()
    {
        WatchedHttp http(*m_rig->http);
        makeSession(nullptr, &http);
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        const auto logout = QUrl(m_rig->reached->profile.issuer).path() + u"/logout"_s;
        const auto revoke = QUrl(m_rig->reached->profile.issuer).path() + u"/revoke"_s;
        m_rig->session->signOut();
        QCOMPARE(http.sentTo(logout), 1);
        QCOMPARE(http.sentTo(revoke), 1);

        QVERIFY(m_rig->signIn(operatorOfEnergy));
        letTheSessionRunOut(); // nothing is left to revoke
        m_rig->session->signOut();
        QCOMPARE(http.sentTo(logout), 2);
        QCOMPARE(http.sentTo(revoke), 1);

        QVERIFY(m_rig->signIn(operatorOfEnergy));
        m_rig->session->lockedByPlatform(u"Seen on the camera"_s);
        m_rig->session->signOut();
        QCOMPARE(http.sentTo(logout), 3);
        QCOMPARE(http.sentTo(revoke), 1);
        m_rig->session.reset();
    }

    void administratorsLockOverALockedConsoleIsTold()
    {
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        m_rig->session->lock(LockReason::Person);
        QSignalSpy states(m_rig->session.get(), &SessionPort::stateChanged);
        m_rig->session->lockedByPlatform(u"Seen on the camera"_s);
        QCOMPARE(states.size(), 1); // the streams have to go, although the state is the same
        QCOMPARE(m_rig->session->cover()->reason, LockReason::Administrator);
        QCOMPARE(m_rig->session->cover()->sentence, u"Seen on the camera"_s);
        QVERIFY(m_rig->session->passes().isEmpty());
    }

    void tokensAreKeptBeforeTheNextOnesAreAskedForWithThem()
    {
        HeldKeychain keychain;
        WatchedHttp http(*m_rig->http);
        makeSession(&keychain, &http);
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        QTRY_COMPARE(keychain.held.size(), 1);
        makeSession(&keychain, &http);
        const auto stored = keychain.stored;
        qsizetype early = 0;
        connect(m_rig->session.get(), &SessionPort::stateChanged, this, [&](SessionState state) {
            if (state != SessionState::Active)
                return;
            const auto before = http.sent.size();
            m_rig->session->tokens().token(m_rig->session.get(), energy, [](const Result<QString> &) {});
            early = http.sent.size() - before;
        });
        http.sent.clear();
        m_rig->session->resume();
        QTRY_COMPARE_WITH_TIMEOUT(http.sentWith("grant_type=refresh_token"), 2, 15'000);
        QCOMPARE(early, 0);
        QVERIFY(keychain.stored > stored);
        m_rig->session.reset();
    }

    void whoNeverSignedInHereHasNothingToResume()
    {
        HeldKeychain keychain;
        makeSession(&keychain);
        QSignalSpy nothing(m_rig->session.get(), &SessionPort::nothingToResume);
        m_rig->session->resume();
        QTRY_COMPARE(nothing.size(), 1);
        QCOMPARE(m_rig->session->state(), SessionState::SignedOut);
        // The provider answers when there is nothing left to go on with.
        QTest::qWait(500);
        QCOMPARE(m_rig->session->state(), SessionState::SignedOut);
    }

    void whatWasPreparedIsUsedOnlyWhenItIsWanted()
    {
        HeldKeychain keychain;
        makeSession(&keychain);
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        QTRY_COMPARE(keychain.held.size(), 1);
        for (const int early : {0, 5, 500}) { // before keychain and provider answer, between, after
            makeSession(&keychain);
            m_rig->session->prepareToResume();
            QTest::qWait(early);
            QCOMPARE(m_rig->session->state(), SessionState::SignedOut);
            m_rig->session->resume();
            QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 15'000);
        }
        // Somebody who signs in otherwise meanwhile is not disturbed by it.
        makeSession(&keychain);
        m_rig->session->prepareToResume();
        QVERIFY(m_rig->signIn(otherPerson));
        QTest::qWait(500);
        QCOMPARE(m_rig->session->identity()->subject.value, otherPerson);
    }

    void networkThatIsAwayAtTheStartForgetsNothing()
    {
        HeldKeychain keychain;
        makeSession(&keychain);
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        QTRY_COMPARE(keychain.held.size(), 1);
        m_simulator.kill();
        makeSession(&keychain);
        QSignalSpy failed(m_rig->session.get(), &SessionPort::signInFailed);
        m_rig->session->resume();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 15'000);
        QCOMPARE(m_rig->session->state(), SessionState::SignedOut);
        QCOMPARE(keychain.held.size(), 1);
        startSimulator();
        m_rig->session->resume();
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 15'000);
    }

    void graceBeginsWhenTheTokenEndsAndTheProviderIsAwayAndEndsByItself()
    {
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        m_simulator.kill();
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::OfflineGrace, 45'000);
        QVERIFY(m_rig->session->identity() && !m_rig->session->isCovered() && !m_rig->session->mayAct());
        startSimulator();
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 40'000);
    }

    void signOutIsHeardEverywhereWithinTwoSeconds()
    {
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        const auto access = token();
        QVERIFY(access);
        const auto &credential = m_rig->workstation->credential();
        const TestWorkstation here{credential.key, credential.certificate, {}};
        PlatformClient client(m_simulator, here);
        QCOMPARE(client.webSocketWith(access->toLatin1()), 0);
        // Those that are open already. The console's own go by themselves; these belong to somebody with a copy of its token.
        const auto socket = client.openWebSocket(access->toLatin1());
        QSignalSpy heard(socket.get(), &QWebSocket::binaryMessageReceived);
        QSignalSpy closed(socket.get(), &QWebSocket::disconnected);
        QTRY_VERIFY_WITH_TIMEOUT(!heard.isEmpty(), 5000);
        const auto stream = QtConcurrent::run(
            [&client, &access] { return client.overGrpc("/stanforis.sessions.v1.Sessions/Watch", access->toLatin1(), {}).code; });
        const auto seen = heard.size();
        QTRY_VERIFY_WITH_TIMEOUT(heard.size() > seen + 1, 5000); // by now both have run for a while
        QVERIFY(closed.isEmpty() && !stream.isFinished());
        QElapsedTimer took;
        took.start();
        m_rig->session->signOut();
        QTRY_VERIFY_WITH_TIMEOUT(stream.isFinished() && !closed.isEmpty(), 2000);
        QVERIFY(took.elapsed() < 2000);
        QCOMPARE(int(socket->closeCode()), 4401);
        QCOMPARE(stream.result(), 16);
        QCOMPARE(client.webSocketWith(access->toLatin1()), 4401);
    }
};

QTEST_GUILESS_MAIN(SessionLifeTest)
#include "tst_sessionlife.moc"
