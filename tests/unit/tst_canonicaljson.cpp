// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/canonicaljson.h"

#include <QTest>

using namespace stanforis;
using namespace Qt::StringLiterals;

class TestCanonicalJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void canonicalTextSurvivesAsItIs_data();
    void canonicalTextSurvivesAsItIs();
    void anythingElseIsMalformed_data();
    void anythingElseIsMalformed();
    void publishedVectors();
    void namesSortByCodeUnit();
    void halfACharacterCannotBeWritten();
};

void TestCanonicalJson::canonicalTextSurvivesAsItIs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("members") << QByteArray(R"({"a":1,"b":"x","c":{"d":[]}})");
    QTest::newRow("zero") << QByteArray("[0,-1]");
    QTest::newRow("largest") << QByteArray("[9007199254740991,-9007199254740991]");
    QTest::newRow("escapes") << QByteArray(R"(["\b\t\n\f\r\"\\\u0000\u001f"])");
    QTest::newRow("no escape for these") << QByteArray("[\"/\x7f €ö𝄞\"]");
}

void TestCanonicalJson::canonicalTextSurvivesAsItIs()
{
    QFETCH(QByteArray, text);
    const auto value = readCanonical(text);
    QVERIFY(value);
    QCOMPARE(writeCanonical(*value).value(), text);
}

void TestCanonicalJson::anythingElseIsMalformed_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray texts[] = {"",
                                " {}",
                                "{} ",
                                "{\"a\": 1}",
                                R"({"b":1,"a":1})",
                                R"({"a":1,"a":1})",
                                R"({"a":1,"\u0061":2})",
                                "[1.0]",
                                "[1e3]",
                                "[01]",
                                "[-0]",
                                "[+1]",
                                "[9007199254740992]",
                                "[-9007199254740992]",
                                "[99999999999999999999]",
                                "[true]",
                                "[null]",
                                R"(["\/"])",
                                R"(["\u0041"])",
                                R"(["\u001F"])",
                                R"(["\ud800"])",
                                R"(["\x41"])",
                                "[\"\n\"]",
                                "[\"\xed\xa0\x80\"]",
                                "[\"\xc0\xaf\"]",
                                "[\"\xff\"]",
                                "\xef\xbb\xbf{}",
                                "[1,]",
                                "{\"a\":1,}",
                                "[",
                                "{\"a\"",
                                "{\"a\":",
                                "\"a",
                                "{}{}",
                                "{1:2}",
                                "[\"\\u00\"]",
                                "[\"\\u 01\"]"};
    for (const QByteArray &text : texts)
        QTest::newRow(QByteArray("<" + text.toPercentEncoding() + ">").constData()) << text;
    QTest::newRow("deep") << QByteArray(100000, '[');
    QTest::newRow("long") << QByteArray("[\"" + QByteArray(2'000'000, 'x') + "\"]");
}

void TestCanonicalJson::anythingElseIsMalformed()
{
    QFETCH(QByteArray, text);
    const auto value = readCanonical(text);
    QVERIFY(!value);
    QCOMPARE(value.error().code, Error::Code::Malformed);
}

void TestCanonicalJson::publishedVectors()
{
    // RFC 8785 §3.2.3 and the test data of cyberphone/json-canonicalization, as far as they hold texts and whole numbers only.
    const QByteArray canonical[] = {"{\"peach\":\"This sorting order\",\"p\u00e9ch\u00e9\":\"is wrong according to "
                                    "French\",\"p\u00eache\":\"but canonicalization "
                                    "MUST\",\"sin\":\"ignore locale\"}",
                                    "{\"Unnormalized Unicode\":\"A\u030a\"}",
                                    "{\"\\n\":\"Newline\",\"\\r\":\"Carriage Return\",\"1\":\"One\",\"</script>\":\"Browser "
                                    "Challenge\",\"\xc2\x80\":\"Control\x7f\",\"\u00f6\":"
                                    "\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro "
                                    "Sign\",\"\U0001f600\":\"Smiley\",\"\ufb33\":\"Hebrew Letter Dalet With "
                                    "Dagesh\"}"};
    for (const QByteArray &text : canonical) {
        const auto read = readCanonical(text);
        QVERIFY2(read, text.constData());
        QCOMPARE(writeCanonical(*read).value(), text);
    }
    // The others have true, null or fractions in them, which nobody signs here.
    QVERIFY(!readCanonical("[56,{\"1\":[],\"10\":null,\"d\":true}]"));
    QVERIFY(!readCanonical("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27]}"));
}

void TestCanonicalJson::namesSortByCodeUnit()
{
    // RFC 8785 §3.2.3: the astral character comes before U+FB33, as its first code unit is smaller.
    const auto text =
        writeCanonical(CanonicalValue::Object{{u"\uFB33"_s, qint64(1)}, {u"\U0001F600"_s, qint64(2)}, {u"\u20ac"_s, qint64(3)}});
    QVERIFY(text);
    QCOMPARE(*text, QByteArray("{\"€\":3,\"😀\":2,\"\xef\xac\xb3\":1}"));
}

void TestCanonicalJson::halfACharacterCannotBeWritten()
{
    QVERIFY(!writeCanonical(CanonicalValue(QString(QChar(0xd800)))));
    QVERIFY(!writeCanonical(CanonicalValue(qint64(1) << 53)));
}

QTEST_GUILESS_MAIN(TestCanonicalJson)
#include "tst_canonicaljson.moc"
