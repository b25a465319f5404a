// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/simulatorchild.h"
#include "tests/support/consolerig.h"

#include <QCoreApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <csignal>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

/// Signed work through the console's adapters, and the simulator as the console's child.
class TestLinkWork : public QObject
{
    Q_OBJECT
private:
    const SectorId m_sector{u"energy"_s};
    const ServiceId m_service{u"grid-balancing"_s};
    const PageId m_page{u"reserve-call"_s};

    /// Signs and hands in, without an outbox between.
    static Result<Transaction> signAndSubmit(TransactionPort &work, const Intent &intent, const QByteArray &first)
    {
        const auto jws = await<QByteArray>([&](QObject *context, auto reply) { work.sign(context, intent, first, {}, reply); });
        if (!jws)
            return jws.error();
        return await<Transaction>(
            [&](QObject *context, auto reply) { work.submit(context, intent.sector, *jws, intent.body, reply); });
    }

    static QString toAddress(const PlatformAddress &address)
    {
        return address.text() + u"#sha256="_s + QString::fromLatin1(address.authoritySha256.toHex());
    }

private Q_SLOTS:
    void initTestCase()
    {
        // The child is looked for beside the program; here that is the folder of the tests.
        const QString beside = QCoreApplication::applicationDirPath() + u"/stanforis-simulator"_s;
        if (SimulatorChild::binary().isEmpty())
            QVERIFY(QFile::link(QStringLiteral(STANFORIS_BINARY_DIR "/stanforis-simulator"), QString(beside)));
        QVERIFY(!SimulatorChild::binary().isEmpty());
    }

    void theZoneOfTheCountryIsRead()
    {
        SimulatorProcess simulator;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TZ"_s, u"Asia/Kathmandu"_s);
        simulator.process().setProcessEnvironment(environment);
        QVERIFY(simulator.start());
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        QCOMPARE(rig.reached->profile.timeZone, u"Asia/Kathmandu"_s);
    }

    void workIsSignedAndItsReceiptVerifies()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.build(simulator.newCode());
        QVERIFY(rig.signIn(u"nv-48707314-maripuu"_s));
        auto &work = rig.link->transactions();

        const auto records = await<RecordList>(
            [&](QObject *context, auto reply) { rig.link->records().list(context, m_sector, m_service, m_page, {}, reply); });
        QVERIFY2(records, records ? "" : qPrintable(records.error().detail));
        QVERIFY(!records->records.isEmpty());
        const auto &record = records->records.first();

        Draft draft{m_sector,
                    m_service,
                    m_page,
                    u"release"_s,
                    record.id,
                    record.etag,
                    {{u"remaining"_s, u"900"_s}, {u"cause"_s, u"B18"_s}},
                    {}};
        const auto refused = await<Prepared>([&](QObject *context, auto reply) { work.prepare(context, draft, reply); });
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        QVERIFY2(!remoteViolations(refused.error()).isEmpty(), qPrintable(refused.error().detail));
        QCOMPARE(remoteViolations(refused.error()).first().field, u"remaining"_s);

        draft.values[u"remaining"_s] = u"0"_s;
        const auto prepared = await<Prepared>([&](QObject *context, auto reply) { work.prepare(context, draft, reply); });
        QVERIFY2(prepared, prepared ? "" : qPrintable(prepared.error().detail));
        const auto intent = work.compose(draft, *prepared);
        QVERIFY2(intent, intent ? "" : qPrintable(intent.error().detail));
        QCOMPARE(intent->values, draft.values);
        const auto done = signAndSubmit(work, *intent, {});
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(done->state, Transaction::State::Written);

        const auto facts = await<ReceiptFacts>([&](QObject *context, auto reply) { work.verify(context, done->receipt, reply); });
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().detail));
        QCOMPARE(facts->id, prepared->id);
        const auto fromFile = receiptFromFile(toFile(done->receipt));
        QVERIFY(fromFile);
        QVERIFY(await<ReceiptFacts>([&](QObject *context, auto reply) { work.verify(context, *fromFile, reply); }));
        auto forged = done->receipt;
        forged.body += ' ';
        const auto caught = await<ReceiptFacts>([&](QObject *context, auto reply) { work.verify(context, forged, reply); });
        QVERIFY(!caught);
        QCOMPARE(caught.error().code, Error::Code::Untrusted);
    }

    void aSecondPersonSignsTheSameBytes()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        ConsoleRig operatorRig;
        QVERIFY(operatorRig.read(ConsoleRig::addressOf(simulator)));
        operatorRig.build(simulator.newCode());
        QVERIFY(operatorRig.signIn(u"nv-48707314-maripuu"_s));
        auto &work = operatorRig.link->transactions();
        const auto records = await<RecordList>([&](QObject *context, auto reply) {
            operatorRig.link->records().list(context, m_sector, m_service, m_page, {}, reply);
        });
        QVERIFY(records && !records->records.isEmpty());
        const auto &record = records->records.first();
        const Draft draft{m_sector,
                          m_service,
                          m_page,
                          u"call"_s,
                          record.id,
                          record.etag,
                          {{u"power"_s, u"20"_s}, {u"product"_s, u"A97"_s}, {u"duration"_s, u"30"_s}},
                          u"Frequency is falling"_s};
        const auto prepared = await<Prepared>([&](QObject *context, auto reply) { work.prepare(context, draft, reply); });
        QVERIFY2(prepared, prepared ? "" : qPrintable(prepared.error().detail));
        const auto intent = work.compose(draft, *prepared);
        QVERIFY(intent);
        QCOMPARE(intent->signaturesNeeded, 2);
        const auto waiting = signAndSubmit(work, *intent, {});
        QVERIFY2(waiting, waiting ? "" : qPrintable(waiting.error().detail));
        QCOMPARE(waiting->state, Transaction::State::Waiting);

        ConsoleRig approverRig;
        QVERIFY(approverRig.read(ConsoleRig::addressOf(simulator)));
        approverRig.build(simulator.newCode());
        QVERIFY(approverRig.signIn(u"nv-47809220-rebane"_s));
        std::optional<Transaction> seen;
        const auto watch = approverRig.link->transactions().watch(m_sector, [&seen, &prepared](const Transaction &told) {
            if (told.id == prepared->id)
                seen = told;
        });
        QTRY_VERIFY_WITH_TIMEOUT(seen.has_value(), 10'000);
        QVERIFY(seen->mayApprove);
        auto read = approverRig.link->transactions().intentOf(*seen);
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QCOMPARE(read->controlCode, intent->controlCode);
        const auto approval = await<Approval>([&](QObject *context, auto reply) {
            approverRig.link->transactions().beginApproval(context, m_sector, seen->id, reply);
        });
        QVERIFY2(approval, approval ? "" : qPrintable(approval.error().detail));
        read->nonce = approval->nonce;
        const auto done = signAndSubmit(approverRig.link->transactions(), *read, seen->jws);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(done->state, Transaction::State::Written);
        const auto facts = await<ReceiptFacts>(
            [&](QObject *context, auto reply) { approverRig.link->transactions().verify(context, done->receipt, reply); });
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().detail));
        QCOMPARE(facts->subjects.size(), 2);
        QVERIFY(facts->personsProved); // both, with the keys in the receipt
    }

    void childComesBackOnceOnTheSamePorts()
    {
        SimulatorChild child({});
        QSignalSpy ready(&child, &SimulatorChild::ready);
        QSignalSpy failed(&child, &SimulatorChild::failed);
        child.start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, 20'000);
        const auto address = ready[0][0].value<PlatformAddress>();
        ConsoleRig rig;
        QVERIFY(rig.read(toAddress(address)));
        child.keepGrpcPort(rig.reached->profile.grpcEndpoint.section(u':', -1).toInt());
        ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 2, 20'000);
        QCOMPARE(toAddress(ready[1][0].value<PlatformAddress>()), toAddress(address));
        const auto endpoint = rig.reached->profile.grpcEndpoint;
        QVERIFY(rig.read(toAddress(address)));
        QCOMPARE(rig.reached->profile.grpcEndpoint, endpoint);
        ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10'000);
        QCOMPARE(failed[0][0].value<Error>().code, Error::Code::Unavailable);
    }

    void childThatCannotStartSaysWhy()
    {
        SimulatorChild child({}, {u"--nonsense"_s});
        QSignalSpy failed(&child, &SimulatorChild::failed);
        child.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10'000);
        QVERIFY(!failed[0][0].value<Error>().detail.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLinkWork)
#include "tst_linkwork.moc"
