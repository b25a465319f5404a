// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/canonicaljson.h"

#include <QTest>

using namespace stanforis::identity;
using namespace Qt::Literals::StringLiterals;

class TestCanonicalJsonConsole : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sortsByUtf16CodeUnits()
    {
        // RFC 8785 §3.2.3
        const CanonicalJson::Object object{{u"\u20ac"_s, u"Euro Sign"_s},
                                           {u"\r"_s, u"Carriage Return"_s},
                                           {u"\ufb33"_s, u"Hebrew Letter Dalet With Dagesh"_s},
                                           {u"1"_s, u"One"_s},
                                           {u"\U0001f600"_s, u"Emoji: Grinning Face"_s},
                                           {u"\u0080"_s, u"Control"_s},
                                           {u"\u00f6"_s, u"Latin Small Letter O With Diaeresis"_s}};
        const auto written = CanonicalJson(object).write();
        QVERIFY(written);
        QCOMPARE(
            *written,
            u"{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small Letter O With "
            u"Diaeresis\","
            "\"\u20ac\":\"Euro Sign\",\"\U0001f600\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}"_s
                .toUtf8());
    }

    void escapesAsLittleAsPossible()
    {
        // RFC 8785 §3.2.2.2
        QCOMPARE(*CanonicalJson(u"\u20ac$\u000f\nA'B\"\\\"/"_s).write(), u"\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/\""_s.toUtf8());
    }

    void aByteOrderMarkInATextIsKept()
    {
        const CanonicalJson::Object object{{u"\ufeffname"_s, u"\ufeffvalue\ufeff"_s}};
        const auto bytes = *CanonicalJson(object).write();
        const auto read = CanonicalJson::read(bytes);
        QVERIFY(read);
        QCOMPARE(*read->object()->value(u"\ufeffname"_s).text(), u"\ufeffvalue\ufeff"_s);
        QVERIFY(!CanonicalJson::read("\xef\xbb\xbf{}")); // before the document it is none of it
    }

    void readsBackWhatItWrites()
    {
        const CanonicalJson::Object object{{u"a"_s, qint64(-9007199254740991)},
                                           {u"b"_s, CanonicalJson::Object{{u"c"_s, u"\t\u00e5"_s}}}};
        const auto bytes = *CanonicalJson(object).write();
        const auto read = CanonicalJson::read(bytes);
        QVERIFY(read);
        QCOMPARE(*read->write(), bytes);
        QCOMPARE(*read->object()->value(u"a"_s).number(), qint64(-9007199254740991));
    }

    void publishedVectors()
    {
        // RFC 8785 §3.2.3 and the test data of cyberphone/json-canonicalization, as far as they hold texts and whole numbers
        // only.
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
            const auto read = CanonicalJson::read(text);
            QVERIFY2(read, text.constData());
            QCOMPARE(*read->write(), text);
        }
        // The others have true, null or fractions in them, which nobody signs here.
        QVERIFY(!CanonicalJson::read("[56,{\"1\":[],\"10\":null,\"d\":true}]"));
        QVERIFY(!CanonicalJson::read("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27]}"));
    }

    void refusesWhatIsNotCanonical_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("longer than 1 MiB") << QByteArray("{\"a\":\"" + QByteArray(1 << 20, 'x') + "\"}");
        const QByteArray cases[] = {"",
                                    "{",
                                    "{}x",
                                    " {}",
                                    "{ }",
                                    "{\"a\":1,\"a\":2}",
                                    "{\"b\":1,\"a\":2}",
                                    "{\"a\":1.0}",
                                    "{\"a\":1e2}",
                                    "{\"a\":01}",
                                    "{\"a\":-0}",
                                    "{\"a\":9007199254740992}",
                                    "{\"a\":true}",
                                    "{\"a\":null}",
                                    "{\"a\":[]}",
                                    "{\"a\":\"\\u0041\"}",
                                    "{\"a\":\"\\/\"}",
                                    "{\"a\":\"\\ud800\"}",
                                    "{\"a\":\"\\u000a\"}",
                                    "{\"a\":\"\x01\"}",
                                    "{\"a\":\"\xff\"}",
                                    "{\"a\":\"\xed\xa0\x80\"}",
                                    "{\"a\":\"\\u00\"}",
                                    "{\"a\":\"x}",
                                    "{\"a\":1,}",
                                    "{\"a\"}",
                                    "--1",
                                    QByteArray(200, '{')};
        for (const auto &bytes : cases)
            QTest::newRow(bytes.toPercentEncoding().left(60).constData()) << bytes;
    }
    void refusesWhatIsNotCanonical()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!CanonicalJson::read(bytes));
    }

    void refusesLoneSurrogatesAndLargeNumbers()
    {
        QVERIFY(!CanonicalJson(QString(QChar(0xd800))).write());
        QVERIFY(!CanonicalJson(qint64(1) << 53).write());
    }
};

QTEST_APPLESS_MAIN(TestCanonicalJsonConsole)
#include "tst_canonicaljson_console.moc"
