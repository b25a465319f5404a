// SPDX-License-Identifier: GPL-3.0-or-later
// Threat 18: the console's audit log is edited, reordered, cut short or replaced by an old copy. The real log on real files, the
// platform's real witness behind the port; what is found at the next start, and what stanforis-verify says of the same files.
#include "app/console/audit/auditlog.h"
#include "app/console/audit/auditedports.h"
#include "app/console/audit/audittrail.h"
#include "app/console/audit/audittrust.h"
#include "app/console/audit/auditwitnessing.h"
#include "app/platform/ledger/auditwitness.h"
#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"
#include "models/ports/keychainport.h"
#include "tests/support/fakesession.h"
#include "tests/support/platformfakes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace stanforis;
using namespace Qt::StringLiterals;
using Kind = AuditFinding::Kind;

namespace {

/// A keychain that lasts as long as the test.
class MemoryKeychain final : public KeychainPort
{
public:
    void store(QObject *context, const QString &name, const QByteArray &secret, Reply<Done> reply) override
    {
        kept.insert(name, secret);
        QTimer::singleShot(0, context, [reply] { reply(Done{}); });
    }
    void read(QObject *context, const QString &name, Reply<QByteArray> reply) override
    {
        QTimer::singleShot(0, context, [this, name, reply] {
            reply(kept.contains(name) ? Result<QByteArray>(kept.value(name)) : Error{Error::Code::NotFound, {}});
        });
    }
    void remove(QObject *, const QString &name, Reply<Done>) override { kept.remove(name); }
    QHash<QString, QByteArray> kept;
};

/// The platform's own witness without the doors.
class NearWitness final : public WitnessPort
{
public:
    explicit NearWitness(const Clock &clock)
        : database(std::move(Database::open({}).value()))
        , witness(*database, key, clock)
    {
        (void)witness.start();
    }
    void cosign(QObject *context, const CosignWish &wish, Reply<CosignedNote> reply) override
    {
        audit::v1::CosignRequest request;
        request.set_note(wish.note.toStdString());
        request.set_key(wish.key.toStdString());
        request.set_known_size(wish.knownSize);
        for (const QByteArray &hash : wish.consistency)
            request.add_consistency(hash.toStdString());
        answer(context, witness.cosign(caller, request), reply);
    }
    void cosigned(QObject *context, const QString &origin, const QString &workstation, Reply<CosignedNote> reply) override
    {
        audit::v1::GetCosignedRequest request;
        request.set_origin(origin.toStdString());
        request.set_workstation(workstation.toStdString());
        answer(context, witness.cosigned(request), reply);
    }
    void ledgerHead(QObject *, qint64, Reply<LedgerHead>) override {}
    void seal(QObject *, const Receipt &, Reply<QByteArray>) override {}
    void keySet(QObject *context, Reply<QByteArray> reply) override
    {
        if (answers)
            QTimer::singleShot(0, context, [this, reply] { reply(keys()); });
        else
            QTimer::singleShot(0, context, [this, reply] {
                reply(Error{Error::Code::Unreachable, {}});
                ++refusals;
            });
    }
    bool answers = true;
    QString caller = u"spiffe://platform.test/console/ws1"_s;
    int refusals = 0;
    [[nodiscard]] QByteArray keys() const
    {
        return QJsonDocument(QJsonObject{{u"keys"_s, QJsonArray{key.cosignerJwk()}}}).toJson();
    }

private:
    static void answer(QObject *context, const Result<audit::v1::Cosigned> &result, const Reply<CosignedNote> &reply)
    {
        QTimer::singleShot(0, context, [result, reply] {
            if (result)
                reply(CosignedNote{bytesFromWire(result->note()), bytesFromWire(result->key())});
            else
                reply(result.error());
        });
    }

    NoteKey key = NoteKey::generate(u"platform.test/witness"_s).value();
    std::unique_ptr<Database> database;
    AuditWitness witness;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

/// A log that whoever can write the folder puts behind another one: with a key of their own, it says that damage was settled.
struct ForeignLog
{
    QByteArray lines;
    QByteArray checkpoint;

    ForeignLog(const QByteArray &link, const QString &damage)
    {
        const QByteArray seed(32, 'e');
        const auto key = identity::NoteSigner::publicKey(seed);
        const auto signer = identity::NoteSigner::fromSeed(seed, identity::auditOrigin(u"ws1"_s, *key));
        identity::AuditChain chain(link);
        lines += *chain.append(saying(identity::auditBegun, QString::fromLatin1(signer->verifier().toText()))) + '\n';
        lines += *chain.append(saying(identity::auditSettled, damage)) + '\n';
        checkpoint = *signer->sign(chain.checkpointText(signer->verifier().name, chain.size()));
    }
    static identity::AuditFacts saying(const char *event, const QString &object)
    {
        return {QLatin1String(event), object, u"ok"_s, u"triin"_s, {}, u"ws1"_s, SystemClock().now(), 1, {}};
    }
};

bool replace(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QFile::WriteOnly | QFile::Truncate) && file.write(content) == content.size();
}

} // namespace

class TestAuditLog : public QObject
{
    Q_OBJECT

    struct Run
    {
        Run(TestAuditLog &test, const Clock &clock, bool signedIn = true)
            : log(clock, store, {test.m_folder->path(), u"ws1"_s, &test.m_keychain})
            , witnessing(log, *test.m_witness, u"platform"_s)
        {
            log.start();
            witnessing.setSignedIn(signedIn);
        }
        AuditStore store;
        AuditLog log;
        AuditWitnessing witnessing;
    };

    SystemClock m_clock;
    MemoryKeychain m_keychain;
    std::unique_ptr<NearWitness> m_witness;
    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString file(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] QString logFile() const { return file(u"0001.audit.jsonl"_s); }

    static bool settled(const Run &run) { return run.witnessing.isCompared() && run.store.audit().waiting == 0; }

    /// Does so many things and gets them cosigned.
    static bool work(Run &run, int events)
    {
        for (int i = 0; i < events; ++i)
            run.log.record(
                {.event = u"record.opened"_s, .object = u"health/%1"_s.arg(i), .data = {{u"record"_s, u"4610312-0207"_s}}});
        if (!QTest::qWaitFor([&] { return run.store.audit().waiting == 0 && run.witnessing.isCompared(); }, 10'000))
            return false;
        run.log.seal();
        return QTest::qWaitFor([&] { return run.store.audit().cosigned == run.store.audit().entries; }, 10'000);
    }

    struct Answer
    {
        int status = -1;
        QString out;
    };
    Answer verify(const QStringList &files)
    {
        if (!replace(file(u"keys.json"_s), m_witness->keys()))
            return {};
        QProcess program;
        program.start(QStringLiteral(STANFORIS_BINARY_DIR "/stanforis-verify"),
                      QStringList{u"--trust"_s, file(u"keys.json"_s)} + files);
        if (!program.waitForFinished())
            return {};
        return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput())};
    }

    /// The first log is damaged, and a second one says that somebody has dealt with it.
    void settleTheFirstLog()
    {
        {
            Run run(*this, m_clock);
            QVERIFY(work(run, 10));
        }
        QVERIFY(damage(logFile()));
        Run run(*this, m_clock);
        QTRY_VERIFY_WITH_TIMEOUT(run.store.audit().finding && run.store.audit().waiting == 0, 10'000);
        run.log.settle({.subject = SubjectId(u"triin"_s)});
        QTRY_VERIFY(!run.store.audit().finding);
        QVERIFY(work(run, 2));
    }
    static bool damage(const QString &path)
    {
        auto lines = contentOf(path).split('\n');
        lines[1].replace("\"sid\":\"\"", "\"sid\":\"x\"");
        return replace(path, lines.join('\n'));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_keychain.kept.clear();
        m_witness = std::make_unique<NearWitness>(m_clock);
    }
    void cleanup() { QDir(m_folder->path() + u"-2"_s).removeRecursively(); }

    void aLogGoesOnFromRunToRun()
    {
        qint64 entries = 0;
        {
            Run run(*this, m_clock);
            QVERIFY(work(run, 100));
            QVERIFY(run.store.mayTransact(m_clock.now()));
            QVERIFY(run.store.audit().keyKept);
            entries = run.store.audit().entries;
        }
        {
            Run run(*this, m_clock);
            QTRY_VERIFY_WITH_TIMEOUT(settled(run), 10'000);
            QVERIFY(!run.store.audit().finding);
            QCOMPARE(run.store.audit().entries, entries + 2); // ended, started
            QVERIFY(work(run, 3));
        }
        QVERIFY(!QFile::exists(file(u"0002.audit.jsonl"_s)));
        QVERIFY(!contentOf(logFile()).contains("4610312")); // data about persons is not in it
        const auto answer = verify({logFile(), file(u"0001.cosigned-platform"_s)});
        QVERIFY2(answer.status == 0, qPrintable(answer.out));
        QVERIFY(answer.out.contains(u"genuine audit log of ws1"_s));
    }

    void withoutAKeychainEachRunGoesOnFromTheOneBefore()
    {
        for (int i = 0; i < 2; ++i) {
            AuditStore store;
            AuditLog log(m_clock, store, {m_folder->path(), u"ws1"_s, nullptr});
            log.start();
            QTRY_VERIFY(store.audit().checked && store.audit().waiting == 0);
            QVERIFY(!store.audit().finding);
            QVERIFY(!store.audit().keyKept);
        }
        const auto first = identity::AuditReplay::of(contentOf(logFile()));
        const auto second = identity::AuditReplay::of(contentOf(file(u"0002.audit.jsonl"_s)));
        QCOMPARE(second.continues, first.chain.head());
        QVERIFY(contentOf(file(u"0002.audit.jsonl"_s)).contains("\"res\":\"new key\""));
    }

    /// Keychain and enrolment are lost and come anew: to the platform it is another workstation with the name of the one before.
    void aNameThatIsKeptForAnotherWorkstationIsLeft()
    {
        {
            Run run(*this, m_clock);
            QVERIFY(work(run, 10));
        }
        m_keychain.kept.clear();
        m_witness->caller = u"spiffe://platform.test/console/ws2"_s;
        QString origin;
        {
            Run run(*this, m_clock);
            run.log.record({.event = u"record.opened"_s});
            QTRY_VERIFY_WITH_TIMEOUT(settled(run), 10'000);
            run.log.seal();
            QTRY_VERIFY_WITH_TIMEOUT(run.store.audit().isRenamed, 10'000);
            QVERIFY(work(run, 5));
            QVERIFY(!run.store.audit().finding);
            QVERIFY(run.store.mayTransact(m_clock.now()));
            AuditTrust trust(run.store, m_clock);
            const TrustItem row = trust.port().items().first();
            QCOMPARE(row.finding, TrustFinding::Renamed); // a person is told
            origin = run.log.origin();
            QVERIFY(run.log.workstation().startsWith(u"ws1-"_s));
        }
        QVERIFY(contentOf(file(u"0003.audit.jsonl"_s)).contains("\"res\":\"name held elsewhere\""));
        QVERIFY(contentOf(file(u"0003.audit.jsonl"_s)).contains("log.renamed"));
        QVERIFY(QFile::exists(logFile())); // kept, and gone on from
        {
            Run run(*this, m_clock); // the new name stays
            QVERIFY(work(run, 2));
            QCOMPARE(run.log.origin(), origin);
            QVERIFY(!run.store.audit().isRenamed && !run.store.audit().finding);
        }
        QVERIFY(!QFile::exists(file(u"0004.audit.jsonl"_s)));
        // A name that somebody put there is not believed.
        QVERIFY(replace(file(u"workstation"_s), "ws1-../../x"));
        Run run(*this, m_clock, false);
        QTRY_VERIFY_WITH_TIMEOUT(run.store.audit().checked, 10'000);
        QCOMPARE(run.log.workstation(), u"ws1"_s);
    }

    void withoutAKeychainAPersonIsToldWhatIsLost()
    {
        AuditStore store;
        AuditLog log(m_clock, store, {m_folder->path(), u"ws1"_s, nullptr});
        AuditTrust trust(store, m_clock);
        log.start();
        QTRY_VERIFY(store.audit().checked && store.audit().waiting == 0);
        const TrustItem row = trust.port().items().first();
        QCOMPARE(row.finding, TrustFinding::Unsafe);
        QCOMPARE(severityAt(row, m_clock.now()), Severity::Low);
    }

    void twoConsolesOfOnePersonKeepALogEach()
    {
        QStringList origins;
        for (int start = 0; start < 2; ++start) {
            Run first(*this, m_clock);
            QTRY_VERIFY_WITH_TIMEOUT(settled(first), 10'000);
            Run second(*this, m_clock);
            QTRY_VERIFY_WITH_TIMEOUT(settled(second), 10'000);
            for (Run *run : {&first, &second}) {
                QVERIFY(work(*run, 3));
                QVERIFY(!run->store.audit().finding);
                QVERIFY(run->store.mayTransact(m_clock.now()));
                if (!origins.contains(run->log.origin()))
                    origins.append(run->log.origin());
            }
        }
        QCOMPARE(origins.size(), 2); // and each goes on with its own at the second start
        QVERIFY(QFile::exists(m_folder->path() + u"-2/0001.audit.jsonl"_s));
        QVERIFY(!QFile::exists(m_folder->path() + u"-2/0002.audit.jsonl"_s));
    }

    void nothingIsSignedBeforeThePlatformHasSaidWhatItRemembers()
    {
        m_witness->answers = false;
        Run run(*this, m_clock);
        QTRY_VERIFY(run.store.audit().checked && run.store.audit().waiting == 0);
        QCOMPARE(run.store.bar(m_clock.now()), AuditStore::Bar::NotChecked);
        QTRY_COMPARE(m_witness->refusals, 1);
        m_witness->answers = true;
        run.witnessing.setSignedIn(true); // asks at once, not when it would have asked again, ten seconds later
        QTRY_COMPARE_WITH_TIMEOUT(run.store.bar(m_clock.now()), AuditStore::Bar::None, 5000);
    }

    void aLockOverALockIsWrittenDown()
    {
        Run run(*this, m_clock);
        test::FakeSession session;
        session.person = Identity{.subject = SubjectId(u"triin"_s)};
        const AuditTrail trail(run.log, session);
        const auto lock = [&session](LockReason reason) {
            session.now = SessionState::Locked;
            session.over = SessionCover{.reason = reason};
            Q_EMIT session.stateChanged(session.now);
        };
        lock(LockReason::Idle);
        lock(LockReason::Idle);
        lock(LockReason::Administrator);
        QTRY_VERIFY(run.store.audit().checked && run.store.audit().waiting == 0);
        QStringList reasons;
        for (const QByteArray &line : contentOf(logFile()).split('\n')) {
            const QJsonObject entry = QJsonDocument::fromJson(line).object();
            if (entry.value("ev"_L1) == u"session.locked"_s)
                reasons.append(entry.value("obj"_L1).toString());
        }
        QCOMPARE(reasons, QStringList({u"idle"_s, u"administrator"_s}));
    }

    void withoutAKeyNothingIsReady()
    {
        AuditStore store;
        AuditLog log(m_clock, store, {m_folder->path(), u"not a name"_s, &m_keychain}); // such a key cannot be made
        QSignalSpy ready(&log, &AuditLog::ready);
        NearWitness &witness = *m_witness;
        AuditWitnessing witnessing(log, witness, u"platform"_s);
        log.start();
        QTRY_COMPARE(store.bar(m_clock.now()), AuditStore::Bar::NotWritten);
        QVERIFY(!log.isReady());
        QVERIFY(!store.audit().checked);
        QCOMPARE(ready.count(), 0);
    }

    void threat18_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<qint64>("line");
        QTest::addColumn<QString>("words"); // of stanforis-verify
        QTest::newRow("flipped byte") << u"flip"_s << Kind::Edited << qint64(11) << u"line 11 does not follow line 10"_s;
        QTest::newRow("swapped lines") << u"swap"_s << Kind::OutOfOrder << qint64(6) << u"line 6 is entry 7"_s;
        QTest::newRow("removed line") << u"remove"_s << Kind::OutOfOrder << qint64(20) << u"line 20 is entry 21"_s;
        QTest::newRow("garbage") << u"garbage"_s << Kind::Unreadable << qint64(4) << u"line 4 is no entry"_s;
        QTest::newRow("cut tail") << u"cut"_s << Kind::CutShort << qint64(0) << u"the end was cut off"_s;
        QTest::newRow("last line edited") << u"last"_s << Kind::OtherHistory << qint64(0) << u"an entry up to line"_s;
        QTest::newRow("old backup of the log") << u"backup"_s << Kind::CutShort << qint64(0) << u"an older copy put back"_s;
        QTest::newRow("old backup of the folder") << u"folder"_s << Kind::CutShort << qint64(0) << QString();
        QTest::newRow("settled by a log with another key")
            << u"foreign"_s << Kind::Edited << qint64(11) << u"line 11 does not follow line 10"_s;
        QTest::newRow("settled by a line put behind an old backup") << u"appended"_s << Kind::CutShort << qint64(0) << QString();
        QTest::newRow("all gone") << u"gone"_s << Kind::Missing << qint64(0) << QString();
    }
    void threat18()
    {
        QFETCH(QString, change);
        QHash<QString, QByteArray> backup;
        {
            Run run(*this, m_clock);
            QVERIFY(work(run, 30));
        }
        for (const char *name : {"0001.audit.jsonl", "0001.checkpoint", "0001.cosigned-platform"})
            backup.insert(file(QLatin1String(name)), contentOf(file(QLatin1String(name))));
        {
            Run run(*this, m_clock);
            QVERIFY(work(run, 30));
        }
        const QByteArray cosigned = contentOf(file(u"0001.cosigned-platform"_s));
        auto lines = contentOf(logFile()).split('\n');
        lines.removeLast();
        if (change == u"flip"_s || change == u"foreign"_s)
            lines[9].replace("health", "healtj");
        else if (change == u"swap"_s)
            lines.swapItemsAt(5, 6);
        else if (change == u"remove"_s)
            lines.removeAt(19);
        else if (change == u"garbage"_s)
            lines[3] = "\xff\x00garbage";
        else if (change == u"cut"_s)
            lines.resize(lines.size() - 5);
        else if (change == u"last"_s)
            lines.last().replace("\"ok\"", "\"no\"");
        QVERIFY(replace(logFile(), lines.join('\n') + '\n'));
        if (change == u"last"_s)
            QVERIFY(QFile::remove(file(u"0001.cosigned-platform"_s))); // its own checkpoint is enough
        if (change == u"backup"_s)
            QVERIFY(replace(logFile(), backup.value(logFile())));
        if (change == u"foreign"_s) {
            const QByteArray link = identity::AuditReplay::of(contentOf(logFile())).chain.head();
            const ForeignLog foreign(link, u"0001:"_s + QString::fromLatin1(link));
            QVERIFY(replace(file(u"0002.audit.jsonl"_s), foreign.lines));
            QVERIFY(replace(file(u"0002.checkpoint"_s), foreign.checkpoint));
            QVERIFY(replace(file(u"0002.cosigned-platform"_s), foreign.checkpoint));
        }
        if (change == u"folder"_s || change == u"appended"_s) {
            for (auto it = backup.begin(); it != backup.end(); ++it)
                QVERIFY(replace(it.key(), it.value()));
        }
        if (change == u"appended"_s) {
            const auto newest = identity::checkpointOf(*identity::readNote(cosigned));
            auto chain = identity::AuditReplay::of(backup.value(logFile())).chain;
            const QString damage = newest->origin + u':' + QString::number(newest->size);
            const auto line = chain.append(ForeignLog::saying(identity::auditSettled, damage));
            QVERIFY(replace(logFile(), backup.value(logFile()) + *line + '\n'));
        }
        if (change == u"gone"_s) {
            for (const QString &name : QDir(m_folder->path()).entryList(QDir::Files))
                QFile::remove(file(name));
            m_keychain.kept.clear();
        }
        {
            Run run(*this, m_clock);
            QTRY_VERIFY_WITH_TIMEOUT(run.store.audit().finding.has_value(), 10'000);
            QTEST(run.store.audit().finding->kind, "kind");
            QTEST(run.store.audit().finding->line, "line");
            QVERIFY(!run.store.mayTransact(m_clock.now()));
            QCOMPARE(run.store.bar(m_clock.now()), AuditStore::Bar::Damaged);
            QTRY_COMPARE(run.store.audit().waiting, 0);
        }
        QFETCH(QString, words);
        if (!words.isEmpty()) {
            QVERIFY(
                replace(file(u"given.checkpoint"_s), change == u"last"_s ? backup.value(file(u"0001.checkpoint"_s)) : cosigned));
            const auto answer = verify({logFile(), file(change == u"last"_s ? u"0001.checkpoint"_s : u"given.checkpoint"_s)});
            QCOMPARE(answer.status, 1);
            QVERIFY2(answer.out.contains(words), qPrintable(answer.out));
        }
        {
            // It stays so until a person has dealt with it; then a new log goes on and says so.
            Run run(*this, m_clock);
            QTRY_VERIFY_WITH_TIMEOUT(run.store.audit().finding.has_value(), 10'000);
            QTRY_COMPARE(run.store.audit().waiting, 0);
            run.log.settle({.subject = SubjectId(u"triin"_s)});
            QTRY_VERIFY(!run.store.audit().finding);
            QVERIFY(work(run, 2));
            QVERIFY(run.store.mayTransact(m_clock.now()));
        }
        Run run(*this, m_clock);
        QTRY_VERIFY_WITH_TIMEOUT(settled(run), 10'000);
        QVERIFY2(!run.store.audit().finding, qPrintable(run.store.audit().finding ? run.store.audit().finding->file : QString()));
    }

    void whatWasSettledStaysSoWhenTheKeyChangesAgain()
    {
        settleTheFirstLog();
        QHash<QString, QByteArray> backup;
        for (const auto &name : {u"0002.audit.jsonl"_s, u"0002.checkpoint"_s, u"0002.cosigned-platform"_s})
            backup.insert(file(name), contentOf(file(name)));
        {
            Run run(*this, m_clock);
            QVERIFY(work(run, 10));
        }
        for (auto it = backup.begin(); it != backup.end(); ++it)
            QVERIFY(replace(it.key(), it.value()));
        {
            Run run(*this, m_clock);
            QTRY_VERIFY_WITH_TIMEOUT(run.store.audit().finding && run.store.audit().waiting == 0, 10'000);
            QCOMPARE(run.store.audit().finding->file, file(u"0002.audit.jsonl"_s));
            run.log.settle({.subject = SubjectId(u"triin"_s)});
            QTRY_VERIFY(!run.store.audit().finding);
            QVERIFY(work(run, 2));
        }
        QVERIFY(QFile::exists(file(u"0003.audit.jsonl"_s)));
        Run run(*this, m_clock, false);
        QTRY_VERIFY_WITH_TIMEOUT(settled(run), 10'000);
        QVERIFY(!run.store.audit().finding);
    }

    void damageIsToldOneAfterTheOther()
    {
        settleTheFirstLog();
        QVERIFY(damage(file(u"0002.audit.jsonl"_s))); // nothing that it says is proved any more
        {
            Run run(*this, m_clock);
            for (const auto &name : {u"0001.audit.jsonl"_s, u"0002.audit.jsonl"_s}) {
                QTRY_VERIFY_WITH_TIMEOUT(run.store.audit().finding && run.store.audit().waiting == 0, 10'000);
                QCOMPARE(run.store.audit().finding->file, file(name));
                run.log.settle({.subject = SubjectId(u"triin"_s)});
            }
            QTRY_VERIFY(!run.store.audit().finding);
            QVERIFY(work(run, 2));
        }
        Run run(*this, m_clock, false);
        QTRY_VERIFY_WITH_TIMEOUT(settled(run), 10'000);
        QVERIFY(!run.store.audit().finding);
    }

    void aCrashWhileWritingIsNoDamage()
    {
        {
            Run run(*this, m_clock);
            QVERIFY(work(run, 5));
        }
        const QByteArray whole = contentOf(logFile());
        QVERIFY(replace(logFile(), whole + "{\"dh\":\"\",\"ev\":\"rec"));
        Run run(*this, m_clock);
        QTRY_VERIFY_WITH_TIMEOUT(settled(run), 10'000);
        QVERIFY(!run.store.audit().finding);
        QVERIFY(contentOf(logFile()).startsWith(whole));
        QVERIFY(contentOf(logFile()).contains("log.repaired"));
    }

    void whatCannotBeWrittenIsToldAndWrittenLater()
    {
        AuditFolder folder(m_folder->path());
        QVERIFY(folder.open());
        QVERIFY(folder.begin(1, 0, 0));
        QVERIFY(folder.append(1, {"a"}));
        QCOMPARE(folder.append(3, {"c"}).error().code, Error::Code::Storage); // nothing is left out
        QCOMPARE(folder.keepCheckpoint("note", 2).error().code, Error::Code::Storage);
        QVERIFY(folder.append(2, {"b"}));
        QVERIFY(folder.keepCheckpoint("note", 2));
        QCOMPARE(contentOf(logFile()), "a\nb\n");
        // A place that cannot be written yet.
        QTemporaryDir other;
        const QString place = other.filePath(u"0001.audit.jsonl"_s);
        QVERIFY(QFile::link(other.filePath(u"missing/log"_s), place));
        AuditStore store;
        AuditLog log(m_clock, store, {other.path(), u"ws1"_s, nullptr});
        log.start();
        QTRY_VERIFY(!store.audit().writeFailure.isEmpty());
        QCOMPARE(store.bar(m_clock.now()), AuditStore::Bar::NotWritten);
        QCOMPARE(store.audit().waiting, store.audit().entries);
        QVERIFY(QDir(other.path()).mkdir(u"missing"_s));
        QTRY_VERIFY_WITH_TIMEOUT(store.audit().writeFailure.isEmpty() && store.audit().waiting == 0, 15'000);
        QVERIFY(contentOf(place).contains("log.write-failed"));
        QVERIFY(!identity::AuditReplay::of(contentOf(place)).fault);
    }

    void tooMuchOrTooOldIsABar()
    {
        AuditStore store;
        AuditState state;
        state.checked = true;
        state.entries = 1100;
        state.cosigned = 100;
        const Instant now = m_clock.now();
        state.oldestOpen = now - std::chrono::hours(23);
        store.setAudit(state);
        QVERIFY(store.mayTransact(now));
        QCOMPARE(store.bar(now + std::chrono::hours(2)), AuditStore::Bar::OpenTooLong);
        state.entries = 1101;
        store.setAudit(state);
        QCOMPARE(store.bar(now), AuditStore::Bar::TooManyOpen);
        store.setAudit({});
        QCOMPARE(store.bar(now), AuditStore::Bar::NotChecked);
    }

    void whatIsErasedLeavesTheProof()
    {
        {
            Run run(*this, m_clock);
            QVERIFY(work(run, 3));
        }
        AuditData data;
        QVERIFY(data.open(file(u"data.sqlite"_s)));
        const auto lines = contentOf(logFile()).split('\n');
        qint64 sequence = 0;
        for (const QByteArray &line : lines) {
            const auto entry = identity::readAuditLine(line);
            if (entry && entry->event == "record.opened" && sequence == 0)
                sequence = entry->sequence;
        }
        const auto kept = data.get(1, sequence);
        QVERIFY(kept);
        QCOMPARE(kept->data, "{\"record\":\"4610312-0207\"}");
        const auto entry = identity::readAuditLine(lines[sequence - 1]);
        const QByteArray salted = kept->salt + kept->data;
        QCOMPARE(entry->data.toByteArray(), QCryptographicHash::hash(salted, QCryptographicHash::Sha256).toHex());
        QVERIFY(data.erase(1, sequence));
        QVERIFY(!data.get(1, sequence));
        QVERIFY(!contentOf(file(u"data.sqlite"_s)).contains(kept->salt));
        QCOMPARE(verify({logFile(), file(u"0001.cosigned-platform"_s)}).status, 0);
    }

    void theProgramEndsEveryFileInASentence()
    {
        QVERIFY(replace(file(u"empty"_s), {}));
        QVERIFY(replace(file(u"binary"_s), QByteArray(100'000, '\xfe')));
        QVERIFY(replace(file(u"half"_s), "{\"dh\":\""));
        const auto answer =
            verify({file(u"empty"_s), file(u"binary"_s), file(u"half"_s), m_folder->path(), u"/dev/zero"_s, file(u"none"_s)});
        QCOMPARE(answer.status, 1);
        QCOMPARE(answer.out.count(u'\n'), 6);
        QProcess json;
        json.start(QStringLiteral(STANFORIS_BINARY_DIR "/stanforis-verify"),
                   {u"--json"_s, u"--trust"_s, file(u"keys.json"_s), file(u"empty"_s), file(u"half"_s)});
        QVERIFY(json.waitForFinished());
        const auto report = QJsonDocument::fromJson(json.readAllStandardOutput()).array();
        QCOMPARE(report.size(), 2);
        QCOMPARE(report[1].toObject().value(u"genuine"_s).toBool(true), false);
        QVERIFY(!report[1].toObject().value(u"sentence"_s).toString().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestAuditLog)
#include "tst_auditlog.moc"
