// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/textsafety.h"

#include <QTest>

using namespace stanforis;
using namespace Qt::StringLiterals;

class TestTextSafety : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ordinaryTextsAreLeftAlone_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text : {u"Hydro Taal 2"_s, u"Tõnu Rebane, Ödön Nørvig"_s, u"Отдел энергетики"_s, u"Ελληνική"_s,
                                    u"شبكة الكهرباء"_s, u"רשת החשמל"_s, u"東京電力 TEPCO 第2"_s, u"한국전력 KEPCO"_s, u"50 µg"_s,
                                    u"ΔP ≤ 3 MW"_s, u"line\nfeed\tand tab"_s, u"𝄞 😀"_s, u"<a href=\"x\">plain</a>"_s})
            QTest::newRow(qPrintable(text)) << text;
    }
    void ordinaryTextsAreLeftAlone()
    {
        QFETCH(QString, text);
        QCOMPARE(inspectText(text), TextFindings{});
        QCOMPARE(withoutHidden(text), text);
    }

    void whatCannotBeSeenIsWrittenOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("override") << u"pay\u202Efdp.exe"_s << u"pay[U+202E]fdp.exe"_s;
        QTest::newRow("isolate") << u"\u2066a\u2069"_s << u"[U+2066]a[U+2069]"_s;
        QTest::newRow("marks") << u"a\u200E\u200Fb\u061C"_s << u"a[U+200E][U+200F]b[U+061C]"_s;
        QTest::newRow("zero width") << u"1\u200B2\u200D3\uFEFF"_s << u"1[U+200B]2[U+200D]3[U+FEFF]"_s;
        QTest::newRow("soft hyphen") << u"co\u00ADop"_s << u"co[U+00AD]op"_s;
        QTest::newRow("control") << u"a\u0007b\u0085"_s << u"a[U+0007]b[U+0085]"_s;
        QTest::newRow("separator") << u"a\u2028b"_s << u"a[U+2028]b"_s;
        QTest::newRow("fillers") << u"\u3164\uFFA0\u2800"_s << u"[U+3164][U+FFA0][U+2800]"_s;
        QTest::newRow("tag") << QString(u"a\U000E0041"_s) << u"a[U+E0041]"_s;
        QTest::newRow("private use") << u"\uE000"_s << u"[U+E000]"_s;
    }
    void whatCannotBeSeenIsWrittenOut()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QVERIFY(inspectText(text).hidden);
        QCOMPARE(withoutHidden(text), shown);
        QVERIFY(!inspectText(withoutHidden(text)).hidden);
    }

    void alphabetsThatLookAlikeAreNoticedWithinAWord()
    {
        QVERIFY(inspectText(u"Hydrо Taal"_s).lookalike);   // Cyrillic о
        QVERIFY(inspectText(u"Αlpha Bank"_s).lookalike);   // Greek Α
        QVERIFY(inspectText(u"раypal"_s).lookalike);       // Cyrillic ра
        QVERIFY(!inspectText(u"Газпром Gas"_s).lookalike); // two words, each in one alphabet
    }
};

QTEST_APPLESS_MAIN(TestTextSafety)
#include "tst_textsafety.moc"
