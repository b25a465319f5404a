// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/diddocument.h"
#include "app/identity/didkey.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace stanforis;
using namespace stanforis::identity;
using namespace Qt::Literals::StringLiterals;

class DidKeyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // draft-msporny-base58-03 §5
    void base58MatchesTheDraft_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("hello") << QByteArray("Hello World!") << QByteArray("2NEpo7TZRRrLZSi2U");
        QTest::newRow("fox") << QByteArray("The quick brown fox jumps over the lazy dog.")
                             << QByteArray("USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z");
        QTest::newRow("zeroes") << QByteArray::fromHex("0000287fb4cd") << QByteArray("11233QC4");
        QTest::newRow("empty") << QByteArray() << QByteArray();
    }
    void base58MatchesTheDraft()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, text);
        QCOMPARE(toBase58(bytes), text);
        QCOMPARE(fromBase58(text), std::optional(bytes));
    }

    void base58RefusesWhatIsNotInItsAlphabet()
    {
        for (const char *text : {"0", "O", "I", "l", "abc+", " a"})
            QVERIFY2(!fromBase58(text), text);
    }

    // W3C CCG did:key, test vectors (test-vectors/nist-curves.json, test-vectors/ed25519-x25519.json)
    void keysMatchThePublishedVectors_data()
    {
        QTest::addColumn<QString>("did");
        QTest::addColumn<QString>("curve");
        QTest::addColumn<QString>("x");
        QTest::addColumn<QString>("y");
        QTest::newRow("P-256 one") << u"did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169"_s << u"P-256"_s
                                   << u"fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI"_s
                                   << u"hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU"_s;
        QTest::newRow("P-256 two") << u"did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv"_s << u"P-256"_s
                                   << u"igrFmi0whuihKnj9R3Om1SoMph72wUGeFaBbzG2vzns"_s
                                   << u"efsX5b10x8yjyrj4ny3pGfLcY7Xby1KzgqOdqnsrJIM"_s;
        QTest::newRow("Ed25519") << u"did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"_s << u"Ed25519"_s
                                 << u"O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik"_s << QString();
    }
    void keysMatchThePublishedVectors()
    {
        QFETCH(QString, did);
        QFETCH(QString, curve);
        QFETCH(QString, x);
        QFETCH(QString, y);
        const auto jwk = jwkFromDidKey(did);
        QVERIFY2(jwk, qPrintable(jwk ? QString() : jwk.error().detail));
        QCOMPARE(jwk->value("crv"_L1).toString(), curve);
        QCOMPARE(jwk->value("x"_L1).toString(), x);
        QCOMPARE(jwk->value("y"_L1).toString(), y);
        QCOMPARE(*didKeyFromJwk(*jwk), did);
        const auto document = documentOfDidKey(did);
        QVERIFY(document && document->keys.size() == 1 && document->keys.first().asserts);
        QCOMPARE(document->keys.first().id, QString(did + u'#' + did.mid(8)));
    }

    void brokenKeysAreRefused_data()
    {
        QTest::addColumn<QString>("did");
        QTest::addColumn<int>("code");
        QTest::newRow("another method") << u"did:ion:abc"_s << int(Error::Code::Invalid);
        QTest::newRow("another base") << u"did:key:u7QE"_s << int(Error::Code::Invalid);
        QTest::newRow("nothing") << u"did:key:z"_s << int(Error::Code::Invalid);
        QTest::newRow("not base58") << u"did:key:z0OIl"_s << int(Error::Code::Malformed);
        QTest::newRow("cut") << u"did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooW"_s << int(Error::Code::Invalid);
        QTest::newRow("not on the curve") << QString(u"did:key:z"_s + QString::fromLatin1(toBase58(QByteArray("\x80\x24\x05") +
                                                                                                   QByteArray(32, '\x01'))))
                                          << int(Error::Code::Malformed);
        QTest::newRow("long") << QString(u"did:key:z"_s + QString(5'000, u'2')) << int(Error::Code::Malformed);
    }
    void brokenKeysAreRefused()
    {
        QFETCH(QString, did);
        QFETCH(int, code);
        const auto jwk = jwkFromDidKey(did);
        QVERIFY(!jwk);
        QCOMPARE(int(jwk.error().code), code);
    }

    // did:web §3.2
    void didWebBecomesAnAddress_data()
    {
        QTest::addColumn<QString>("did");
        QTest::addColumn<QString>("address");
        QTest::newRow("host") << u"did:web:w3c-ccg.github.io"_s << u"https://w3c-ccg.github.io/.well-known/did.json"_s;
        QTest::newRow("path") << u"did:web:w3c-ccg.github.io:user:alice"_s << u"https://w3c-ccg.github.io/user/alice/did.json"_s;
        QTest::newRow("port") << u"did:web:example.com%3A3000:user:alice"_s << u"https://example.com:3000/user/alice/did.json"_s;
        QTest::newRow("climbs") << u"did:web:example.com:..:x"_s << QString();
        QTest::newRow("slash") << u"did:web:example.com/evil"_s << QString();
        QTest::newRow("encoded slash") << u"did:web:example.com%2Fevil"_s << QString();
        QTest::newRow("somebody's") << u"did:web:user@example.com"_s << QString();
        QTest::newRow("query") << u"did:web:example.com?x"_s << QString();
        QTest::newRow("no port") << u"did:web:example.com%3A"_s << u"https://example.com/.well-known/did.json"_s;
        QTest::newRow("port 0") << u"did:web:example.com%3A0"_s << QString();
        QTest::newRow("port high") << u"did:web:example.com%3A65536"_s << QString();
        QTest::newRow("empty part") << u"did:web:example.com::x"_s << QString();
        QTest::newRow("empty") << u"did:web:"_s << QString();
    }
    void didWebBecomesAnAddress()
    {
        QFETCH(QString, did);
        QFETCH(QString, address);
        const auto url = addressOf(did);
        QCOMPARE(url ? url->toString() : QString(), address);
    }

    void aDocumentMustNameItself()
    {
        const QByteArray json = documentOfDidKey(u"did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169"_s)->json;
        QVERIFY(!readDidDocument(u"did:web:example.com"_s, json));
        QCOMPARE(readDidDocument(u"did:web:example.com"_s, json).error().detail, u"id"_s);
    }

    void aDocumentWithAPrivateKeyIsRefused()
    {
        const QString did = u"did:web:example.com"_s;
        const QJsonObject jwk{{"kty"_L1, u"EC"_s},
                              {"crv"_L1, u"P-256"_s},
                              {"x"_L1, u"fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI"_s},
                              {"y"_L1, u"hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU"_s},
                              {"d"_L1, u"AAAA"_s}};
        const QJsonObject method{{"id"_L1, u"#k"_s}, {"type"_L1, u"JsonWebKey"_s}, {"publicKeyJwk"_L1, jwk}};
        QJsonObject document{{"id"_L1, did}, {"verificationMethod"_L1, QJsonArray{method}}};
        const auto read = readDidDocument(did, QJsonDocument(document).toJson());
        QVERIFY(!read);
        QCOMPARE(read.error().detail, u"private key"_s);
    }

    void aKeyOfAnotherDocumentIsRefused()
    {
        const QString did = u"did:web:example.com"_s;
        QJsonObject jwk = *jwkFromDidKey(u"did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"_s);
        const QJsonObject method{{"id"_L1, u"did:web:other.example#k"_s}, {"publicKeyJwk"_L1, jwk}};
        const QJsonObject document{{"id"_L1, did}, {"verificationMethod"_L1, QJsonArray{method}}};
        QVERIFY(!readDidDocument(did, QJsonDocument(document).toJson()));
    }
};

QTEST_GUILESS_MAIN(DidKeyTest)
#include "tst_didkey.moc"
