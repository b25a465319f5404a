// SPDX-License-Identifier: GPL-3.0-or-later
// The life of a session against the real simulator: locked and ended from outside, renewed through crashes of either side, taken
// over a restart. Threat 8 of the security notes: reuse and races of refresh tokens.
#include "tests/support/consolerig.h"
#include "tests/support/platformclient.h"

#include "stanforis/sessions/v1/sessions.pb.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <random>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto operatorOfEnergy = u"nv-48707314-maripuu"_s;
const auto otherPerson = u"nv-38905120-lepik"_s;
const auto officer = u"nv-47106153-kask"_s;
const SectorId energy(u"energy"_s);

/// A keychain that outlives the console, as the system's does.
class HeldKeychain final : public KeychainPort
{
public:
    void store(QObject *context, const QString &name, const QByteArray &secret, Reply<Done> reply) override
    {
        ++stored;
        held.insert(name, secret);
        QTimer::singleShot(0, context, [reply = std::move(reply)] { reply(Done{}); });
    }
    void read(QObject *context, const QString &name, Reply<QByteArray> reply) override
    {
        QTimer::singleShot(0, context, [reply = std::move(reply), found = held.value(name)] {
            found.isEmpty() ? reply(Error{Error::Code::NotFound, {}}) : reply(found);
        });
    }
    void remove(QObject *context, const QString &name, Reply<Done> reply) override
    {
        held.remove(name);
        QTimer::singleShot(0, context, [reply = std::move(reply)] { reply(Done{}); });
    }
    QHash<QString, QByteArray> held;
    int stored = 0;
};

/// Passes everything on and counts what goes to the token endpoint.
class CountingHttp final : public HttpPort
{
public:
    explicit CountingHttp(HttpPort &next)
        : m_next(next)
    {}
    void send(QObject *context, const HttpRequest &request, Reply<HttpAnswer> reply) override
    {
        if (request.body.contains("grant_type=refresh_token"))
            ++refreshes;
        m_next.send(context, request, std::move(reply));
    }
    int refreshes = 0;

private:
    HttpPort &m_next;
};

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
        CountingHttp counting(*m_rig->http);
        m_rig->link.reset();
        m_rig->session = std::make_unique<Session>(m_rig->reached->profile, counting, *m_rig->browser, m_rig->clock);
        SpoiltTokens spoilt(m_rig->session->tokens());
        m_rig->link = std::make_unique<PlatformLink>(*m_rig->reached, m_rig->trust->revocations(), *m_rig->http, spoilt,
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
        QCOMPARE(counting.refreshes, 1);
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
        const auto makeSession = [&] {
            m_rig->link.reset();
            m_rig->session =
                std::make_unique<Session>(m_rig->reached->profile, *m_rig->http, *m_rig->browser, m_rig->clock, &keychain);
        };
        makeSession();
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
            makeSession();
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

    void whoNeverSignedInHereHasNothingToResume()
    {
        HeldKeychain keychain;
        m_rig->link.reset();
        m_rig->session =
            std::make_unique<Session>(m_rig->reached->profile, *m_rig->http, *m_rig->browser, m_rig->clock, &keychain);
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
        const auto makeSession = [&] {
            m_rig->link.reset();
            m_rig->session =
                std::make_unique<Session>(m_rig->reached->profile, *m_rig->http, *m_rig->browser, m_rig->clock, &keychain);
        };
        makeSession();
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        QTRY_COMPARE(keychain.held.size(), 1);
        for (const int early : {0, 5, 500}) { // before keychain and provider answer, between, after
            makeSession();
            m_rig->session->prepareToResume();
            QTest::qWait(early);
            QCOMPARE(m_rig->session->state(), SessionState::SignedOut);
            m_rig->session->resume();
            QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 15'000);
        }
        // Somebody who signs in otherwise meanwhile is not disturbed by it.
        makeSession();
        m_rig->session->prepareToResume();
        QVERIFY(m_rig->signIn(otherPerson));
        QTest::qWait(500);
        QCOMPARE(m_rig->session->identity()->subject.value, otherPerson);
    }

    void networkThatIsAwayAtTheStartForgetsNothing()
    {
        HeldKeychain keychain;
        m_rig->link.reset();
        m_rig->session =
            std::make_unique<Session>(m_rig->reached->profile, *m_rig->http, *m_rig->browser, m_rig->clock, &keychain);
        QVERIFY(m_rig->signIn(operatorOfEnergy));
        QTRY_COMPARE(keychain.held.size(), 1);
        m_simulator.kill();
        m_rig->session =
            std::make_unique<Session>(m_rig->reached->profile, *m_rig->http, *m_rig->browser, m_rig->clock, &keychain);
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
        PlatformClient client(m_simulator, TestWorkstation{credential.key, credential.certificate, {}});
        QCOMPARE(client.webSocketWith(access->toLatin1()), 0);
        QElapsedTimer took;
        took.start();
        m_rig->session->signOut();
        QTRY_COMPARE_WITH_TIMEOUT(client.webSocketWith(access->toLatin1()), 4401, 2000);
        QVERIFY(took.elapsed() < 2000);
    }
};

QTEST_GUILESS_MAIN(SessionLifeTest)
#include "tst_sessionlife.moc"
