// SPDX-License-Identifier: GPL-3.0-or-later
// The platform makes the proofs, the console checks them; the two were written apart and meet here and on published vectors.
#include "app/identity/checkpoint.h"
#include "app/identity/merkleproof.h"
#include "app/platform/ledger/merkletree.h"
#include "app/platform/ledger/notekey.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace stanforis;
using namespace Qt::StringLiterals;

namespace {

MerkleTree treeOf(int entries)
{
    MerkleTree tree;
    for (int i = 0; i < entries; ++i)
        tree.append(QByteArray::number(i));
    return tree;
}

QByteArray keySet(const QJsonObject &key) { return QJsonDocument(QJsonObject{{u"keys"_s, QJsonArray{key}}}).toJson(); }

} // namespace

class TestMerkleProof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rootsAreThoseOfCertificateTransparency()
    {
        // The eight entries and the roots that certificate-transparency implementations test with.
        MerkleTree tree;
        QCOMPARE(tree.root().toHex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        int entries = 0;
        for (const char *hex :
             {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"}) {
            tree.append(QByteArray::fromHex(hex));
            ++entries;
        }
        QCOMPARE(entries, 8);
        QCOMPARE(tree.root(1).toHex(), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        QCOMPARE(tree.root(2).toHex(), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        QCOMPARE(tree.root(8).toHex(), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    void everyEntryOfEveryTreeIsProved()
    {
        const MerkleTree tree = treeOf(70);
        for (qint64 size = 1; size <= tree.size(); ++size) {
            for (qint64 index = 0; index < size; ++index) {
                const QByteArray leaf = identity::merkleLeaf(QByteArray::number(index));
                auto path = tree.inclusionProof(index, size);
                QVERIFY(identity::isIncluded(leaf, index, size, path, tree.root(size)));
                QVERIFY(!identity::isIncluded(leaf, (index + 1) % (size + 1), size, path, tree.root(size)));
                QVERIFY(!identity::isIncluded(identity::merkleLeaf("other"), index, size, path, tree.root(size)));
                path.append(QByteArray(32, 'x'));
                QVERIFY(!identity::isIncluded(leaf, index, size, path, tree.root(size)));
            }
        }
    }

    void everyTreeGoesOnFromEveryOlderOne()
    {
        const MerkleTree tree = treeOf(70);
        for (qint64 to = 1; to <= tree.size(); ++to) {
            for (qint64 from = 1; from <= to; ++from) {
                auto path = tree.consistencyProof(from, to);
                QVERIFY(identity::isConsistent(from, tree.root(from), to, tree.root(to), path));
                QVERIFY(!identity::isConsistent(from, QByteArray(32, 'x'), to, tree.root(to), path));
                QVERIFY(!identity::isConsistent(from, tree.root(from), to, QByteArray(32, 'x'), path));
                if (!path.isEmpty()) {
                    path.removeLast();
                    QVERIFY(!identity::isConsistent(from, tree.root(from), to, tree.root(to), path));
                }
            }
        }
    }

    void aTreeForgetsWhatWasNotKept()
    {
        for (int kept = 0; kept < 20; ++kept) {
            MerkleTree tree = treeOf(20);
            tree.truncate(kept);
            QCOMPARE(tree.size(), kept);
            QCOMPARE(tree.root(), treeOf(kept).root());
        }
    }

    void theNoteOfAnotherImplementationIsRead()
    {
        // The example of Go's package golang.org/x/mod/sumdb/note: its signature holds, and its text is no checkpoint.
        const QByteArray raw = QByteArray::fromBase64("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").mid(1);
        const QByteArray keys =
            keySet({{u"kty"_s, u"OKP"_s},
                    {u"crv"_s, u"Ed25519"_s},
                    {u"x"_s, QString::fromLatin1(raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals))},
                    {u"kid"_s, u"PeterNeumann+c74f20a3"_s}});
        QByteArray note = "If you think cryptography is the answer to your problem,\n"
                          "then you don't know what your problem is.\n\n"
                          "\xE2\x80\x94 PeterNeumann "
                          "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        QCOMPARE(identity::readCheckpoint(note, keys).error().code, Error::Code::Malformed);
        note.replace("answer", "Answer");
        QCOMPARE(identity::readCheckpoint(note, keys).error().code, Error::Code::Untrusted);
    }

    void aCheckpointIsReadOnlyAsItWasSigned()
    {
        const auto key = NoteKey::generate(u"platform.test/ledger"_s);
        const QByteArray keys = keySet(key->publicJwk());
        const QByteArray root = treeOf(3).root();
        const QByteArray text = "platform.test/ledger\n3\n" + root.toBase64() + '\n';
        const QByteArray note = *key->signNote(text);
        const auto checkpoint = identity::readCheckpoint(note, keys);
        QVERIFY(checkpoint);
        QCOMPARE(checkpoint->size, 3);
        QCOMPARE(checkpoint->root, root);
        QVERIFY(!identity::readCheckpoint(note, keySet(NoteKey::generate(u"platform.test/ledger"_s)->publicJwk())));
        for (qsizetype i = 0; i < note.size(); ++i) {
            QByteArray changed = note;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            QVERIFY2(!identity::readCheckpoint(changed, keys), qPrintable(QString::number(i)));
        }
        for (qsizetype length = 0; length < note.size(); ++length)
            QVERIFY(!identity::readCheckpoint(note.left(length), keys));
    }
};

QTEST_GUILESS_MAIN(TestMerkleProof)
#include "tst_merkleproof.moc"
