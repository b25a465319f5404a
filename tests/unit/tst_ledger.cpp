// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/checkpoint.h"
#include "app/identity/receiptverifier.h"
#include "app/platform/ledger/ledger.h"
#include "app/platform/ledger/merkletree.h"
#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"
#include "models/ports/transactionport.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace stanforis;
using namespace Qt::StringLiterals;

class TestLedger : public QObject
{
    Q_OBJECT

    const EcKey m_person = EcKey::generate().value();
    const Ledger::Keys m_keys{EcKey::generate().value(), NoteKey::generate(u"platform.test/ledger"_s).value()};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Ledger> m_ledger;
    int m_need = 1; ///< signatures, as the next intent says

    QByteArray keySet() const { return toJwks({m_keys.receipts.publicJwk(), m_keys.checkpoints.publicJwk()}); }

    /// What is in the way of opening it, or nothing.
    QString reopen()
    {
        m_ledger = std::make_unique<Ledger>(*m_database, m_keys, u"https://platform.test"_s);
        const auto opened = m_ledger->open();
        return opened ? QString() : opened.error().detail;
    }

    Receipt write(int number) { return write(number, {{u"eerik"_s, m_person}}); }
    /// `signers`: whom the platform says to have signed, true or not.
    Receipt write(int number, const QList<Ledger::Signer> &signers)
    {
        const QByteArray body = "{\"dose\":" + QByteArray::number(number) + '}';
        const QString id = u"T%1"_s.arg(number);
        const auto hash = QString::fromLatin1(QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex());
        Jws jws;
        jws.payload =
            QJsonDocument(QJsonObject{{u"body_sha256"_s, hash}, {u"need"_s, m_need}, {u"sub"_s, u"eerik"_s}, {u"txid"_s, id}})
                .toJson(QJsonDocument::Compact);
        if (!jws.addSignature(m_person, {{u"typ"_s, u"stanforis-tx+jws"_s}}))
            return {};
        const auto receipt =
            m_ledger->append(id, jws.toGeneral(), body, signers, fromMicroseconds(1'800'000'000'000'000 + number));
        if (!receipt)
            return {};
        return {bytesFromWire(receipt->jws()), bytesFromWire(receipt->transaction_jws()), bytesFromWire(receipt->body()),
                bytesFromWire(receipt->proof())};
    }

    QByteArray checkpoint() const { return bytesFromWire(m_ledger->checkpoint(0)->note()); }

    QByteArray successor(qint64 from) const
    {
        const auto newer = m_ledger->checkpoint(from);
        QList<QByteArray> consistency;
        for (const auto &hash : newer->consistency())
            consistency.append(bytesFromWire(hash));
        return identity::successorText(from, consistency, bytesFromWire(newer->note()));
    }

    QString save(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }

    struct Answer
    {
        int status = -1;
        QString out;
        QString complaint;
    };
    Answer verify(const QStringList &arguments) const
    {
        QProcess program;
        program.start(QStringLiteral(STANFORIS_BINARY_DIR "/stanforis-verify"), arguments);
        if (!program.waitForFinished())
            return {};
        return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput()),
                QString::fromUtf8(program.readAllStandardError())};
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Database::open(m_folder->path());
        QVERIFY(opened);
        m_database = std::move(opened.value());
        QCOMPARE(reopen(), QString());
    }
    void cleanup()
    {
        m_ledger.reset();
        m_database.reset();
    }

    void everyReceiptProvesItsPlace()
    {
        for (int number = 1; number <= 9; ++number) {
            const Receipt receipt = write(number);
            const auto facts = identity::verifyReceipt(receipt, keySet());
            QVERIFY2(facts, qPrintable(facts ? QString() : facts.error().detail));
            QCOMPARE(facts->ledgerIndex, number);
            QCOMPARE(facts->ledgerSize, number);
        }
        QCOMPARE(reopen(), QString());
        QVERIFY(identity::verifyReceipt(write(10), keySet()));
    }

    void aReceiptWithAnothersProofIsNotGenuine()
    {
        const Receipt first = write(1);
        Receipt second = write(2);
        second.proof = first.proof;
        QCOMPARE(identity::verifyReceipt(second, keySet()).error().detail, u"inclusion"_s);
        second.proof.clear();
        QCOMPARE(identity::verifyReceipt(second, keySet()).error().code, Error::Code::Malformed);
    }

    void thePersonsOwnSignatureIsCheckedFromTheReceiptAlone()
    {
        const auto facts = identity::verifyReceipt(write(1), keySet());
        QVERIFY2(facts, qPrintable(facts ? QString() : facts.error().detail));
        QVERIFY(facts->personsProved);
        QCOMPARE(facts->subjects, QStringList{u"eerik"_s});
        // A platform that lies: another key is the person's, another person signed, more signed than did, or nobody.
        const EcKey other = EcKey::generate().value();
        const QList<QList<Ledger::Signer>> lies{
            {{u"eerik"_s, other}}, {{u"somebody"_s, m_person}}, {{u"eerik"_s, m_person}, {u"maarja"_s, other}}, {}};
        int number = 2;
        for (const auto &signers : lies) {
            const Receipt lie = write(number++, signers);
            QCOMPARE(identity::verifyReceipt(lie, keySet()).error().detail, u"person"_s);
            const auto said = verify({u"--trust"_s, save(u"keys.json"_s, keySet()), save(u"lie.json"_s, toFile(lie))});
            QCOMPARE(said.status, 1);
            QVERIFY2(said.out.contains(u"a person's own signature in it does not hold"_s), qPrintable(said.out));
        }
    }

    void oneSignatureIsNotTakenForTheTwoThatAreNeeded()
    {
        m_need = 2;
        const Receipt lie = write(1);
        m_need = 1;
        QCOMPARE(identity::verifyReceipt(lie, keySet()).error().detail, u"person"_s);
    }

    void aReceiptFromBeforeTheKeysStaysReadable()
    {
        Receipt old = write(1);
        auto claims = QJsonDocument::fromJson(Jws::readCompact(old.jws)->payload).object();
        QVERIFY(claims.contains(u"signers"_s));
        claims.remove(u"signers"_s); // as the ledger issued it then
        old.jws = Jws::signCompact(m_keys.receipts, {{u"typ"_s, u"stanforis-receipt+jws"_s}},
                                   QJsonDocument(claims).toJson(QJsonDocument::Compact))
                      .value();
        MerkleTree tree;
        tree.append(old.jws);
        const auto note = m_keys.checkpoints.signNote("platform.test/ledger\n1\n" + tree.root().toBase64() + '\n');
        QVERIFY(note);
        old.proof = "c2sp.org/tlog-proof@v1\nindex 0\n\n" + *note;
        const auto facts = identity::verifyReceipt(old, keySet());
        QVERIFY2(facts, qPrintable(facts ? QString() : facts.error().detail));
        QVERIFY(!facts->personsProved);
        const auto said = verify({u"--trust"_s, save(u"keys.json"_s, keySet()), save(u"old.json"_s, toFile(old))});
        QCOMPARE(said.status, 0);
        QVERIFY2(said.out.contains(u"the person's signature could not be checked offline"_s), qPrintable(said.out));
    }

    void twoCheckpointsInOneFileAreVerifiedAlone()
    {
        const QString keys = save(u"keys.json"_s, keySet());
        QVERIFY(!write(1).jws.isEmpty());
        const QByteArray older = checkpoint();
        QVERIFY(!write(2).jws.isEmpty());
        const QByteArray pair = identity::toText(identity::CheckpointPair{older, successor(1)});
        const auto said = verify({u"--trust"_s, keys, save(u"ledger.checkpoints"_s, pair)});
        QVERIFY2(said.status == 0, qPrintable(said.out));
        QVERIFY2(said.out.contains(u"2 entries, the first 1 of them as they were before"_s), qPrintable(said.out));
        QByteArray changed = pair;
        changed.replace("\nold 1\n", "\nold 2\n");
        QCOMPARE(verify({u"--trust"_s, keys, save(u"changed"_s, changed)}).status, 1);
        changed = pair;
        changed[changed.size() - 10] = changed[changed.size() - 10] == 'A' ? 'B' : 'A'; // in the newer one's signature
        QCOMPARE(verify({u"--trust"_s, keys, save(u"changed"_s, changed)}).status, 1);
        changed = pair;
        changed[30] = changed[30] == 'A' ? 'B' : 'A'; // in the older one's root
        QCOMPARE(verify({u"--trust"_s, keys, save(u"changed"_s, changed)}).status, 1);
    }

    void whatWasChangedAfterwardsIsNotServed_data()
    {
        QTest::addColumn<QString>("change");
        QTest::newRow("tail cut off") << u"DELETE FROM receipts WHERE ledger_index = 3"_s;
        QTest::newRow("hole") << u"DELETE FROM receipts WHERE ledger_index = 2"_s;
        QTest::newRow("all gone") << u"DELETE FROM receipts"_s;
        QTest::newRow("edited") << u"UPDATE receipts SET jws = replace(jws, 'a', 'b') WHERE ledger_index = 1"_s;
        QTest::newRow("swapped") << u"UPDATE receipts SET ledger_index = 6 - ledger_index WHERE ledger_index > 1"_s;
        QTest::newRow("checkpoint edited")
            << u"UPDATE facts SET value = replace(value, '3', '2') WHERE name = 'ledger checkpoint'"_s;
    }
    void whatWasChangedAfterwardsIsNotServed()
    {
        for (int number = 1; number <= 3; ++number)
            QVERIFY(!write(number).jws.isEmpty());
        QCOMPARE(reopen(), QString());
        QFETCH(QString, change);
        QVERIFY(m_database->execute(change));
        QVERIFY(!reopen().isEmpty());
    }

    void anEntryThatWasRolledBackLeavesNoTrace()
    {
        QVERIFY(!write(1).jws.isEmpty());
        {
            Database::Transaction atOnce(*m_database);
            QVERIFY(!write(2).jws.isEmpty());
        }
        QVERIFY(identity::readCheckpoint(checkpoint(), keySet())->size == 1);
        const auto facts = identity::verifyReceipt(write(3), keySet());
        QVERIFY(facts);
        QCOMPARE(facts->ledgerIndex, 2);
        QCOMPARE(reopen(), QString());
    }

    void aNewerCheckpointGoesOnFromAnOlderOne()
    {
        for (int number = 1; number <= 3; ++number)
            QVERIFY(!write(number).jws.isEmpty());
        const auto older = identity::readCheckpoint(checkpoint(), keySet());
        for (int number = 4; number <= 11; ++number)
            QVERIFY(!write(number).jws.isEmpty());
        const auto newer = identity::readSuccessor(successor(3), *older, keySet());
        QVERIFY2(newer, qPrintable(newer ? QString() : newer.error().detail));
        QCOMPARE(newer->size, 11);
        QCOMPARE(m_ledger->checkpoint(12).error().code, Error::Code::Invalid);
        auto other = *older;
        other.root[0] = static_cast<char>(other.root[0] ^ 1);
        QCOMPARE(identity::readSuccessor(successor(3), other, keySet()).error().detail, u"consistency"_s);
    }

    void theProgramSaysInWordsWhatItFound()
    {
        const QString keys = save(u"keys.json"_s, keySet());
        const Receipt receipt = write(1);
        const QString genuine = save(u"receipt.json"_s, toFile(receipt));
        const QString older = save(u"older.checkpoint"_s, checkpoint());
        QVERIFY(!write(2).jws.isEmpty());
        const QString newer = save(u"newer.consistency"_s, successor(1));
        const auto all = verify({u"--trust"_s, keys, genuine, older, newer});
        QCOMPARE(all.status, 0);
        QVERIFY(all.out.contains(u"genuine receipt: transaction T1"_s) && all.out.contains(u"the first 1 of them"_s));

        Receipt changed = receipt;
        changed.body.replace('1', '2');
        const auto refused = verify({u"--trust"_s, keys, genuine, save(u"changed.json"_s, toFile(changed))});
        QCOMPARE(refused.status, 1);
        QVERIFY(refused.out.contains(u"changed.json: not genuine: the content was changed"_s));

        QCOMPARE(verify({u"--trust"_s, keys, newer}).status, 1); // without the one it goes on from
        const auto garbage = verify({u"--trust"_s, keys, save(u"garbage"_s, "\xff\xfe{"), m_folder->filePath(u"none"_s)});
        QCOMPARE(garbage.status, 1);
        QCOMPARE(garbage.out.count(u"not checked"_s), 2);
        QCOMPARE(verify({genuine}).status, 2);
        QCOMPARE(verify({u"--trust"_s, genuine, genuine}).status, 2);
        const auto foreign = save(u"foreign.json"_s, toJwks({EcKey::generate()->publicJwk()}));
        QVERIFY(verify({u"--trust"_s, foreign, genuine}).out.contains(u"another platform"_s));
    }

    void aRewrittenLedgerIsProvedByItsTwoCheckpoints()
    {
        const QString keys = save(u"keys.json"_s, keySet());
        QVERIFY(!write(1).jws.isEmpty());
        const QString once = save(u"once"_s, checkpoint());
        QVERIFY(m_database->execute(u"DELETE FROM receipts"_s));
        QVERIFY(m_database->execute(u"DELETE FROM facts"_s));
        QCOMPARE(reopen(), QString()); // whoever has the keys can begin anew; who kept a checkpoint sees it
        QVERIFY(!write(2).jws.isEmpty());
        const auto answer = verify({u"--trust"_s, keys, once, save(u"twice"_s, checkpoint())});
        QCOMPARE(answer.status, 1);
        QVERIFY(answer.out.contains(u"two histories"_s));
    }

    /// Whatever kind of file a checkpoint is in, it is held to the others.
    void twoHistoriesAreFoundInReceiptsProofsAndWhatTheConsoleKept()
    {
        const QString keys = save(u"keys.json"_s, keySet());
        const auto begin = [this](int first, int count) {
            for (int number = first; number < first + count; ++number)
                (void)write(number);
        };
        const auto seen = [this](int minute) {
            return identity::toText({fromMicroseconds(1'800'000'000'000'000 + minute * 60'000'000LL), checkpoint()});
        };
        begin(1, 3);
        const QString small = save(u"small"_s, checkpoint());
        const QString smallReceipt = save(u"small.json"_s, toFile(write(4)));
        begin(5, 3);
        const QString largeReceipt = save(u"large.json"_s, toFile(write(8)));
        const QString large = save(u"large"_s, checkpoint());
        const QString goesOn = save(u"large.consistency"_s, successor(3));
        const QString fromReceipt = save(u"receipt.consistency"_s, successor(4));
        const QString seenLarge = save(u"ledger-p.checkpoint"_s, seen(0));
        QCOMPARE(verify({u"--trust"_s, keys, small, goesOn, large, largeReceipt, seenLarge}).status, 0);
        QCOMPARE(verify({u"--trust"_s, keys, smallReceipt, fromReceipt}).status, 0); // goes on from what a receipt says

        QVERIFY(m_database->execute(u"DELETE FROM receipts"_s));
        QVERIFY(m_database->execute(u"DELETE FROM facts"_s));
        QCOMPARE(reopen(), QString());
        begin(11, 3);
        const QString otherSmall = save(u"other.small"_s, checkpoint());
        const QString putBack = save(u"ledger-p.contradiction"_s, seen(1));
        begin(14, 4);
        const QString otherReceipt = save(u"other.json"_s, toFile(write(18)));
        const QString otherGoesOn = save(u"other.consistency"_s, successor(3));
        // Larger than what was seen before: kept with the proof that does not hold.
        const QString forked =
            save(u"ledger-q.contradiction"_s, identity::toText({fromMicroseconds(1'800'000'120'000'000), successor(3)}));
        const QString otherSeen = save(u"ledger-r.contradiction"_s, seen(2));
        for (const QStringList &files : {QStringList{largeReceipt, otherReceipt},
                                         {large, otherReceipt},
                                         {otherReceipt, large},
                                         {large, otherSmall, otherGoesOn},
                                         {large, otherSeen},
                                         {seenLarge, putBack},
                                         {putBack, seenLarge},
                                         {small, otherGoesOn},
                                         {small, forked}}) {
            const auto answer = verify(QStringList{u"--trust"_s, keys} + files);
            QCOMPARE(answer.status, 1);
            QVERIFY2(answer.out.contains(u"two histories"_s), qPrintable(files.join(u' ') + u'\n' + answer.out));
        }
        QVERIFY(verify({u"--trust"_s, keys, seenLarge, putBack}).out.contains(u"showed 8 entries on"_s));
        const QString empty = save(u"ledger-e.contradiction"_s, identity::toText({fromMicroseconds(1'800'000'000'000'000), {}}));
        QVERIFY(verify({u"--trust"_s, keys, empty}).out.contains(u"no entries at all"_s));
    }
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
