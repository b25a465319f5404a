// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/runningconsole.h"

#include <QFile>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QtConcurrent>

using namespace stanforis;
using namespace Qt::StringLiterals;

/// Links that a second console is started with.
class RunningConsoleTest final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_names = 0;

    [[nodiscard]] QString newName() { return m_folder.filePath(u"console-%1"_s.arg(++m_names)); }

private Q_SLOTS:
    void aLinkGoesToTheConsoleThatRuns()
    {
        const auto name = newName();
        RunningConsole console;
        QVERIFY(console.listen(name));
        QSignalSpy received(&console, &RunningConsole::linkReceived);
        const auto taken = QtConcurrent::run([name] { return RunningConsole::handOver(u"stanforis://sector/energy"_s, name); });
        QTRY_VERIFY(taken.isFinished());
        QVERIFY(taken.result());
        QCOMPARE(received.size(), 1);
        QCOMPARE(received.first().first().toString(), u"stanforis://sector/energy"_s);
    }

    /// Two consoles would use the same kept session, and the platform would take one for a thief.
    void aPlainStartBringsItsWindowForward()
    {
        const auto name = newName();
        RunningConsole console;
        QVERIFY(console.listen(name));
        QSignalSpy links(&console, &RunningConsole::linkReceived);
        QSignalSpy window(&console, &RunningConsole::windowRequested);
        const auto taken = QtConcurrent::run([name] { return RunningConsole::handOver({}, name); });
        QTRY_VERIFY(taken.isFinished());
        QVERIFY(taken.result());
        QCOMPARE(window.size(), 1);
        QCOMPARE(links.size(), 0);
    }

    void withoutOneItIsNotTaken() { QVERIFY(!RunningConsole::handOver(u"stanforis://entry"_s, newName())); }

    void onlyThisPersonMayConnect()
    {
        const auto name = newName();
        RunningConsole console;
        QVERIFY(console.listen(name));
#ifdef Q_OS_UNIX
        const auto others =
            QFile::permissions(name) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther);
        QCOMPARE(others, QFile::Permissions());
#endif
    }

    void theFirstConsoleStaysTheOne()
    {
        const auto name = newName();
        RunningConsole first;
        QVERIFY(first.listen(name));
        RunningConsole second;
        QVERIFY(!second.listen(name));
    }

    void whatAConsoleThatDiedLeftIsTakenOver()
    {
        const auto name = newName();
        {
            QFile left(name); // as after a crash: there, and nobody listens
            QVERIFY(left.open(QIODevice::WriteOnly));
        }
        RunningConsole console;
        QVERIFY(console.listen(name));
    }

    void anythingElseIsTurnedAway_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no page") << QByteArray("stanforis://nowhere\n");
        QTest::newRow("another scheme") << QByteArray("https://example.org\n");
        QTest::newRow("blank") << QByteArray(" \n");
        QTest::newRow("bytes") << QByteArray("\xff\xfe\x00\n", 4);
        QTest::newRow("too long") << QByteArray(5000, 'a');
    }
    void anythingElseIsTurnedAway()
    {
        QFETCH(QByteArray, bytes);
        const auto name = newName();
        RunningConsole console;
        QVERIFY(console.listen(name));
        QSignalSpy received(&console, &RunningConsole::linkReceived);
        QLocalSocket socket;
        socket.connectToServer(name);
        QVERIFY(socket.waitForConnected(1000));
        socket.write(bytes);
        QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
        QCOMPARE(received.size(), 0);
        QVERIFY(socket.readAll().isEmpty());
    }
};

QTEST_GUILESS_MAIN(RunningConsoleTest)
#include "tst_runningconsole.moc"
