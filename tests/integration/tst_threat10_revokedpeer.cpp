// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/revocations.h"
#include "tests/support/consolerig.h"
#include "tests/support/testauthority.h"

#include <QSignalSpy>
#include <QSslServer>
#include <QTemporaryDir>
#include <QTimer>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

class ShiftedClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return SystemClock().now() + shift; }
    Duration shift{};
};

class OneToken final : public TokenSource
{
public:
    void token(QObject *context, const std::optional<SectorId> &, Reply<QString> reply) override
    {
        QTimer::singleShot(0, context, [reply] { reply(u"secret"_s); });
    }
    void stepUp(QObject *context, const SignInDemand &, Reply<Done> reply) override
    {
        QTimer::singleShot(0, context, [reply] { reply(Error{Error::Code::StepUpNeeded, {}}); });
    }
    void refuse(const QString &) override {}
};

class Memory final : public TrustMemoryPort
{
public:
    [[nodiscard]] quint64 trustListSerial(const QString &platform) const override { return serials.value(platform); }
    void setTrustListSerial(const QString &platform, quint64 serial) override { serials.insert(platform, serial); }
    [[nodiscard]] QByteArray authority(const QByteArray &sha256) const override { return authorities.value(sha256); }
    void setAuthority(const QByteArray &sha256, const QByteArray &der) override { authorities.insert(sha256, der); }
    QHash<QString, quint64> serials;
    QHash<QByteArray, QByteArray> authorities;
};

class Listener
{
public:
    explicit Listener(const TestAuthority::Issued &identity)
    {
        auto tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(identity.certificate);
        tls.setPrivateKey(identity.privateKey());
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        tls.setAllowedNextProtocols({"h2", "http/1.1"});
        m_server.setSslConfiguration(tls);
        QObject::connect(&m_server, &QSslServer::startedEncryptionHandshake, &m_server, [this] { ++attempts; });
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server, [this] {
            while (auto *socket = m_server.nextPendingConnection())
                QObject::connect(socket, &QIODevice::readyRead, &m_server, [this, socket] { received += socket->readAll(); });
        });
        m_server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QString place() const { return u"127.0.0.1:%1"_s.arg(m_server.serverPort()); }

    int attempts = 0;
    QByteArray received;

private:
    QSslServer m_server;
};

/// Serves what it is given over HTTPS.
class Shelf
{
public:
    explicit Shelf(const TestAuthority::Issued &identity)
    {
        auto tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(identity.certificate);
        tls.setPrivateKey(identity.privateKey());
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_server.setSslConfiguration(tls);
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server, [this] {
            while (auto *socket = m_server.nextPendingConnection())
                QObject::connect(socket, &QIODevice::readyRead, &m_server, [this, socket] { answer(*socket); });
        });
        m_server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QString address() const { return u"https://127.0.0.1:%1"_s.arg(m_server.serverPort()); }

    QHash<QByteArray, QByteArray> documents; ///< by path

private:
    void answer(QIODevice &socket) const
    {
        const QByteArray body = documents.value(socket.readAll().split(' ').value(1));
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    QSslServer m_server;
};

/// Takes a number for the trust list with that serial, and notes whom it was asked to lead to. The rest is the real one.
class ListsBySerial final : public TrustVerifierPort
{
public:
    [[nodiscard]] Result<TrustList> trustList(const QByteArray &jws, const QList<QByteArray> &authorities,
                                              const QString &host) const override
    {
        askedFor = authorities;
        askedHost = host;
        TrustList list = pattern;
        list.serial = jws.toULongLong();
        return list;
    }
    [[nodiscard]] Result<RevocationList> revocationList(const QByteArray &der, const QByteArray &authority) const override
    {
        return TrustVerifier().revocationList(der, authority);
    }
    TrustList pattern;
    mutable QList<QByteArray> askedFor;
    mutable QString askedHost;
};

/// A platform whose trust list is signed under another authority than its servers' certificates, read once.
struct WatchRig
{
    WatchRig(TestAuthority &servers, TestAuthority &signers, const TestAuthority::Issued &server)
        : shelf(server)
    {
        lists.pattern.issued = clock.now() - 1min;
        lists.pattern.nextUpdate = clock.now() + 1h;
        lists.pattern.servers = {{servers.certificate().toDer(), shelf.address() + u"/crl"_s}};
        shelf.documents = {{"/list", "5"}, {"/crl", servers.revocationList()}};
        profile.address = shelf.address();
        profile.trustListUrl = shelf.address() + u"/list"_s;
        const auto der = servers.certificate().toDer();
        const auto root = TrustAnchor::of(TrustAnchor::Kind::File, {signers.certificate()});
        TrustList first = lists.pattern;
        first.serial = 5;
        watch =
            std::make_unique<TrustWatch>(PlatformTrust{TrustAnchor::of(TrustAnchor::Kind::File, {servers.certificate()}).value(),
                                                       root.value(),
                                                       first,
                                                       {TrustVerifier().revocationList(shelf.documents["/crl"], der).value()}},
                                         profile, TrustTools{lists, &memory, clock});
    }
    /// Reads again; whether there is no problem.
    [[nodiscard]] bool look() const
    {
        QSignalSpy looked(watch.get(), &TrustWatch::looked);
        watch->look();
        return looked.wait(10'000) && !watch->problem();
    }
    SystemClock clock;
    Memory memory;
    ListsBySerial lists;
    Shelf shelf;
    ConnectionProfile profile;
    std::unique_ptr<TrustWatch> watch;
};

} // namespace

/// Threat 10, a peer whose certificate was taken back, and lists that are held back, old or forged: nothing is sent to it, and
/// without a list in time nothing is sent to anybody.
class TestThreat10RevokedPeer : public QObject
{
    Q_OBJECT
private:
    TestAuthority m_authority;
    TestAuthority m_other;
    TestAuthority::Issued m_good;
    TestAuthority::Issued m_revoked;
    const TrustVerifier m_verifier;

    [[nodiscard]] TrustAnchor anchor() const
    {
        return TrustAnchor::of(TrustAnchor::Kind::File, {m_authority.certificate()}).value();
    }
    [[nodiscard]] Result<RevocationList> list(TestAuthority &signedBy) const
    {
        return m_verifier.revocationList(signedBy.revocationList(), m_authority.certificate().toDer());
    }
    [[nodiscard]] static Result<ConnectionProfile> reach(const SimulatorProcess &simulator, const TrustTools &tools)
    {
        ProfileReader reader(tools);
        const auto reached = await<Reached>(
            [&](QObject *, auto reply) { reader.read(*PlatformAddress::parse(ConsoleRig::addressOf(simulator)), {}, reply); });
        return reached ? Result<ConnectionProfile>(reached->profile) : reached.error();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_authority.create(u"Authority"_s) && m_other.create(u"Authority"_s), m_authority.problem);
        const QByteArray names = "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth";
        m_good = m_authority.issue(u"good"_s, names);
        m_revoked = m_authority.issue(u"revoked"_s, names);
        QVERIFY2(m_authority.revoke(m_revoked), m_authority.problem);
    }

    /// openssl ca -revoke, and the console's three ways.
    void nothingIsSentToARevokedServer_data()
    {
        QTest::addColumn<bool>("revoked");
        QTest::newRow("good") << false;
        QTest::newRow("revoked") << true;
    }
    void nothingIsSentToARevokedServer()
    {
        QFETCH(bool, revoked);
        const SystemClock clock;
        Revocations revocations(clock);
        const auto read = list(m_authority);
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QCOMPARE(read->serials.size(), 1);
        revocations.add(*read);
        const auto &identity = revoked ? m_revoked : m_good;

        Listener https(identity);
        HttpClient client(anchor());
        client.setRevocations(revocations);
        client.setTimeout(3s);
        HttpRequest request;
        request.url = QUrl(u"https://"_s + https.place() + u"/x"_s);
        request.headers = {{"Authorization", "Bearer secret"}};
        std::optional<Error> error;
        client.send(this, request, [&error](const Result<HttpAnswer> &answer) { error = answer ? Error{} : answer.error(); });

        TransportMonitor monitor(clock);
        OneToken tokens;
        Listener webSocket(identity);
        UserChannel channel(QUrl(u"wss://"_s + webSocket.place() + u"/channel"_s), anchor(), &revocations, tokens, monitor);
        channel.start();

        Listener grpc(identity);
        GrpcChannel calls(grpc.place(), anchor().pem(), revocations.folder(), monitor);
        std::optional<Error> failed;
        calls.call(this, "/x.Y/Z", "request", u"secret"_s, 2500ms,
                   [&failed](const Result<QByteArray> &answer) { failed = answer ? Error{} : answer.error(); });
        if (!revoked) {
            QTRY_VERIFY(https.received.contains("Bearer secret"));
            QTRY_VERIFY(webSocket.received.contains("Bearer secret"));
            QTRY_VERIFY(grpc.received.contains("PRI * HTTP/2.0"));
            return;
        }
        QTRY_VERIFY(error.has_value());
        QCOMPARE(error->code, Error::Code::Untrusted);
        QCOMPARE(error->detail, u"revoked"_s);
        QTRY_VERIFY_WITH_TIMEOUT(webSocket.attempts >= 2, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(failed.has_value(), 10'000);
        QCOMPARE(failed->code, Error::Code::Unreachable);
        for (const auto *listener : {&https, &webSocket, &grpc})
            QCOMPARE(listener->received, QByteArray());
    }

    void withoutAListInTimeNothingIsSent()
    {
        ShiftedClock clock;
        Revocations revocations(clock);
        const QList<QSslCertificate> chain{m_good.certificate, m_authority.certificate()};
        QCOMPARE(revocations.check(chain).error().detail, u"revocation list"_s); // none
        revocations.add(*list(m_authority));
        QVERIFY(revocations.check(chain));
        clock.shift = 1h + 4min;
        QVERIFY(revocations.check(chain)); // clocks differ a little
        clock.shift = 1h + 6min;
        QCOMPARE(revocations.check(chain).error().detail, u"revocation list"_s); // stale
        clock.shift = -6min;
        QCOMPARE(revocations.check(chain).error().detail, u"clock"_s);
    }

    void aListOfAnotherAuthorityIsNone()
    {
        const auto forged = list(m_other); // of the same name
        QVERIFY(!forged);
        QCOMPARE(forged.error().code, Error::Code::Untrusted);
        auto changed = m_authority.revocationList();
        changed[changed.size() - 20] = char(changed[changed.size() - 20] ^ 1);
        QVERIFY(!m_verifier.revocationList(changed, m_authority.certificate().toDer()));
        QVERIFY(!m_verifier.revocationList(m_authority.revocationList() + "x", m_authority.certificate().toDer()));
    }

    /// The real simulator takes its own certificate back.
    void aPlatformThatWasRevokedIsLeft()
    {
        QTemporaryDir state;
        SimulatorProcess simulator;
        QVERIFY(simulator.start({u"--state"_s, state.path()}));
        ConsoleRig rig;
        QVERIFY2(rig.read(ConsoleRig::addressOf(simulator)), rig.error ? qPrintable(rig.error->detail) : "");
        rig.build(simulator.newCode());
        QVERIFY(rig.isEnrolled());
        QVERIFY(simulator.command(u"revoke server"_s).contains("revoked"_L1));
        const auto head = [&rig] {
            return await<LedgerHead>([&](QObject *context, auto reply) { rig.link->witness().ledgerHead(context, 0, reply); });
        };
        QVERIFY(head()); // over gRPC; that connection stands
        QSignalSpy looked(rig.trust.get(), &TrustWatch::looked);
        rig.trust->look();
        QTRY_COMPARE(looked.size(), 1);
        const auto after = head();
        QVERIFY(!after);
        QCOMPARE(after.error().code, Error::Code::Untrusted);
        HttpRequest request;
        request.url = QUrl(rig.reached->profile.receiptKeysUrl);
        const auto answer = await<HttpAnswer>([&](QObject *context, auto reply) { rig.http->send(context, request, reply); });
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, Error::Code::Untrusted);
        QCOMPARE(answer.error().detail, u"revoked"_s);
        ConsoleRig fresh;
        QVERIFY(!fresh.read(ConsoleRig::addressOf(simulator)));
        QCOMPARE(fresh.error->detail, u"revoked"_s);
        QVERIFY(simulator.stop());
        QVERIFY(simulator.start({u"--state"_s, state.path()})); // with another certificate
        QVERIFY(fresh.read(ConsoleRig::addressOf(simulator)));
    }

    /// A workstation whose clock is off says so, and does not take it for an attack or for an outage.
    void aWrongClockIsCalledOne()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        ShiftedClock clock;
        const TrustTools tools{m_verifier, nullptr, clock};
        QVERIFY(reach(simulator, tools));
        for (const auto shift : {Duration(2h), Duration(-2h), Duration(10min) * -1}) {
            clock.shift = shift;
            const auto reached = reach(simulator, tools);
            QVERIFY(!reached);
            QCOMPARE(reached.error().code, Error::Code::Untrusted);
            QCOMPARE(reached.error().detail, u"clock"_s);
        }
        clock.shift = 4min;
        QVERIFY(reach(simulator, tools));
    }

    void anOlderTrustListIsRefused()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        const SystemClock clock;
        Memory memory;
        const TrustTools tools{m_verifier, &memory, clock};
        QVERIFY(reach(simulator, tools));
        QCOMPARE(memory.serials.size(), 1);
        QCOMPARE(memory.serials.begin().key(), QString::fromLatin1(simulator.authoritySha256()));
        QVERIFY(reach(simulator, tools)); // the same again is none the worse
        ++memory.serials.begin().value();
        const auto older = reach(simulator, tools);
        QVERIFY(!older);
        QCOMPARE(older.error().code, Error::Code::Untrusted);
        QCOMPARE(older.error().detail, u"rollback"_s);
    }

    /// The authority is kept so that it need not be looked for at each start; what is kept is held against the hash.
    void whatIsKeptOfTheAuthorityIsNotBelieved()
    {
        SimulatorProcess simulator;
        SimulatorProcess other;
        QVERIFY(simulator.start());
        QVERIFY(other.start());
        const SystemClock clock;
        Memory memory;
        const TrustTools tools{m_verifier, &memory, clock};
        QVERIFY(reach(other, tools));
        const auto foreign = memory.authorities.value(QByteArray::fromHex(other.authoritySha256()));
        QVERIFY(!foreign.isEmpty());
        const QByteArray hash = QByteArray::fromHex(simulator.authoritySha256());
        for (const QByteArray &kept : {foreign, QByteArray("garbage"), QByteArray()}) {
            memory.authorities[hash] = kept;
            const auto reached = reach(simulator, tools);
            QVERIFY(reached);
            QCOMPARE(QCryptographicHash::hash(memory.authorities[hash], QCryptographicHash::Sha256), hash); // put right
        }
        QVERIFY(reach(simulator, tools)); // by what is kept
        // The address names one authority, the other platform has another.
        const auto impostor = *PlatformAddress::parse(other.address().toString() + u"#sha256="_s +
                                                      QString::fromLatin1(simulator.authoritySha256()));
        ProfileReader reader(tools);
        std::optional<Result<Reached>> answer;
        reader.read(impostor, {}, [&answer](Result<Reached> result) { answer = std::move(result); });
        QTRY_VERIFY_WITH_TIMEOUT(answer, 15'000);
        QCOMPARE(answer->error().code, Error::Code::Untrusted);
    }

    void whatWasPreparedIsForItsAddressAlone()
    {
        SimulatorProcess simulator;
        SimulatorProcess other;
        QVERIFY(simulator.start());
        QVERIFY(other.start());
        const SystemClock clock;
        Memory memory;
        const TrustTools tools{m_verifier, &memory, clock};
        QVERIFY(reach(simulator, tools));
        const auto address = [](const SimulatorProcess &platform) {
            return *PlatformAddress::parse(ConsoleRig::addressOf(platform));
        };
        ProfileReader reader(tools);
        std::optional<Result<Reached>> answer;
        const auto take = [&answer](Result<Reached> result) { answer = std::move(result); };
        reader.prepare(address(simulator));
        QTest::qWait(500); // it comes before anybody asks
        reader.read(address(simulator), {}, take);
        QTRY_VERIFY_WITH_TIMEOUT(answer, 15'000);
        QVERIFY(*answer);
        QCOMPARE((*answer)->profile.address, simulator.address().toString());
        answer.reset();
        reader.prepare(address(simulator));
        reader.read(address(other), {}, take);
        QTRY_VERIFY_WITH_TIMEOUT(answer, 15'000);
        QVERIFY(*answer);
        QCOMPARE((*answer)->profile.address, other.address().toString());
    }

    /// Every later list is held against what the first one was.
    void aListReadAgainIsHeldAgainstTheFirstAnchor()
    {
        const WatchRig rig(m_authority, m_other, m_good);
        QVERIFY2(rig.look(), rig.watch->problem() ? qPrintable(rig.watch->problem()->detail) : "");
        QCOMPARE(rig.lists.askedFor, QList<QByteArray>{m_other.certificate().toDer()});
        const auto name = QCryptographicHash::hash(m_other.certificate().toDer(), QCryptographicHash::Sha256).toHex();
        QCOMPARE(rig.memory.serials.keys(), QStringList{QString::fromLatin1(name)});
    }

    void nothingOlderReplacesWhatIsKnown()
    {
        WatchRig rig(m_authority, m_other, m_good);
        rig.shelf.documents["/list"] = "4";
        rig.memory.serials.clear();
        QVERIFY(!rig.look());
        QCOMPARE(rig.watch->problem()->detail, u"rollback"_s);
        QCOMPARE(rig.watch->trust().list.serial, 5u);

        rig.shelf.documents["/list"] = "6";
        const QByteArray older = rig.shelf.documents["/crl"];
        rig.shelf.documents["/crl"] = m_authority.revocationList();
        QVERIFY(rig.look());
        const QString number = rig.watch->trust().revocations.first().number;
        rig.shelf.documents["/crl"] = older;
        QVERIFY(!rig.look());
        QCOMPARE(rig.watch->problem()->detail, u"rollback"_s);
        QCOMPARE(rig.watch->revocations().lists().first().number, number);
        rig.watch->revocations().add(*m_verifier.revocationList(older, m_authority.certificate().toDer()));
        QCOMPARE(rig.watch->revocations().lists().first().number, number);
    }

    /// What is open is left when it may rest on what no longer holds, and not otherwise.
    void otherAuthoritiesAndNewRevocationsAreTold()
    {
        TestAuthority third;
        QVERIFY2(third.create(u"Third"_s), third.problem);
        WatchRig rig(m_authority, m_other, m_good);
        QList<QList<QByteArray>> told;
        connect(rig.watch.get(), &TrustWatch::groundsChanged, this,
                [&told](const TrustAnchor &anchor) { told.append(anchor.der()); });
        QVERIFY(rig.look());
        rig.shelf.documents["/crl"] = m_authority.revocationList();
        QVERIFY(rig.look());
        QVERIFY(told.isEmpty());
        const auto another = m_authority.issue(u"another"_s, "subjectAltName=IP:127.0.0.1");
        QVERIFY(m_authority.revoke(another));
        rig.shelf.documents["/crl"] = m_authority.revocationList();
        QVERIFY(rig.look());
        QCOMPARE(told.size(), 1);
        rig.lists.pattern.servers.append({third.certificate().toDer(), rig.shelf.address() + u"/third"_s});
        rig.shelf.documents["/third"] = third.revocationList();
        QVERIFY(rig.look());
        QCOMPARE(told.size(), 2);
        QCOMPARE(told.last(), (QList<QByteArray>{m_authority.certificate().toDer(), third.certificate().toDer()}));
        rig.lists.pattern.servers.removeFirst(); // and with it what the server shows
        QVERIFY(rig.look());
        QCOMPARE(told.last(), QList<QByteArray>{third.certificate().toDer()});
        QVERIFY(!rig.look());
        QCOMPARE(rig.watch->problem()->code, Error::Code::Untrusted);
    }

    void withoutAPlaceForTheListsGrpcIsNotUsed()
    {
        const QByteArray before = qgetenv("TMPDIR");
        qputenv("TMPDIR", "/proc"); // where nobody makes a folder
        const SystemClock clock;
        Revocations revocations(clock);
        qputenv("TMPDIR", before.isEmpty() ? QByteArray("/tmp") : before);
        revocations.add(*list(m_authority));
        QVERIFY(revocations.folder().isEmpty());
        TransportMonitor monitor(clock);
        Listener grpc(m_good);
        GrpcChannel calls(grpc.place(), anchor().pem(), revocations.folder(), monitor);
        QVERIFY(!calls.isUsable());
        const auto answer = await<QByteArray>(
            [&](QObject *context, auto reply) { calls.call(context, "/x.Y/Z", "request", u"secret"_s, 2500ms, reply); });
        QCOMPARE(answer.error().code, Error::Code::Untrusted);
        QCOMPARE(answer.error().detail, u"revocation list: folder"_s);
        const auto stream = calls.open("/x.Y/Z", "request", u"secret"_s, {}, Backlog::Wait);
        QSignalSpy finished(stream.get(), &StreamCall::finished);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(grpc.attempts, 0);
    }

    void listsAreKeptFresh()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start({u"--revocation-list-lifetime"_s, u"4"_s}));
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.build({});
        const auto first = rig.trust->trust().revocations.first().number;
        QTRY_VERIFY_WITH_TIMEOUT(rig.trust->trust().revocations.first().number != first, 8'000);
        QVERIFY(!rig.trust->problem());
        simulator.kill();
        QTRY_VERIFY_WITH_TIMEOUT(rig.trust->problem(), 8'000);
        QCOMPARE(rig.trust->problem()->code, Error::Code::Unreachable);
    }
};

QTEST_GUILESS_MAIN(TestThreat10RevokedPeer)
#include "tst_threat10_revokedpeer.moc"
