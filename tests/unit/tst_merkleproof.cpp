// SPDX-License-Identifier: GPL-3.0-or-later
// The platform makes the proofs, the console checks them; the two were written apart and meet here and on published vectors.
#include "app/identity/checkpoint.h"
#include "app/identity/hashtree.h"
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

/// The eight entries that certificate-transparency implementations test with.
const QByteArrayList published{
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};

/// Their roots, of the first one, of the first two, and so on.
const QByteArrayList publishedRoots{"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

QList<QByteArray> bytesOf(const QByteArrayList &hex)
{
    QList<QByteArray> all;
    for (const QByteArray &text : hex)
        all.append(QByteArray::fromHex(text));
    return all;
}

MerkleTree publishedTree()
{
    MerkleTree tree;
    for (const QByteArray &entry : bytesOf(published))
        tree.append(entry);
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
        QCOMPARE(MerkleTree().root().toHex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        const MerkleTree tree = publishedTree();
        identity::HashTree console;
        for (qint64 size = 1; size <= tree.size(); ++size) {
            console.append(identity::leafDigest(QByteArray::fromHex(published.at(size - 1))));
            QCOMPARE(tree.root(size).toHex(), publishedRoots.at(size - 1));
            QCOMPARE(identity::bytesOf(console.root(size)).toHex(), publishedRoots.at(size - 1));
        }
    }

    void pathsAreThoseOfCertificateTransparency_data()
    {
        QTest::addColumn<qint64>("index"); // from 0
        QTest::addColumn<qint64>("size");
        QTest::addColumn<QByteArrayList>("path");
        QTest::newRow("0 of 1") << qint64(0) << qint64(1) << QByteArrayList();
        QTest::newRow("0 of 8") << qint64(0) << qint64(8)
                                << QByteArrayList{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                                  "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                                  "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"};
        QTest::newRow("5 of 8") << qint64(5) << qint64(8)
                                << QByteArrayList{"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                                                  "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                                  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"};
        QTest::newRow("2 of 3") << qint64(2) << qint64(3)
                                << QByteArrayList{"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"};
        QTest::newRow("1 of 5") << qint64(1) << qint64(5)
                                << QByteArrayList{"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                                  "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                                  "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"};
    }
    void pathsAreThoseOfCertificateTransparency()
    {
        QFETCH(qint64, index);
        QFETCH(qint64, size);
        QFETCH(QByteArrayList, path);
        QCOMPARE(publishedTree().inclusionProof(index, size), bytesOf(path));
        QVERIFY(identity::isIncluded(identity::merkleLeaf(QByteArray::fromHex(published.at(index))), index, size, bytesOf(path),
                                     QByteArray::fromHex(publishedRoots.at(size - 1))));
    }

    void consistencyIsThatOfCertificateTransparency_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<qint64>("to");
        QTest::addColumn<QByteArrayList>("path");
        QTest::newRow("1 to 1") << qint64(1) << qint64(1) << QByteArrayList();
        QTest::newRow("1 to 8") << qint64(1) << qint64(8)
                                << QByteArrayList{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                                  "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                                  "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"};
        QTest::newRow("6 to 8") << qint64(6) << qint64(8)
                                << QByteArrayList{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                                  "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                                  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"};
        QTest::newRow("2 to 5") << qint64(2) << qint64(5)
                                << QByteArrayList{"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                                  "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"};
    }
    void consistencyIsThatOfCertificateTransparency()
    {
        QFETCH(qint64, from);
        QFETCH(qint64, to);
        QFETCH(QByteArrayList, path);
        QCOMPARE(publishedTree().consistencyProof(from, to), bytesOf(path));
        identity::HashTree console;
        for (const QByteArray &entry : bytesOf(published))
            console.append(identity::leafDigest(entry));
        QCOMPARE(console.consistency(from, to), bytesOf(path));
        QVERIFY(identity::isConsistent(from, QByteArray::fromHex(publishedRoots.at(from - 1)), to,
                                       QByteArray::fromHex(publishedRoots.at(to - 1)), bytesOf(path)));
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
