// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/outboxcontroller.h"
#include "app/storage/outbox.h"
#include "models/stores/outboxstore.h"
#include "models/stores/transactionstore.h"
#include "models/telemetry/timecontext.h"
#include "tests/support/consolerig.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <cstdio>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const SectorId sector{u"energy"_s};
const ServiceId service{u"grid-balancing"_s};
const PageId page{u"reserve-call"_s};
const QString person = u"nv-48707314-maripuu"_s;
const QString approver = u"nv-47809220-rebane"_s;

/// The real link, with something that happens at a chosen moment of a submission.
class Fateful final : public TransactionPort
{
public:
    explicit Fateful(TransactionPort &real)
        : m_real(real)
    {}
    void submit(QObject *context, const SectorId &to, const QByteArray &jws, const QByteArray &body,
                Reply<Transaction> reply) override
    {
        ++submissions;
        if (beforeSending)
            std::exchange(beforeSending, nullptr)();
        m_real.submit(context, to, jws, body, [this, reply = std::move(reply)](const Result<Transaction> &outcome) {
            if (outcome && beforeAnswer) {
                std::exchange(beforeAnswer, nullptr)();
                reply(Error{Error::Code::Unreachable, u"the answer was lost"_s});
            } else {
                reply(outcome);
            }
        });
    }
    void prepare(QObject *context, const Draft &draft, Reply<Prepared> reply) override
    {
        m_real.prepare(context, draft, std::move(reply));
    }
    Result<Intent> compose(const Draft &draft, const Prepared &prepared) const override
    {
        return m_real.compose(draft, prepared);
    }
    Result<Intent> intentOf(const Transaction &transaction) const override { return m_real.intentOf(transaction); }
    void beginApproval(QObject *context, const SectorId &in, const TransactionId &id, Reply<Approval> reply) override
    {
        m_real.beginApproval(context, in, id, std::move(reply));
    }
    bool asksForPin() const override { return m_real.asksForPin(); }
    void sign(QObject *context, const Intent &intent, const QByteArray &first, Secret pin, Reply<QByteArray> reply) override
    {
        m_real.sign(context, intent, first, std::move(pin), std::move(reply));
    }
    void decline(QObject *context, const SectorId &in, const TransactionId &id, const QString &reason,
                 Reply<Transaction> reply) override
    {
        m_real.decline(context, in, id, reason, std::move(reply));
    }
    Watch watch(const SectorId &in, std::function<void(const Transaction &)> receiver) override
    {
        return m_real.watch(in, std::move(receiver));
    }
    void verify(QObject *context, const Receipt &receipt, Reply<ReceiptFacts> reply) override
    {
        m_real.verify(context, receipt, std::move(reply));
    }

    std::function<void()> beforeSending;
    std::function<void()> beforeAnswer;
    int submissions = 0;

private:
    TransactionPort &m_real;
};

/// A console without windows: signs in, and has its outbox in the file.
struct Console
{
    ConsoleRig rig;
    Outbox outbox;
    OutboxStore unsent;
    TransactionStore transactions;
    TimeContext time{rig.clock};
    std::unique_ptr<Fateful> port;
    std::unique_ptr<OutboxController> controller;

    explicit Console(const QString &file)
        : outbox(file)
    {}
    [[nodiscard]] bool enter(const QString &address, const QString &code, const QString &who = person)
    {
        if (!rig.read(address))
            return false;
        rig.build(code);
        if (!rig.signIn(who))
            return false;
        port = std::make_unique<Fateful>(rig.link->transactions());
        controller =
            std::make_unique<OutboxController>(OutboxController::Ports{outbox, *port},
                                               OutboxController::Stores{unsent, transactions, time}, rig.reached->profile.issuer);
        return true;
    }
    void start() { controller->start(rig.session->identity()->subject); }

    /// Releases the first plant, or calls a reserve, which asks for a second person: signed, ready to be sent.
    [[nodiscard]] Result<UnsentWork> signedWork(bool needsSecond = false)
    {
        const auto records = await<RecordList>(
            [&](QObject *context, auto reply) { rig.link->records().list(context, sector, service, page, {}, reply); });
        if (!records || records->records.isEmpty())
            return records ? Error{} : records.error();
        const Record &record = records->records.first();
        Draft draft{sector, service, page, needsSecond ? u"call"_s : u"release"_s, record.id, record.etag, {}, {}};
        if (needsSecond) {
            draft.values = {{u"power"_s, u"20"_s}, {u"product"_s, u"A97"_s}, {u"duration"_s, u"30"_s}};
            draft.reason = u"Frequency is falling"_s;
        } else {
            draft.values = {{u"remaining"_s, u"0"_s}, {u"cause"_s, u"B18"_s}};
        }
        const auto prepared = await<Prepared>([&](QObject *context, auto reply) { port->prepare(context, draft, reply); });
        if (!prepared)
            return prepared.error();
        const auto intent = port->compose(draft, *prepared);
        if (!intent)
            return intent.error();
        const auto jws = await<QByteArray>([&](QObject *context, auto reply) { port->sign(context, *intent, {}, {}, reply); });
        return jws ? Result<UnsentWork>(workOf(*intent, *jws)) : jws.error();
    }
    /// The second signature under what waits for one: ready to be sent.
    [[nodiscard]] Result<UnsentWork> approvedWork()
    {
        std::optional<Transaction> waiting;
        const auto watch = port->watch(sector, [&waiting](const Transaction &told) {
            if (told.mayApprove)
                waiting = told;
        });
        if (!QTest::qWaitFor([&waiting] { return waiting.has_value(); }, 10'000))
            return Error{Error::Code::TimedOut, u"nothing waits"_s};
        auto intent = port->intentOf(*waiting);
        const auto approval =
            await<Approval>([&](QObject *context, auto reply) { port->beginApproval(context, sector, waiting->id, reply); });
        if (!intent || !approval)
            return intent ? approval.error() : intent.error();
        intent->nonce = approval->nonce;
        const auto jws =
            await<QByteArray>([&](QObject *context, auto reply) { port->sign(context, *intent, waiting->jws, {}, reply); });
        if (!jws)
            return jws.error();
        auto work = workOf(*intent, *jws);
        work.isSecond = true;
        return work;
    }
    [[nodiscard]] UnsentWork workOf(const Intent &intent, const QByteArray &jws) const
    {
        UnsentWork work;
        work.id = intent.id;
        work.platform = rig.reached->profile.issuer;
        work.subject = rig.session->identity()->subject;
        work.sector = sector;
        work.service = service;
        work.page = page;
        work.operation = intent.operation;
        work.record = intent.record;
        work.jws = jws;
        work.body = intent.body;
        work.bodyType = intent.bodyType;
        work.signBy = intent.signBy;
        return work;
    }

    ~Console()
    {
        controller.reset();
        port.reset();
    }
};

/// Somebody calls a reserve and hands it in, so that it waits for a second person.
[[nodiscard]] bool request(const QString &address, const QString &code, const QString &file)
{
    Console console(file);
    const auto work = console.enter(address, code) ? console.signedWork(true) : Error{};
    if (!work)
        return false;
    console.start();
    const auto waiting = await<Transaction>([&](QObject *, auto reply) { console.controller->send(*work, reply); });
    return waiting && waiting->state == Transaction::State::Waiting;
}

/// The console that dies at the moment it is told to.
int dieAt(const QString &moment, const QString &address, const QString &file)
{
    const bool second = moment.startsWith("second"_L1);
    Console console(file);
    const auto die = [] { std::raise(SIGKILL); };
    QFile input; // the code that enrols this workstation: a secret has no place in arguments
    if (!input.open(stdin, QIODevice::ReadOnly) ||
        !console.enter(address, QString::fromLatin1(input.readLine()).trimmed(), second ? approver : person))
        return 3;
    const auto work = second ? console.approvedWork() : console.signedWork();
    if (!work) {
        std::fprintf(stderr, "%s\n", qPrintable(work.error().detail));
        return 4;
    }
    if (moment.endsWith("sending"_L1))
        console.port->beforeSending = die; // it is on the disk, and nothing of it left this process
    else
        console.port->beforeAnswer = die; // the platform has written it, and nothing here knows
    console.start();
    console.controller->send(*work, [](const Result<Transaction> &) {});
    return QCoreApplication::exec();
}

} // namespace

/// Signed work across kills of either side, each a real process: written exactly once.
class TestOutboxCrash : public QObject
{
    Q_OBJECT
private:
    /// The console of the same person after all that: everything is sent, and one thing was written.
    void expectWrittenOnce(const QString &address, const QString &file, const QString &code, bool second)
    {
        Console console(file);
        QVERIFY(console.enter(address, code, second ? approver : person));
        QList<Transaction> written;
        const auto watch = console.port->watch(sector, [&written, second](const Transaction &told) {
            if (told.mine != second && told.state == Transaction::State::Written)
                written.append(told);
        });
        console.start();
        QTRY_VERIFY_WITH_TIMEOUT(console.port->submissions > 0, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(console.unsent.all().isEmpty(), 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(!written.isEmpty(), 10'000);
        const auto facts = await<ReceiptFacts>(
            [&](QObject *context, auto reply) { console.port->verify(context, written.first().receipt, reply); });
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().detail));
        QCOMPARE(facts->ledgerSize, 1);
        QCOMPARE(facts->subjects.size(), second ? 2 : 1);
        QSet<TransactionId> ids;
        for (const Transaction &transaction : std::as_const(written))
            ids.insert(transaction.id);
        QCOMPARE(ids.size(), 1);
        // And the disk has forgotten it.
        const auto kept = await<KeptWork>([&](QObject *context, auto reply) {
            console.outbox.read(context, console.rig.reached->profile.issuer, console.rig.session->identity()->subject, reply);
        });
        QVERIFY(kept);
        QVERIFY(kept->works.isEmpty());
    }

private Q_SLOTS:
    void theConsoleIsKilled_data()
    {
        QTest::addColumn<QString>("moment");
        QTest::newRow("between the signature and sending it") << u"sending"_s;
        QTest::newRow("between the platform's commit and the answer") << u"answer"_s;
        QTest::newRow("between the second signature and sending it") << u"second sending"_s;
        QTest::newRow("between the platform's commit of the second and the answer") << u"second answer"_s;
    }
    void theConsoleIsKilled()
    {
        QFETCH(QString, moment);
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        QTemporaryDir folder;
        const QString file = folder.filePath(u"outbox.sqlite"_s);
        const QString address = ConsoleRig::addressOf(simulator);
        const bool second = moment.startsWith("second"_L1);
        if (second)
            QVERIFY(request(address, simulator.newCode(), folder.filePath(u"requester.sqlite"_s)));
        QProcess console;
        console.start(QCoreApplication::applicationFilePath(), {u"--die-at"_s, moment, address, file});
        console.write(simulator.newCode().toLatin1() + '\n');
        QVERIFY(console.waitForFinished(60'000));
        QCOMPARE(console.exitStatus(), QProcess::CrashExit);
        expectWrittenOnce(address, file, simulator.newCode(), second);
    }

    void thePlatformIsKilled_data()
    {
        QTest::addColumn<bool>("committed");
        QTest::addColumn<bool>("second");
        QTest::newRow("before it has written anything") << false << false;
        QTest::newRow("between its commit and the answer") << true << false;
        QTest::newRow("before it has written the second signature") << false << true;
        QTest::newRow("between its commit of the second and the answer") << true << true;
    }
    void thePlatformIsKilled()
    {
        QFETCH(bool, committed);
        QFETCH(bool, second);
        QTemporaryDir folder;
        const QString file = folder.filePath(u"outbox.sqlite"_s);
        const QString state = folder.filePath(u"state"_s);
        auto simulator = std::make_unique<SimulatorProcess>();
        QVERIFY(simulator->start({u"--state"_s, state}));
        const QString address = ConsoleRig::addressOf(*simulator);
        const QString port = QString::number(simulator->address().port());
        const QString grpcPort = simulator->profile().value("grpc_endpoint"_L1).toString().section(u':', -1);
        if (second)
            QVERIFY(request(address, simulator->newCode(), folder.filePath(u"requester.sqlite"_s)));
        {
            Console console(file);
            QVERIFY(console.enter(address, simulator->newCode(), second ? approver : person));
            const auto work = second ? console.approvedWork() : console.signedWork();
            QVERIFY2(work, work ? "" : qPrintable(work.error().detail));
            const auto kill = [&simulator] { simulator->kill(); };
            (committed ? console.port->beforeAnswer : console.port->beforeSending) = kill;
            std::optional<Result<Transaction>> answer;
            console.start();
            console.controller->send(*work, [&answer](Result<Transaction> outcome) { answer = std::move(outcome); });
            QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20'000);
            QVERIFY(!*answer);
            QCOMPARE(console.unsent.all().size(), 1);
            QCOMPARE(console.unsent.all().first().state, UnsentWork::State::Waiting);
            // It comes back, and the console that went on sends it by itself.
            simulator = std::make_unique<SimulatorProcess>();
            QVERIFY(simulator->start({u"--state"_s, state, u"--port"_s, port, u"--grpc-port"_s, grpcPort}));
            QTRY_VERIFY_WITH_TIMEOUT(console.unsent.all().isEmpty(), 40'000);
            const Transaction *done = console.transactions.find(work->id);
            QVERIFY(done);
            QCOMPARE(done->state, Transaction::State::Written);
            const auto facts =
                await<ReceiptFacts>([&](QObject *context, auto reply) { console.port->verify(context, done->receipt, reply); });
            QVERIFY2(facts, facts ? "" : qPrintable(facts.error().detail));
            QCOMPARE(facts->ledgerSize, 1);
            QCOMPARE(facts->subjects.size(), second ? 2 : 1);
            QVERIFY(console.port->submissions >= 2);
        }
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() == 5 && arguments.at(1) == "--die-at"_L1)
        return dieAt(arguments.at(2), arguments.at(3), arguments.at(4));
    TestOutboxCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_outboxcrash.moc"
