// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/jws.h"
#include "tests/support/consolerig.h"
#include "tests/support/platformclient.h"

#include "stanforis/transactions/v1/transactions.pb.h"

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SectorId sector{u"energy"_s};
const ServiceId service{u"grid-balancing"_s};
const PageId page{u"reserve-call"_s};

/// A workstation's clock that jumps when it is told to.
class JumpingClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return SystemClock().now() + offset; }
    Duration offset{};
};

} // namespace

/// Threats 16 and 17 of the reference, against the real simulator.
class TestFourEyes : public QObject
{
    Q_OBJECT
private:
    static Result<Intent> composed(ConsoleRig &rig, const QString &operation)
    {
        auto &work = rig.link->transactions();
        const auto records = await<RecordList>(
            [&](QObject *context, auto reply) { rig.link->records().list(context, sector, service, page, {}, reply); });
        if (!records || records->records.isEmpty())
            return records ? Error{} : records.error();
        const Record &record = records->records.first();
        Draft draft{sector, service, page, operation, record.id, record.etag, {}, u"Frequency is falling"_s};
        if (operation == "call"_L1)
            draft.values = {{u"power"_s, u"20"_s}, {u"product"_s, u"A97"_s}, {u"duration"_s, u"30"_s}};
        else
            draft.values = {{u"remaining"_s, u"0"_s}, {u"cause"_s, u"B18"_s}};
        const auto prepared = await<Prepared>([&](QObject *context, auto reply) { work.prepare(context, draft, reply); });
        return prepared ? work.compose(draft, *prepared) : prepared.error();
    }
    static Result<QByteArray> signedBy(ConsoleRig &rig, const Intent &intent, const QByteArray &first)
    {
        return await<QByteArray>(
            [&](QObject *context, auto reply) { rig.link->transactions().sign(context, intent, first, {}, reply); });
    }
    static Result<Transaction> submitted(ConsoleRig &rig, const Intent &intent, const QByteArray &jws)
    {
        return await<Transaction>(
            [&](QObject *context, auto reply) { rig.link->transactions().submit(context, sector, jws, intent.body, reply); });
    }
    /// One call through each door, with a token of that person for the sector.
    static QList<int> codes(PlatformClient &client, const QByteArray &method, const QByteArray &token, const std::string &request)
    {
        const QByteArray path = "/stanforis.transactions.v1.Transactions/" + method;
        const auto bytes = QByteArray::fromStdString(request);
        return {client.overHttps(path, token, bytes).code, client.overWebSocket(path, token, bytes).code,
                client.overGrpc(path, token, bytes).code};
    }

private Q_SLOTS:
    void T16_onePersonIsNotTwoAtAnyDoor()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        ConsoleRig requester;
        QVERIFY(requester.read(ConsoleRig::addressOf(simulator)));
        requester.build(simulator.newCode());
        QVERIFY(requester.signIn(u"nv-48707314-maripuu"_s));
        const auto intent = composed(requester, u"call"_s);
        QVERIFY2(intent, intent ? "" : qPrintable(intent.error().detail));
        const auto first = signedBy(requester, *intent, {});
        QVERIFY(first);
        const auto waiting = submitted(requester, *intent, *first);
        QVERIFY2(waiting, waiting ? "" : qPrintable(waiting.error().detail));
        QCOMPARE(waiting->state, Transaction::State::Waiting);

        PlatformClient client(simulator);
        transactions::v1::BeginApprovalRequest begin;
        begin.set_sector_id("energy");
        begin.set_transaction_id(intent->id.value.toStdString());
        // A second signature by the same person, with another key of theirs; and by somebody who may not approve.
        auto twice = identity::Jws::fromGeneral(*first);
        QVERIFY(twice);
        const auto other = identity::SigningKey::generate(identity::VerifyingKey::Curve::P384);
        QVERIFY(twice->sign(*other, twice->signatures().first().header));
        transactions::v1::SubmitRequest submit;
        submit.set_sector_id("energy");
        submit.set_jws(twice->toGeneral().toStdString());
        submit.set_body(intent->body.toStdString());
        for (const auto &subject : {u"nv-48707314-maripuu"_s, u"nv-48003072-soosaar"_s}) {
            const auto tokens = client.tokensOf(subject);
            client.connectionToken = tokens["access_token"_L1].toString().toLatin1();
            const auto token = client.refresh(tokens["refresh_token"_L1].toString(), client.sectorResource(sector.value))
                                   .json()["access_token"_L1]
                                   .toString()
                                   .toLatin1();
            QVERIFY(!token.isEmpty());
            QCOMPARE(codes(client, "BeginApproval", token, begin.SerializeAsString()), (QList<int>{7, 7, 7}));
            QCOMPARE(codes(client, "Submit", token, submit.SerializeAsString()), (QList<int>{7, 7, 7}));
        }
    }

    void T17_aClockTenMinutesOffIsSaidInSo_data()
    {
        QTest::addColumn<int>("minutes");
        QTest::addColumn<QString>("word");
        QTest::newRow("fast") << 10 << u"ahead"_s;
        QTest::newRow("slow") << -10 << u"behind"_s;
    }
    void T17_aClockTenMinutesOffIsSaidInSo()
    {
        QFETCH(int, minutes);
        QFETCH(QString, word);
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        JumpingClock clock;
        IntentSigner signer(clock);
        rig.build(simulator.newCode());
        QVERIFY(rig.signIn(u"nv-48707314-maripuu"_s));
        // The person's own signer at a workstation whose clock jumps after the sign-in.
        signer.begin(rig.session->identity()->subject);
        PlatformLink link(*rig.reached, *rig.trust, *rig.http, rig.session->tokens(), signer, rig.clock);
        link.setCredential(rig.workstation->credential());
        const auto intent = composed(rig, u"release"_s);
        QVERIFY2(intent, intent ? "" : qPrintable(intent.error().detail));
        const auto enrolled =
            await<QByteArray>([&](QObject *context, auto reply) { link.transactions().sign(context, *intent, {}, {}, reply); });
        QVERIFY2(enrolled, enrolled ? "" : qPrintable(enrolled.error().detail)); // the key is known now
        clock.offset = std::chrono::minutes(minutes);
        const auto jws = await<QByteArray>([&](QObject *context, auto reply) {
            signer.sign(context, *intent, {},
                        {intent->nonce, rig.reached->profile.apiBase + u"/stanforis.transactions.v1.Transactions/Submit"_s}, {},
                        reply);
        });
        QVERIFY(jws);
        const auto refused = await<Transaction>(
            [&](QObject *context, auto reply) { link.transactions().submit(context, sector, *jws, intent->body, reply); });
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        QVERIFY2(refused.error().detail.contains("clock"_L1) && refused.error().detail.contains(word) &&
                     refused.error().detail.contains("10 minutes"_L1),
                 qPrintable(refused.error().detail));
    }

    void T17_replayedAndReordered()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.build(simulator.newCode());
        QVERIFY(rig.signIn(u"nv-48707314-maripuu"_s));
        auto one = composed(rig, u"release"_s);
        auto two = composed(rig, u"release"_s);
        QVERIFY(one && two);
        const auto first = signedBy(rig, *one, {});
        const auto second = signedBy(rig, *two, {});
        QVERIFY(first && second);
        // The second one first: it is written, so the other stands on a record that is no longer there.
        const auto done = submitted(rig, *two, *second);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(submitted(rig, *one, *first).error().code, Error::Code::Conflict);
        // Again and again: the same answer, and one entry in the ledger.
        for (int i = 0; i < 3; ++i) {
            const auto again = submitted(rig, *two, *second);
            QVERIFY(again);
            QCOMPARE(again->receipt.jws, done->receipt.jws);
        }
        const auto facts = await<ReceiptFacts>(
            [&](QObject *context, auto reply) { rig.link->transactions().verify(context, done->receipt, reply); });
        QVERIFY(facts);
        QCOMPARE(facts->ledgerSize, 1);
        // Another transaction's body under this signature.
        QVERIFY(!await<Transaction>(
            [&](QObject *context, auto reply) { rig.link->transactions().submit(context, sector, *first, two->body, reply); }));
    }
};

QTEST_GUILESS_MAIN(TestFourEyes)
#include "tst_foureyes.moc"
