// SPDX-License-Identifier: GPL-3.0-or-later
// The console's audit log: its lines, its tree, what a change of any kind does to it; and the platform's cosignature.
#include "app/identity/auditchain.h"
#include "app/identity/canonicaljson.h"
#include "app/identity/merkleproof.h"
#include "app/identity/notesigner.h"
#include "app/platform/ledger/auditwitness.h"
#include "app/platform/ledger/consistency.h"
#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"
#include "tests/support/platformfakes.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace stanforis;
using namespace stanforis::identity;
using namespace Qt::StringLiterals;
using Kind = AuditFault::Kind;

namespace {

/// RFC 8032 §7.1, test 1.
const QByteArray seed = QByteArray::fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

const QString desk = u"spiffe://platform.test/console/desk"_s; // the workstation that asks

QByteArray keySet(const QJsonObject &key) { return QJsonDocument(QJsonObject{{u"keys"_s, QJsonArray{key}}}).toJson(); }

} // namespace

class TestAuditChain : public QObject
{
    Q_OBJECT

    std::optional<NoteSigner> m_signer;

    AuditFacts facts(const QString &event, const QString &object = {}) const
    {
        return {event, object, u"ok"_s, u"kaur"_s, u"s1"_s, u"ws1"_s, fromMicroseconds(1'795'000'000'123'000), 42, {}};
    }

    /// A log of so many entries, line by line.
    QList<QByteArray> lines(int entries, AuditChain *chain = nullptr) const
    {
        AuditChain made;
        QList<QByteArray> lines;
        for (int i = 0; i < entries; ++i) {
            const auto line = made.append(i == 0 ? facts(u"log.begun"_s, QString::fromLatin1(m_signer->verifier().toText()))
                                                 : facts(u"record.opened"_s, u"health/%1"_s.arg(i)));
            lines.append(*line);
        }
        if (chain)
            *chain = made;
        return lines;
    }

    static QByteArray fileOf(const QList<QByteArray> &lines) { return lines.join('\n') + '\n'; }

private Q_SLOTS:
    void init()
    {
        const auto name = auditOrigin(u"ws1"_s, *NoteSigner::publicKey(seed));
        m_signer = *NoteSigner::fromSeed(seed, name);
    }

    void linesAreCanonicalAndLinked()
    {
        AuditFacts odd = facts(u"record.opened"_s, u"a \"quoted\" \\ name\n\u0001 Õ \U0001F600"_s);
        odd.data = QByteArray(64, 'a');
        const auto line = writeAuditLine(odd, 7, AuditChain::nothing());
        QVERIFY(line);
        QVERIFY(CanonicalJson::read(*line));
        const auto entry = readAuditLine(*line);
        QVERIFY(entry);
        QCOMPARE(entry->sequence, 7);
        QCOMPARE(entry->monotonic, 42);
        QCOMPARE(entry->data, QByteArrayView(odd.data));
        QCOMPARE(unescaped(entry->object), odd.object);
        QCOMPARE(unescaped(entry->workstation), u"ws1"_s);
        QCOMPARE(unescaped(entry->time), u"2026-11-18T11:06:40.123Z"_s);

        const auto all = lines(3);
        for (int i = 1; i < 3; ++i) { // h(n) by another hand
            const QByteArray bytes = QByteArray(1, '\0') + all[i - 1];
            QCOMPARE(readAuditLine(all[i])->previous.toByteArray(),
                     QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        }
    }

    void theTreeIsThatOfTheSpecification()
    {
        HashTree tree;
        QCOMPARE(bytesOf(tree.root()).toHex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (const char *hex :
             {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"})
            tree.append(leafDigest(QByteArray::fromHex(hex)));
        QCOMPARE(bytesOf(tree.root(1)).toHex(), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        QCOMPARE(bytesOf(tree.root(2)).toHex(), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        QCOMPARE(bytesOf(tree.root(8)).toHex(), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    void bothSidesAgreeHowATreeGoesOn()
    {
        HashTree tree;
        MerkleTree platform;
        for (int i = 0; i < 70; ++i) {
            tree.append(leafDigest(QByteArray::number(i)));
            platform.append(QByteArray::number(i));
        }
        for (qint64 to = 1; to <= 70; ++to) {
            QCOMPARE(bytesOf(tree.root(to)), platform.root(to));
            for (qint64 from = 1; from <= to; ++from) {
                auto proof = tree.consistency(from, to);
                QCOMPARE(proof, platform.consistencyProof(from, to));
                QVERIFY(goesOnFrom(from, platform.root(from), to, platform.root(to), proof));
                QVERIFY(isConsistent(from, platform.root(from), to, platform.root(to), proof));
                QVERIFY(!goesOnFrom(from, QByteArray(32, 'x'), to, platform.root(to), proof));
                QVERIFY(!goesOnFrom(from, platform.root(from), to, QByteArray(32, 'x'), proof));
                proof.append(QByteArray(32, 'x'));
                QVERIFY(!goesOnFrom(from, platform.root(from), to, platform.root(to), proof));
                proof.resize(std::max<qsizetype>(0, proof.size() - 2));
                QVERIFY(from == to || !goesOnFrom(from, platform.root(from), to, platform.root(to), proof) ||
                        proof.size() == tree.consistency(from, to).size());
            }
        }
    }

    void anUntouchedLogReplays()
    {
        AuditChain chain;
        const auto replay = AuditReplay::of(fileOf(lines(9, &chain)));
        QVERIFY(!replay.fault);
        QCOMPARE(replay.chain.size(), 9);
        QCOMPARE(replay.chain.head(), chain.head());
        QCOMPARE(replay.key->name, m_signer->verifier().name);
        QCOMPARE(replay.continues, AuditChain::nothing());
        QCOMPARE(replay.workstation, u"ws1"_s);
        QCOMPARE(*auditTime(fileOf(lines(9)), 9), facts({}).time);
        QVERIFY(!auditTime(fileOf(lines(9)), 10));
        const auto note = m_signer->sign(chain.checkpointText(m_signer->verifier().name, chain.size()));
        const auto checkpoint = readCheckpoint(*note, {*replay.key});
        QVERIFY(checkpoint);
        QVERIFY(replay.chain.holds(*checkpoint));
    }

    void everyFlippedByteIsSeen()
    {
        AuditChain chain;
        const QByteArray file = fileOf(lines(5, &chain));
        const Checkpoint checkpoint{m_signer->verifier().name, 5, bytesOf(chain.tree().root())};
        for (qsizetype i = 0; i < file.size(); ++i) {
            QByteArray changed = file;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            const auto replay = AuditReplay::of(changed);
            QVERIFY2(replay.fault || !replay.chain.holds(checkpoint), qPrintable(QString::number(i)));
        }
    }

    void faultsAreFoundWhereTheyAre()
    {
        auto all = lines(6);
        const auto faultOf = [](const QList<QByteArray> &lines) {
            return AuditReplay::of(fileOf(lines)).fault.value_or(AuditFault{});
        };
        auto swapped = all;
        swapped.swapItemsAt(2, 3);
        QCOMPARE(faultOf(swapped).kind, Kind::OutOfOrder);
        QCOMPARE(faultOf(swapped).line, 3);
        QCOMPARE(faultOf(swapped).found, 4);
        auto removed = all;
        removed.removeAt(4);
        QCOMPARE(faultOf(removed).kind, Kind::OutOfOrder);
        QCOMPARE(faultOf(removed).line, 5);
        auto edited = all;
        edited[1].replace("kaur", "kaup");
        QCOMPARE(faultOf(edited).kind, Kind::Broken);
        QCOMPARE(faultOf(edited).line, 3); // the first that does not fit what stands before it
        auto garbled = all;
        garbled[3] = "garbage";
        QCOMPARE(faultOf(garbled).kind, Kind::NotAnEntry);
        QCOMPARE(faultOf(garbled).line, 4);
        QCOMPARE(AuditReplay::of(fileOf(all).chopped(5)).fault->kind, Kind::Unfinished);
        QCOMPARE(AuditReplay::of(fileOf(all).chopped(1)).fault->kind, Kind::Unfinished);
        all.removeFirst();
        QCOMPARE(faultOf(all).line, 1);
    }

    void aCutTailIsALogThatIsTooShort()
    {
        AuditChain chain;
        auto all = lines(6, &chain);
        const Checkpoint checkpoint{m_signer->verifier().name, 6, bytesOf(chain.tree().root())};
        all.removeLast();
        const auto replay = AuditReplay::of(fileOf(all));
        QVERIFY(!replay.fault);
        QVERIFY(!replay.chain.holds(checkpoint));
        QVERIFY(replay.chain.size() < checkpoint.size);
    }

    void notesAndCosignaturesAreThoseOfTheSpecification()
    {
        // Made with another Ed25519 from the rules of c2sp.org/tlog-checkpoint and tlog-cosignature, and the key of RFC 8032.
        const QByteArray note =
            "example.com/behind-the-sofa\n8\n"
            "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n"
            "\xE2\x80\x94 example.com/behind-the-sofa "
            "+PpSVIcRA5nn2Vu3evbZDAOCS5UAKugzbycTuU1wT2uSmFtI4mh0IVLpj3jQP4fNAyAaf+pESX75xt10XdQOCPIVcgk=\n"
            "\xE2\x80\x94 witness.example.com/w1 "
            "fm9KqgAAAABkGFDL21N/Z5KRV191WI8DlcSMY7RZ++I1Fv5L2s9hDvDJZFj+kyUubdusO2IeM89gjby2phRXEwXDtvFR9/x8ggt5AQ==\n";
        const auto log =
            NoteVerifier::fromText("example.com/behind-the-sofa+f8fa5254+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea");
        const auto witness =
            NoteVerifier::fromText("witness.example.com/w1+7e6f4aaa+BNdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea");
        QVERIFY(log && witness);
        const auto read = readNote(note);
        QVERIFY(read);
        QVERIFY(log->hasSigned(*read));
        QCOMPARE(*witness->signedAt(*read), Instant{std::chrono::seconds(1679315147)});
        QCOMPARE(readCheckpoint(note, {*log})->size, 8);
        const auto signer = NoteSigner::fromSeed(seed, u"example.com/behind-the-sofa"_s);
        QCOMPARE(signer->verifier().toText(), log->toText());
        QVERIFY(note.startsWith(*signer->sign(read->text))); // Ed25519 has one signature for a text and a key
        for (qsizetype i = 0; i < note.size(); ++i) {
            QByteArray changed = note;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            const auto other = readNote(changed);
            QVERIFY2(!other || !log->hasSigned(*other) || !witness->hasSigned(*other), qPrintable(QString::number(i)));
        }
    }

    void thePlatformSignsWhatGoesOnAndNothingElse()
    {
        auto database = Database::open({});
        stanforis::testing::HandClock clock;
        const auto key = NoteKey::generate(u"platform.test/witness"_s);
        AuditWitness witness(**database, *key, clock);
        QVERIFY(witness.start());
        const QByteArray trusted = keySet(key->cosignerJwk());
        const QByteArray name = m_signer->verifier().toText();

        AuditChain chain;
        const auto wish = [&](qint64 known) {
            audit::v1::CosignRequest request;
            request.set_note(m_signer->sign(chain.checkpointText(m_signer->verifier().name, chain.size()))->toStdString());
            request.set_key(name.toStdString());
            request.set_known_size(known);
            if (known > 0 && known <= chain.size()) {
                for (const auto &hash : chain.tree().consistency(known, chain.size()))
                    request.add_consistency(hash.toStdString());
            }
            return request;
        };
        for (int i = 0; i < 5; ++i)
            QVERIFY(chain.append(facts(u"record.opened"_s)));
        const auto first = witness.cosign(desk, wish(0));
        QVERIFY2(first, qPrintable(first ? QString() : first.error().detail));
        const auto note = readNote(bytesFromWire(first->note()));
        QCOMPARE(note->signatures.size(), 2);
        QCOMPARE(*noteVerifiers(trusted).first().signedAt(*note), std::chrono::floor<std::chrono::seconds>(clock.now()));
        QVERIFY(m_signer->verifier().hasSigned(*note));

        const auto older = chain;
        for (int i = 0; i < 8; ++i)
            QVERIFY(chain.append(facts(u"record.opened"_s)));
        QCOMPARE(witness.cosign(desk, wish(0)).error().code, Error::Code::Conflict); // as if it were a new log
        QVERIFY(witness.cosign(desk, wish(5)));
        QVERIFY(witness.cosign(desk, wish(13))); // the same again
        chain = older;                           // an old backup
        QCOMPARE(witness.cosign(desk, wish(13)).error().code, Error::Code::Conflict);
        QCOMPARE(witness.cosign(desk, wish(5)).error().code, Error::Code::Conflict);
        for (int i = 0; i < 20; ++i)
            QVERIFY(chain.append(facts(u"other"_s))); // that went on in its own way
        QCOMPARE(witness.cosign(desk, wish(13)).error().code, Error::Code::Conflict);

        audit::v1::GetCosignedRequest question;
        question.set_workstation("ws1");
        const auto kept = witness.cosigned(question);
        QCOMPARE(readCheckpoint(bytesFromWire(kept->note()), {m_signer->verifier()})->size, 13);
        question.clear_workstation();
        question.set_origin("console.stanforis.example/ws2/00");
        QVERIFY(witness.cosigned(question)->note().empty());
    }

    void aNameCannotBeTakenByAnotherKey()
    {
        auto database = Database::open({});
        stanforis::testing::HandClock clock;
        AuditWitness witness(**database, *NoteKey::generate(u"platform.test/witness"_s), clock);
        QVERIFY(witness.start());
        const auto thief = NoteSigner::fromSeed(QByteArray(32, 't'), m_signer->verifier().name);
        AuditChain chain;
        QVERIFY(chain.append(facts(u"record.opened"_s)));
        audit::v1::CosignRequest request;
        request.set_note(thief->sign(chain.checkpointText(m_signer->verifier().name, chain.size()))->toStdString());
        request.set_key(thief->verifier().toText().toStdString());
        QCOMPARE(witness.cosign(desk, request).error().code, Error::Code::Invalid);
        request.set_key(m_signer->verifier().toText().toStdString());
        QCOMPARE(witness.cosign(desk, request).error().code, Error::Code::Invalid);
        request.set_note("garbage");
        QCOMPARE(witness.cosign(desk, request).error().code, Error::Code::Invalid);
    }

    void aWorkstationCannotTakeTheNameOfAnother()
    {
        auto database = Database::open({});
        stanforis::testing::HandClock clock;
        AuditWitness witness(**database, *NoteKey::generate(u"platform.test/witness"_s), clock);
        QVERIFY(witness.start());
        const auto named = [](const QString &name) {
            const auto key = NoteSigner::publicKey(QByteArray(32, 'v'));
            return *NoteSigner::fromSeed(
                QByteArray(32, 'v'),
                name.arg(QString::fromLatin1(QCryptographicHash::hash(*key, QCryptographicHash::Sha256).left(8).toHex())));
        };
        const auto wish = [](const NoteSigner &signer, const AuditChain &chain, qint64 known) {
            audit::v1::CosignRequest request;
            request.set_note(signer.sign(chain.checkpointText(signer.verifier().name, chain.size()))->toStdString());
            request.set_key(signer.verifier().toText().toStdString());
            request.set_known_size(known);
            for (const auto &hash : known > 0 ? chain.tree().consistency(known, chain.size()) : QList<QByteArray>())
                request.add_consistency(hash.toStdString());
            return request;
        };
        AuditChain chain;
        QVERIFY(chain.append(facts(u"record.opened"_s)));
        QVERIFY(witness.cosign(desk, wish(*m_signer, chain, 0)));

        const QString thief = u"spiffe://platform.test/console/thief"_s;
        const auto posing = named(u"console.stanforis.example/ws1/%1"_s);
        QCOMPARE(witness.cosign(thief, wish(posing, chain, 0)).error().code, Error::Code::PermissionDenied);
        QCOMPARE(witness.cosign(thief, wish(*m_signer, chain, 1)).error().code, Error::Code::PermissionDenied); // played back
        QCOMPARE(witness.cosign(thief, wish(named(u"elsewhere.example/ws1/%1"_s), chain, 0)).error().code, Error::Code::Invalid);
        QVERIFY(witness.cosign(thief, wish(named(u"console.stanforis.example/ws2/%1"_s), chain, 0)));
        audit::v1::GetCosignedRequest newest;
        newest.set_workstation("ws1");
        QCOMPARE(bytesFromWire(witness.cosigned(newest)->key()), m_signer->verifier().toText());

        // The same workstation may begin another log; enrolled anew, it goes on with the one whose key it has.
        QVERIFY(witness.cosign(desk, wish(posing, chain, 0)));
        const QString enrolledAnew = u"spiffe://platform.test/console/desk-2"_s;
        QVERIFY(chain.append(facts(u"record.opened"_s)));
        QVERIFY(witness.cosign(enrolledAnew, wish(*m_signer, chain, 1)));
        QVERIFY(chain.append(facts(u"record.opened"_s)));
        QVERIFY(witness.cosign(enrolledAnew, wish(*m_signer, chain, 2)));
    }
};

QTEST_GUILESS_MAIN(TestAuditChain)
#include "tst_auditchain.moc"
