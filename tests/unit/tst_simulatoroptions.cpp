// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/options.h"

#include <QTest>

using namespace stanforis;
using namespace Qt::StringLiterals;
using std::chrono_literals::operator""h;
using std::chrono_literals::operator""s;

namespace {

Result<Options> read(const char *arguments)
{
    return Options::read(QStringList(u"stanforis-simulator"_s) + QString::fromUtf8(arguments).split(u' ', Qt::SkipEmptyParts));
}

} // namespace

/// The simulator's command line.
class SimulatorOptionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void optionsAreRead()
    {
        const auto usual = read("");
        QVERIFY(usual);
        QCOMPARE(usual->past, 1h);
        QCOMPARE(usual->loadSeries, 0);
        const auto options = read("--state folder --port=8443 --load 200x5 --past 24 --token-lifetime=60 --child");
        QVERIFY(options);
        QCOMPARE(options->stateFolder, u"folder"_s);
        QCOMPARE(options->port, quint16(8443));
        QCOMPARE(options->loadSeries, 200);
        QCOMPARE(options->loadHertz, 5);
        QCOMPARE(options->past, 24h);
        QCOMPARE(options->tokenLifetime, 60s);
        QVERIFY(options->child);
        QCOMPARE(read("--past 0")->past, 0h);
    }

    void mistakesEndInASentence_data()
    {
        QTest::addColumn<QByteArray>("arguments");
        for (const char *text :
             {"--nonsense", "stray", "--state", "--state=", "--port 65536", "--port x", "--grpc-port -1", "--load 1",
              "--load 10001x1", "--load 10x11", "--past 49", "--past -1", "--past a", "--token-lifetime 0", "--fresh-for 3601",
              "--certificate-lifetime 1", "--revocation-list-lifetime 86401"})
            QTest::newRow(text) << QByteArray(text);
    }
    void mistakesEndInASentence()
    {
        QFETCH(QByteArray, arguments);
        const auto options = read(arguments.constData());
        QVERIFY(!options);
        QVERIFY2(options.error().detail.endsWith(u'.'), qPrintable(options.error().detail));
    }

    void usageNamesEveryOption()
    {
        for (const char *name :
             {"--state", "--port", "--grpc-port", "--load", "--past", "--token-lifetime", "--code-lifetime", "--fresh-for",
              "--certificate-lifetime", "--revocation-list-lifetime", "--child", "--version", "--help"})
            QVERIFY2(Options::usage().contains(QLatin1String(name)), name);
    }
};

QTEST_GUILESS_MAIN(SimulatorOptionsTest)
#include "tst_simulatoroptions.moc"
