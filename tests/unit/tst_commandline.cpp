// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/commandline.h"
#include "app/console/pseudotranslator.h"

#include <QTest>

using namespace stanforis;

namespace {

Result<CommandLine> parse(const char *arguments)
{
    return CommandLine::parse(QString::fromUtf8(arguments).split(u' ', Qt::SkipEmptyParts));
}

} // namespace

class CommandLineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void optionsAreRead()
    {
        const auto line = parse("--platform https://gov.example#sha256=ab --trust=ca.pem stanforis://sector/energy");
        QVERIFY(line);
        QCOMPARE(line->platform, QStringLiteral("https://gov.example#sha256=ab"));
        QCOMPARE(line->trustFile, QStringLiteral("ca.pem"));
        QCOMPARE(line->page, QStringLiteral("stanforis://sector/energy"));
        const auto tour = parse("--tour out --tour-size 1366x768,3840x2160 --tour-theme dark");
        QVERIFY(tour);
        QCOMPARE(tour->tourSizes.size(), 2);
        QCOMPARE(tour->tourSizes.last(), QSize(3840, 2160));
    }

    void mistakesEndInASentence_data()
    {
        QTest::addColumn<QByteArray>("arguments");
        for (const char *text : {"--nonsense", "stray", "--platform", "--tour-size 10x10", "--tour-size big", "--tour-theme pink",
                                 "--simulate --platform https://x", "--tour out --platform https://x", "--trust ca.pem",
                                 "--page http://x", "--page stanforis://nowhere"})
            QTest::newRow(text) << QByteArray(text);
    }
    void mistakesEndInASentence()
    {
        QFETCH(QByteArray, arguments);
        const auto line = parse(arguments.constData());
        QVERIFY(!line);
        QVERIFY2(line.error().detail.endsWith(u'.'), qPrintable(line.error().detail));
    }

    void aPageOrNothingIsForTheConsoleThatRuns()
    {
        QVERIFY(parse("stanforis://sector/energy")->isForRunningConsole());
        QVERIFY(parse("--page stanforis://entry")->isForRunningConsole());
        QVERIFY(parse("")->isForRunningConsole());
        for (const char *text :
             {"--no-keychain", "--simulate", "--simulate stanforis://entry", "--platform https://x stanforis://entry",
              "--state folder stanforis://entry", "--right-to-left stanforis://entry"})
            QVERIFY2(!parse(text)->isForRunningConsole(), text);
    }

    void usageNamesEveryOption()
    {
        for (const char *name : {"--platform", "--trust", "--simulate", "--tour", "--page", "--help"})
            QVERIFY(CommandLine::usage().contains(QLatin1String(name)));
    }

    void thePseudoLanguageIsLongerAndKeepsPlaceholders()
    {
        const QString text =
            PseudoTranslator::lengthened(QStringLiteral("Connection lost since %1. Next attempt in %2 s <b>now</b> %L3"));
        for (const char *kept : {"%1", "%2", "%L3", "<b>", "</b>"})
            QVERIFY2(text.contains(QLatin1String(kept)), kept);
        const QString plain = QStringLiteral("Everything is normal here");
        const qsizetype length = PseudoTranslator::lengthened(plain).size();
        QVERIFY(length >= plain.size() * 13 / 10 && length <= plain.size() * 17 / 10);
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_commandline.moc"
