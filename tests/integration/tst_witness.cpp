// SPDX-License-Identifier: GPL-3.0-or-later
// Console and platform hold each other to what they wrote, over real TLS: the console's audit log is cosigned by the simulator,
// the simulator's ledger is remembered by the console, and a simulator whose state was put back is found out.
#include "app/console/audit/auditwitnessing.h"
#include "app/console/audit/ledgermemory.h"
#include "stanforis/audit/v1/audit.pb.h"
#include "tests/support/consolerig.h"
#include "tests/support/platformclient.h"

#include <QProcess>
#include <QTemporaryDir>

#include <array>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::StringLiterals;

class TestWitness : public QObject
{
    Q_OBJECT

    /// Signs something, so that the ledger has an entry more.
    static Result<Transaction> work(ConsoleRig &rig)
    {
        const SectorId sector{u"energy"_s};
        const ServiceId service{u"grid-balancing"_s};
        const PageId page{u"reserve-call"_s};
        auto &port = rig.link->transactions();
        const auto records = await<RecordList>(
            [&](QObject *context, auto reply) { rig.link->records().list(context, sector, service, page, {}, reply); });
        if (!records || records->records.isEmpty())
            return Error{Error::Code::NotFound, u"records"_s};
        const auto &record = records->records.first();
        const Draft draft{
            sector, service, page, u"release"_s, record.id, record.etag, {{u"remaining"_s, u"0"_s}, {u"cause"_s, u"B18"_s}}, {}};
        const auto prepared = await<Prepared>([&](QObject *context, auto reply) { port.prepare(context, draft, reply); });
        const auto intent = prepared ? port.compose(draft, *prepared) : prepared.error();
        if (!intent)
            return intent.error();
        const auto jws =
            await<QByteArray>([&](QObject *context, auto reply) { port.sign(context, *intent, {}, Secret(), reply); });
        if (!jws)
            return jws.error();
        return await<Transaction>([&](QObject *context, auto reply) { port.submit(context, sector, *jws, intent->body, reply); });
    }

private Q_SLOTS:
    void theLogIsCosignedAndReceiptsAreSealed()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.build(simulator.newCode());
        QTemporaryDir folder;
        AuditStore store;
        AuditLog log(rig.clock, store, {.folder = folder.path(), .workstation = u"ws-test"_s});
        AuditWitnessing witnessing(log, rig.link->witness(), u"simulator"_s);
        LedgerMemory memory(log, rig.link->witness(), rig.clock, u"simulator"_s);
        log.start();
        QVERIFY(rig.signIn(u"nv-48707314-maripuu"_s));
        witnessing.setSignedIn(true);
        log.record({.event = u"record.opened"_s, .object = u"energy"_s});
        QTRY_VERIFY_WITH_TIMEOUT(witnessing.isCompared() && store.audit().waiting == 0, 10'000);
        log.seal();
        QTRY_COMPARE_WITH_TIMEOUT(store.audit().cosigned, store.audit().entries, 10'000);
        QVERIFY(store.audit().cosignedAt);

        const auto done = work(rig);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        memory.look();
        QTRY_COMPARE_WITH_TIMEOUT(store.ledger().kind, LedgerState::Kind::Well, 10'000);
        QTRY_COMPARE(store.ledger().size, 1);
        const auto container =
            await<QByteArray>([&](QObject *context, auto reply) { rig.link->witness().seal(context, done->receipt, reply); });
        QVERIFY2(container, container ? "" : qPrintable(container.error().detail));
        QVERIFY(container->startsWith("PK"));
        auto forged = done->receipt;
        forged.body += ' ';
        const auto refused =
            await<QByteArray>([&](QObject *context, auto reply) { rig.link->witness().seal(context, forged, reply); });
        QCOMPARE(refused.error().code, Error::Code::Invalid);
    }

    void theProofOfTheLedgerIsExportedAndVerifiedOffline()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.build(simulator.newCode());
        QTemporaryDir folder;
        AuditStore store;
        AuditLog log(rig.clock, store, {.folder = folder.path(), .workstation = u"ws-test"_s});
        LedgerMemory memory(log, rig.link->witness(), rig.clock, u"simulator"_s);
        log.start();
        const auto exported = [&] {
            return await<QByteArray>([&](QObject *context, auto reply) { memory.exportProof(context, reply); });
        };
        QTRY_VERIFY_WITH_TIMEOUT((memory.look(), exported().error().code == Error::Code::NotFound), 10'000); // nothing to prove
        QVERIFY(rig.signIn(u"nv-48707314-maripuu"_s));
        for (const qint64 entries : {1, 3}) {
            while (store.ledger().size < entries) {
                QVERIFY(work(rig));
                const qint64 before = store.ledger().size;
                QTRY_VERIFY_WITH_TIMEOUT((memory.look(), store.ledger().size > before), 10'000);
            }
        }
        const auto keys = await<QByteArray>([&](QObject *context, auto reply) { rig.link->witness().keySet(context, reply); });
        const auto pair = exported();
        QVERIFY2(keys && pair, pair ? "" : qPrintable(pair.error().detail));
        const auto save = [&folder](const QString &name, const QByteArray &content) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
        };
        QProcess program;
        program.start(QStringLiteral(STANFORIS_BINARY_DIR "/stanforis-verify"),
                      {u"--trust"_s, save(u"keys.json"_s, *keys), save(u"ledger.checkpoints"_s, *pair)});
        QVERIFY(program.waitForFinished());
        const QString said = QString::fromUtf8(program.readAll());
        QVERIFY2(program.exitCode() == 0 && said.contains(u"3 entries, the first 1 of them as they were"_s), qPrintable(said));
    }

    /// Else a person at any workstation could make it look as if a log were missing at another one.
    void theNameOfAnotherWorkstationsLogIsRefused_data()
    {
        QTest::addColumn<int>("door");
        QTest::newRow("HTTPS") << 0;
        QTest::newRow("WebSocket") << 1;
        QTest::newRow("gRPC") << 2;
    }
    void theNameOfAnotherWorkstationsLogIsRefused()
    {
        QFETCH(int, door);
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        const auto wish = [](char key) {
            const QByteArray seed(32, key);
            const auto bytes = identity::NoteSigner::publicKey(seed);
            const auto signer = identity::NoteSigner::fromSeed(seed, identity::auditOrigin(u"ws-test"_s, *bytes));
            identity::AuditChain chain;
            (void)chain.append({u"log.begun"_s, {}, u"ok"_s, {}, {}, {}, SystemClock().now(), 1, {}});
            audit::v1::CosignRequest request;
            request.set_note(signer->sign(chain.checkpointText(signer->verifier().name, 1))->toStdString());
            request.set_key(signer->verifier().toText().toStdString());
            return QByteArray::fromStdString(request.SerializeAsString());
        };
        constexpr std::array doors{&PlatformClient::overHttps, &PlatformClient::overWebSocket, &PlatformClient::overGrpc};
        const auto cosign = [door, &doors](PlatformClient &client, const QByteArray &request) {
            client.connectionToken = client.tokensOf(u"nv-48707314-maripuu"_s)["access_token"_L1].toString().toLatin1();
            return (client.*doors[std::size_t(door)])("/stanforis.audit.v1.Witness/Cosign", client.connectionToken, request).code;
        };
        PlatformClient victim(simulator);
        PlatformClient other(simulator, simulator.enrolAnother());
        QCOMPARE(cosign(victim, wish('a')), 0);
        QCOMPARE(cosign(other, wish('b')), 7);
        QCOMPARE(cosign(victim, wish('b')), 0);
    }

    void aLedgerThatWasPutBackIsRemembered()
    {
        QTemporaryDir state;
        QTemporaryDir folder;
        const auto run = [&](int works, bool first, LedgerState &seen) -> bool {
            SimulatorProcess simulator;
            if (!simulator.start({u"--state"_s, state.path()}))
                return false;
            ConsoleRig rig;
            if (!rig.read(ConsoleRig::addressOf(simulator)))
                return false;
            rig.build(simulator.newCode());
            AuditStore store;
            AuditLog log(rig.clock, store, {.folder = folder.path(), .workstation = u"ws-test"_s});
            LedgerMemory memory(log, rig.link->witness(), rig.clock, u"simulator"_s);
            log.start();
            if (works > 0 && !rig.signIn(u"nv-48707314-maripuu"_s))
                return false;
            for (int i = 0; i < works; ++i) {
                if (!work(rig))
                    return false;
            }
            if (!QTest::qWaitFor([&] { return store.audit().checked; }, 10'000))
                return false;
            memory.look();
            const auto expected = first ? LedgerState::Kind::Well : LedgerState::Kind::RolledBack;
            const bool reached = QTest::qWaitFor(
                [&] {
                    memory.look();
                    return store.ledger().kind == expected && (!first || store.ledger().size == works);
                },
                10'000);
            seen = store.ledger();
            return reached && (first || store.bar(rig.clock.now()) == AuditStore::Bar::LedgerRewritten) && simulator.stop();
        };
        LedgerState seen;
        QVERIFY(run(2, true, seen));
        QCOMPARE(seen.size, 2);
        QVERIFY(QFile::remove(state.filePath(u"stanforis.sqlite"_s))); // the platform's keys stay, its memory goes
        QFile::remove(state.filePath(u"stanforis.sqlite-wal"_s));
        QFile::remove(state.filePath(u"stanforis.sqlite-shm"_s));
        QVERIFY(run(0, false, seen));
        QCOMPARE(seen.size, 2);
        QVERIFY(seen.wrongSince);
        QVERIFY(run(0, false, seen)); // and it stays known
    }
};

QTEST_GUILESS_MAIN(TestWitness)
#include "tst_witness.moc"
