// SPDX-License-Identifier: GPL-3.0-or-later
// On a bus of its own (dbus-daemon), with a stand-in for logind that answers as org.freedesktop.login1(5) says.
#include "app/console/desktopwatch_linux.h"

#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace stanforis;
using namespace Qt::StringLiterals;

namespace {

const auto ownSession = u"/org/freedesktop/login1/session/_37"_s;
const auto otherSession = u"/org/freedesktop/login1/session/_38"_s;

} // namespace

class Logind final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")
public:
    QStringList asked;
    QTemporaryDir folder;

public Q_SLOTS:
    QDBusObjectPath GetSession(const QString &id)
    {
        asked.append(id);
        return QDBusObjectPath(ownSession);
    }
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &, const QString &, const QString &mode)
    {
        asked.append(what + u' ' + mode);
        QFile file(folder.filePath(u"inhibitor"_s));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        return QDBusUnixFileDescriptor(file.handle());
    }
};

class DesktopWatchTest : public QObject
{
    Q_OBJECT
private:
    QProcess m_daemon;
    QString m_address;
    std::unique_ptr<Logind> m_logind;
    std::unique_ptr<DesktopSignals> m_watch;
    QDBusConnection m_theirs{u"unset"_s};

    void tell(const QString &path, const QString &interface, const QString &name, const QVariantList &values = {})
    {
        auto message = QDBusMessage::createSignal(path, interface, name);
        message.setArguments(values);
        QVERIFY(m_theirs.send(message));
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_SESSION_ID", "7");
        m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s});
        QVERIFY2(m_daemon.waitForStarted(), "dbus-daemon is missing: installer/dependencies.sh --tests installs it");
        QVERIFY(m_daemon.waitForReadyRead());
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
        m_theirs = QDBusConnection::connectToBus(m_address, u"theirs"_s);
        QVERIFY(m_theirs.isConnected());
        m_logind = std::make_unique<Logind>();
        QVERIFY(m_theirs.registerService(u"org.freedesktop.login1"_s));
        QVERIFY(m_theirs.registerObject(u"/org/freedesktop/login1"_s, m_logind.get(), QDBusConnection::ExportAllSlots));
    }
    void init()
    {
        const auto ours = QDBusConnection::connectToBus(m_address, u"ours"_s);
        m_watch = std::make_unique<DesktopSignals>(ours, ours);
        QSignalSpy found(m_watch.get(), &DesktopSignals::sessionFound);
        QVERIFY(found.wait());
        QTRY_VERIFY(m_watch->delaysSleep());
        // A bus serves each connection in order: once it has answered, it knows all that ours has asked to hear.
        QVERIFY(ours.interface()->isServiceRegistered(u"org.freedesktop.login1"_s));
    }
    void cleanup()
    {
        m_watch.reset();
        QDBusConnection::disconnectFromBus(u"ours"_s);
    }
    void cleanupTestCase()
    {
        m_logind.reset();
        QDBusConnection::disconnectFromBus(u"theirs"_s);
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

    void signalsOfTheDesktopAskForALock_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("interface");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVariantList>("values");
        QTest::addColumn<int>("reason");
        const auto row = [](const char *title, const QString &path, const QString &interface, const QString &name,
                            const QVariantList &values,
                            int reason) { QTest::newRow(title) << path << interface << name << values << reason; };
        row("sleep", u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s, {true},
            int(LockReason::Sleep));
        row("wake", u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s, {false}, -1);
        row("lock session", ownSession, u"org.freedesktop.login1.Session"_s, u"Lock"_s, {}, int(LockReason::Screen));
        row("somebody else's session", otherSession, u"org.freedesktop.login1.Session"_s, u"Lock"_s, {}, -1);
        row("screen saver", u"/org/freedesktop/ScreenSaver"_s, u"org.freedesktop.ScreenSaver"_s, u"ActiveChanged"_s, {true},
            int(LockReason::Screen));
        row("screen saver over", u"/ScreenSaver"_s, u"org.freedesktop.ScreenSaver"_s, u"ActiveChanged"_s, {false}, -1);
        row("gnome", u"/org/gnome/ScreenSaver"_s, u"org.gnome.ScreenSaver"_s, u"ActiveChanged"_s, {true},
            int(LockReason::Screen));
    }
    void signalsOfTheDesktopAskForALock()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, interface);
        QFETCH(const QString, name);
        QFETCH(const QVariantList, values);
        QFETCH(const int, reason);
        QSignalSpy asked(m_watch.get(), &DesktopSignals::lockAsked);
        tell(path, interface, name, values);
        // A signal that is always heard, sent after it, says that the one before would have been heard by now.
        tell(u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s, {true});
        QTRY_COMPARE(asked.size(), reason < 0 ? 1 : 2);
        if (reason >= 0)
            QCOMPARE(int(asked.first().first().value<LockReason>()), reason);
    }

    void sleepWaitsUntilTheWorkIsCovered()
    {
        QVERIFY(m_logind->asked.contains(u"7"_s));
        QVERIFY(m_logind->asked.contains(u"sleep delay"_s));
        connect(m_watch.get(), &DesktopSignals::lockAsked, this, [this] {
            QVERIFY(m_watch->delaysSleep()); // still held while the cover is being put on
            m_watch->covered();
        });
        tell(u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s, {true});
        QTRY_VERIFY(!m_watch->delaysSleep());
        tell(u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s, {false});
        QTRY_VERIFY(m_watch->delaysSleep()); // for the next time
    }

    void withoutABusNothingIsToldAndNothingWaits()
    {
        const QDBusConnection nowhere(u"nowhere"_s);
        DesktopSignals watch(nowhere, nowhere);
        QVERIFY(!watch.delaysSleep());
        watch.covered();
    }
};

QTEST_GUILESS_MAIN(DesktopWatchTest)
#include "tst_desktopwatch.moc"
