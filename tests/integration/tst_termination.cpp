// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The console as the system ends it when the person logs out.
class tst_Termination : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itEndsAsWhenItsWindowIsClosed()
    {
        const QTemporaryDir home;
        const QDir folder(home.path());
        QVERIFY(folder.mkdir(u"tmp"_s));
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"QT_MESSAGE_PATTERN"_s, u"%{message}"_s);
        environment.insert(u"QT_LOGGING_RULES"_s, u"stanforis.console.milestones.info=true"_s);
        environment.insert(u"TMPDIR"_s, folder.filePath(u"tmp"_s));
        for (const QString &name :
             {u"HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s, u"XDG_RUNTIME_DIR"_s})
            environment.insert(name, home.path());
        QProcess console;
        console.setProcessEnvironment(environment);
        console.setReadChannel(QProcess::StandardError);
        console.start(QStringLiteral(STANFORIS_BINARY_DIR "/stanforis-console"), {u"--simulate"_s, u"--no-keychain"_s});
        QByteArray said;
        const auto hasSaid = [&](const char *words) {
            said += console.readAllStandardError();
            return said.contains(words);
        };
        QTRY_VERIFY2_WITH_TIMEOUT(hasSaid("sign-in painted"), said.constData(), 30'000);
        const QDir temporary(folder.filePath(u"tmp"_s));
        constexpr auto all = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
        QVERIFY(!temporary.isEmpty(all));
        console.terminate();
        QVERIFY2(console.waitForFinished(20'000), said.constData());
        QCOMPARE(console.exitStatus(), QProcess::NormalExit);
        QCOMPARE(console.exitCode(), 0);
        QCOMPARE(temporary.entryList(all), QStringList());
    }
};

QTEST_GUILESS_MAIN(tst_Termination)
#include "tst_termination.moc"
