// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/outboxcontroller.h"
#include "models/ports/outboxport.h"
#include "models/ports/transactionport.h"
#include "models/stores/outboxstore.h"
#include "models/stores/transactionstore.h"
#include "models/telemetry/timecontext.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace stanforis;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class HandClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return time; }
    Instant time = fromMicroseconds(1'795'000'000'000'000);
};

/// In memory, in order; says no while `full`.
class Shelf final : public OutboxPort
{
public:
    void put(QObject *context, const UnsentWork &work, Reply<Done> reply) override
    {
        events.append(u"put "_s + work.id.value);
        const bool kept = !full;
        if (kept) {
            rows.removeIf([&](const UnsentWork &row) { return row.id == work.id; });
            rows.append(work);
        }
        QTimer::singleShot(0, context, [kept, reply] {
            reply(kept ? Result<Done>(Done{}) : Error{Error::Code::Storage, u"full"_s});
        });
    }
    void remove(QObject *context, const UnsentWork &work, Reply<Done> reply) override
    {
        events.append(u"remove "_s + work.id.value);
        rows.removeIf([&](const UnsentWork &row) { return row.id == work.id; });
        QTimer::singleShot(0, context, [reply] { reply(Done{}); });
    }
    void read(QObject *context, const QString &platform, const SubjectId &subject, Reply<KeptWork> reply) override
    {
        ++reads;
        if (broken) {
            QTimer::singleShot(0, context, [reply] { reply(Error{Error::Code::Storage, u"busy"_s}); });
            return;
        }
        KeptWork found;
        for (const UnsentWork &row : rows) {
            if (row.platform == platform && row.subject == subject && !sealed.contains(row.id.value))
                found.works.append(row);
        }
        if (!sealed.isEmpty())
            found.unread = UnreadWork{int(sealed.size()), {Error::Code::Unavailable, {}}};
        QTimer::singleShot(0, context, [found, reply] { reply(found); });
    }
    QList<UnsentWork> rows;
    QStringList events;
    QStringList sealed; ///< rows whose key is away
    bool full = false;
    bool broken = false;
    int reads = 0;
};

/// Answers what it is told to, one after the other; the last one again and again.
class Platform final : public TransactionPort
{
public:
    void submit(QObject *context, const SectorId &, const QByteArray &jws, const QByteArray &, Reply<Transaction> reply) override
    {
        sent.append(QString::fromUtf8(jws));
        if (shelf)
            shelf->events.append(u"send "_s + QString::fromUtf8(jws));
        Result<Transaction> answer = [&]() -> Result<Transaction> {
            Transaction done;
            done.id = TransactionId(QString::fromUtf8(jws));
            done.state = Transaction::State::Written;
            return done;
        }();
        if (!errors.isEmpty())
            answer = errors.takeFirst();
        QTimer::singleShot(0, context, [answer, reply] { reply(answer); });
    }
    void prepare(QObject *, const Draft &, Reply<Prepared>) override {}
    Result<Intent> compose(const Draft &, const Prepared &) const override { return Error{}; }
    Result<Intent> intentOf(const Transaction &) const override { return Error{}; }
    void beginApproval(QObject *, const SectorId &, const TransactionId &, Reply<Approval>) override {}
    bool asksForPin() const override { return false; }
    void sign(QObject *, const Intent &, const QByteArray &, Secret, Reply<QByteArray>) override {}
    void decline(QObject *, const SectorId &, const TransactionId &, const QString &, Reply<Transaction>) override {}
    Watch watch(const SectorId &, std::function<void(const Transaction &)>) override { return {}; }
    void verify(QObject *, const Receipt &, Reply<ReceiptFacts>) override {}

    QStringList sent;
    QList<Error> errors;
    Shelf *shelf = nullptr;
};

} // namespace

class TestOutboxController : public QObject
{
    Q_OBJECT
private:
    struct Rig
    {
        HandClock clock;
        TimeContext time{clock};
        OutboxStore unsent;
        TransactionStore transactions;
        Shelf shelf;
        Platform platform;
        std::unique_ptr<OutboxController> controller;

        Rig()
        {
            platform.shelf = &shelf;
            restart();
        }
        /// As a console that starts anew with what is on disk.
        void restart()
        {
            unsent.replace({});
            controller = std::make_unique<OutboxController>(
                OutboxController::Ports{shelf, platform}, OutboxController::Stores{unsent, transactions, time}, u"https://id"_s);
        }
        [[nodiscard]] UnsentWork work(const QString &id) const
        {
            UnsentWork made;
            made.id = TransactionId(id);
            made.platform = u"https://id"_s;
            made.subject = SubjectId(u"op:1"_s);
            made.record = RecordId(u"record of "_s + id);
            made.jws = id.toUtf8();
            made.signBy = clock.time + 120s;
            return made;
        }
    };

private Q_SLOTS:
    void itIsKeptBeforeItIsSentAndForgottenAfterTheAnswer()
    {
        Rig rig;
        rig.controller->start(SubjectId(u"op:1"_s));
        std::optional<Result<Transaction>> answer;
        rig.controller->send(rig.work(u"A"_s), [&](Result<Transaction> outcome) { answer = std::move(outcome); });
        QTRY_VERIFY(answer.has_value());
        QVERIFY(*answer);
        QCOMPARE(rig.shelf.events, (QStringList{u"put A"_s, u"send A"_s, u"remove A"_s}));
        QVERIFY(rig.unsent.all().isEmpty());
        QVERIFY(rig.transactions.find(TransactionId(u"A"_s)));
    }

    void whatCannotBeKeptIsNotSent()
    {
        Rig rig;
        rig.shelf.full = true;
        rig.controller->start(SubjectId(u"op:1"_s));
        std::optional<Result<Transaction>> answer;
        rig.controller->send(rig.work(u"A"_s), [&](Result<Transaction> outcome) { answer = std::move(outcome); });
        QTRY_VERIFY(answer.has_value());
        QCOMPARE(answer->error().code, Error::Code::Storage);
        QVERIFY(rig.platform.sent.isEmpty());
    }

    void oneAfterTheOtherInTheOrderOfSigning()
    {
        Rig rig;
        rig.platform.errors = {{Error::Code::Unreachable, {}}};
        rig.controller->start(SubjectId(u"op:1"_s));
        for (const auto &id : {u"C"_s, u"A"_s, u"B"_s})
            rig.controller->send(rig.work(id), [](const Result<Transaction> &) {});
        QTRY_COMPARE(rig.platform.sent.size(), 1);
        rig.controller->retryNow();
        QTRY_COMPARE(rig.platform.sent, (QStringList{u"C"_s, u"C"_s, u"A"_s, u"B"_s}));
        QTRY_VERIFY(rig.shelf.rows.isEmpty());
    }

    void aPlatformThatIsAwayIsAskedAgainByItself()
    {
        Rig rig;
        for (const auto code : {Error::Code::Unreachable, Error::Code::TimedOut, Error::Code::Unavailable, Error::Code::Internal,
                                Error::Code::Malformed, Error::Code::Unauthenticated, Error::Code::Cancelled}) {
            rig.platform.sent.clear();
            rig.platform.errors = {{code, {}}};
            rig.controller->start(SubjectId(u"op:1"_s));
            int answers = 0;
            rig.controller->send(rig.work(u"A"_s), [&](const Result<Transaction> &) { ++answers; });
            QTRY_COMPARE(answers, 1);
            QCOMPARE(rig.unsent.all().size(), 1);
            QCOMPARE(rig.unsent.all().first().state, UnsentWork::State::Waiting);
            QTRY_COMPARE(rig.platform.sent.size(), 2); // after a second, by itself
            QTRY_VERIFY(rig.unsent.all().isEmpty());
            QCOMPARE(answers, 1);
        }
    }

    void aRefusalIsToldAndKept_data()
    {
        QTest::addColumn<Error::Code>("code");
        QTest::addColumn<bool>("late");
        QTest::addColumn<UnsentWork::State>("state");
        QTest::newRow("too late") << Error::Code::Conflict << true << UnsentWork::State::TooLate;
        QTest::newRow("forgotten by the platform") << Error::Code::NotFound << true << UnsentWork::State::TooLate;
        QTest::newRow("changed meanwhile") << Error::Code::Conflict << false << UnsentWork::State::Overtaken;
        QTest::newRow("role gone") << Error::Code::PermissionDenied << false << UnsentWork::State::Refused;
        QTest::newRow("clock") << Error::Code::Invalid << false << UnsentWork::State::Refused;
    }
    void aRefusalIsToldAndKept()
    {
        QFETCH(Error::Code, code);
        QFETCH(bool, late);
        QFETCH(UnsentWork::State, state);
        Rig rig;
        rig.platform.errors = {{code, u"Because."_s}};
        QSignalSpy policy(rig.controller.get(), &OutboxController::refusedByPolicy);
        const auto work = rig.work(u"A"_s);
        if (late)
            rig.clock.time += 3min;
        rig.controller->start(SubjectId(u"op:1"_s));
        std::optional<Result<Transaction>> answer;
        rig.controller->send(work, [&](Result<Transaction> outcome) { answer = std::move(outcome); });
        QTRY_VERIFY(answer.has_value());
        QCOMPARE(rig.unsent.all().size(), 1);
        QCOMPARE(rig.unsent.all().first().state, state);
        QCOMPARE(rig.unsent.all().first().answer, u"Because."_s);
        QCOMPARE(rig.shelf.rows.first().state, state);
        QCOMPARE(policy.size(), code == Error::Code::PermissionDenied ? 1 : 0);
        // It is not sent again, and does not keep the next from being sent.
        rig.controller->send(rig.work(u"B"_s), [](const Result<Transaction> &) {});
        QTRY_COMPARE(rig.platform.sent, (QStringList{u"A"_s, u"B"_s}));
        rig.controller->discard(TransactionId(u"A"_s));
        QVERIFY(rig.unsent.find(TransactionId(u"A"_s)) == nullptr);
        QTRY_VERIFY(rig.shelf.rows.isEmpty());
    }

    void afterARestartTheSamePersonsWorkIsSent()
    {
        Rig rig;
        rig.platform.errors = {{Error::Code::Unreachable, {}}};
        rig.controller->start(SubjectId(u"op:1"_s));
        rig.controller->send(rig.work(u"A"_s), [](const Result<Transaction> &) {});
        QTRY_COMPARE(rig.platform.sent.size(), 1);
        rig.restart();
        rig.controller->start(SubjectId(u"op:2"_s));
        rig.controller->send(
            [&] {
                auto other = rig.work(u"X"_s);
                other.subject = SubjectId(u"op:2"_s);
                return other;
            }(),
            [](const Result<Transaction> &) {});
        QTRY_COMPARE(rig.platform.sent, (QStringList{u"A"_s, u"X"_s}));
        QVERIFY(!rig.unsent.find(TransactionId(u"A"_s)));
        rig.controller->stop();
        rig.controller->start(SubjectId(u"op:1"_s));
        QTRY_COMPARE(rig.platform.sent, (QStringList{u"A"_s, u"X"_s, u"A"_s}));
        QTRY_VERIFY(rig.shelf.rows.isEmpty());
    }

    void whatCannotBeReadIsToldAndReadAgain()
    {
        Rig rig;
        rig.shelf.rows = {rig.work(u"A"_s), rig.work(u"B"_s)};
        rig.shelf.broken = true;
        rig.controller->start(SubjectId(u"op:1"_s));
        QTRY_VERIFY(rig.unsent.unread());
        QCOMPARE(rig.unsent.unread()->pieces, 0);
        QVERIFY(rig.platform.sent.isEmpty());
        // One bad row keeps no other back.
        rig.shelf.broken = false;
        rig.shelf.sealed = {u"A"_s};
        rig.controller->retryNow();
        QTRY_COMPARE(rig.platform.sent, QStringList{u"B"_s});
        QCOMPARE(rig.unsent.unread()->pieces, 1);
        QCOMPARE(rig.shelf.rows.size(), 1);
        // After an unlock, for one.
        rig.shelf.sealed.clear();
        rig.controller->pause();
        rig.controller->start(SubjectId(u"op:1"_s));
        QTRY_COMPARE(rig.platform.sent, (QStringList{u"B"_s, u"A"_s}));
        QVERIFY(!rig.unsent.unread());
        QTRY_VERIFY(rig.shelf.rows.isEmpty());
        const int reads = rig.shelf.reads;
        rig.controller->retryNow(); // everything was read
        QCOMPARE(rig.shelf.reads, reads);
    }

    void nothingIsSentWhilePaused()
    {
        Rig rig;
        rig.controller->start(SubjectId(u"op:1"_s));
        rig.controller->pause();
        rig.controller->send(rig.work(u"A"_s), [](const Result<Transaction> &) {});
        QTRY_COMPARE(rig.unsent.all().size(), 1);
        rig.controller->retryNow();
        QVERIFY(rig.platform.sent.isEmpty());
        rig.controller->start(SubjectId(u"op:1"_s));
        QTRY_COMPARE(rig.platform.sent.size(), 1);
    }

    void signingAgainTakesThePlaceOfWhatFailed()
    {
        Rig rig;
        rig.platform.errors = {{Error::Code::Conflict, {}}};
        rig.controller->start(SubjectId(u"op:1"_s));
        rig.controller->send(rig.work(u"A"_s), [](const Result<Transaction> &) {});
        QTRY_VERIFY(rig.unsent.find(TransactionId(u"A"_s)) &&
                    rig.unsent.find(TransactionId(u"A"_s))->state == UnsentWork::State::Overtaken);
        auto again = rig.work(u"B"_s);
        again.record = rig.work(u"A"_s).record;
        rig.controller->send(again, [](const Result<Transaction> &) {});
        QTRY_VERIFY(rig.shelf.rows.isEmpty());
        QVERIFY(rig.unsent.all().isEmpty());
    }

    void whatStillWaitsCannotBeDiscarded()
    {
        Rig rig;
        rig.controller->start(SubjectId(u"op:1"_s));
        rig.controller->pause();
        rig.controller->send(rig.work(u"A"_s), [](const Result<Transaction> &) {});
        QTRY_COMPARE(rig.unsent.all().size(), 1);
        rig.controller->discard(TransactionId(u"A"_s)); // the platform may have accepted it already
        QCOMPARE(rig.unsent.all().size(), 1);
        QCOMPARE(rig.shelf.rows.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestOutboxController)
#include "tst_outboxcontroller.moc"
