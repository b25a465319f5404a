// SPDX-License-Identifier: GPL-3.0-or-later
// Against a real Secret Service: this test starts itself again inside a session bus of its own with gnome-keyring, unlocked with
// an empty password, and once more without any bus.
#include "app/identity/refreshvault.h"
#include "app/storage/keychain.h"

#include <QDirIterator>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace stanforis;
using namespace Qt::StringLiterals;

namespace {

template <class T, class Call>
Result<T> await(Call call, int milliseconds = 15'000)
{
    std::optional<Result<T>> outcome;
    QObject context;
    call(&context, [&outcome](Result<T> result) { outcome = std::move(result); });
    if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }, milliseconds))
        return Error{Error::Code::TimedOut, u"no reply"_s};
    return *outcome;
}

const QByteArray token = "sid-1.a-refresh-token-that-must-not-be-found";

} // namespace

class KeychainTest : public QObject
{
    Q_OBJECT
private:
    Keychain m_keychain;

    Result<Done> store(const QString &name, const QByteArray &secret)
    {
        return await<Done>([&](QObject *context, auto reply) { m_keychain.store(context, name, secret, reply); });
    }
    Result<QByteArray> read(const QString &name)
    {
        return await<QByteArray>([&](QObject *context, auto reply) { m_keychain.read(context, name, reply); });
    }
    Result<Done> remove(const QString &name)
    {
        return await<Done>([&](QObject *context, auto reply) { m_keychain.remove(context, name, reply); });
    }
    static bool hasKeyring() { return qEnvironmentVariable("STANFORIS_TEST_KEYRING") == u"gnome"_s; }

private Q_SLOTS:
    void secretIsKeptReadAndRemoved()
    {
        if (!hasKeyring())
            QSKIP("this run is the one without a keychain");
        const auto name = u"session/https://127.0.0.1:8443"_s;
        const auto missing = read(name);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, Error::Code::NotFound);
        const auto stored = store(name, token);
        QVERIFY2(stored, stored ? "" : qPrintable(stored.error().detail));
        QCOMPARE(*read(name), token);
        QVERIFY(store(name, "another"));
        QCOMPARE(*read(name), QByteArray("another"));
        QVERIFY(remove(name));
        QVERIFY(remove(name)); // good also when nothing was kept
        QCOMPARE(read(name).error().code, Error::Code::NotFound);
    }

    void sessionIsKeptOverARestartAndNowhereElse()
    {
        if (!hasKeyring())
            QSKIP("this run is the one without a keychain");
        const RefreshVault::Kept kept{SubjectId(u"nv-1"_s), fromMicroseconds(1'800'000'000'000'000), token};
        {
            RefreshVault vault(&m_keychain, u"https://platform"_s);
            bool done = false;
            vault.keep(kept, [&done] { done = true; });
            QTRY_VERIFY(done);
            QCOMPARE(vault.place().kind, SecretPlace::Kind::Keychain);
        }
        RefreshVault after(&m_keychain, u"https://platform"_s);
        const auto back = await<RefreshVault::Kept>([&](QObject *context, auto reply) { after.read(context, reply); });
        QVERIFY(back);
        QCOMPARE(back->subject, kept.subject);
        QCOMPARE(back->signedIn, kept.signedIn);
        QCOMPARE(back->refreshToken, token);
        // Another platform's is another one.
        RefreshVault other(&m_keychain, u"https://other"_s);
        QVERIFY(!(await<RefreshVault::Kept>([&](QObject *context, auto reply) { other.read(context, reply); })));
        after.forget();
        QTRY_VERIFY(!read(u"session/https://platform"_s));
    }

    void noFileHoldsTheToken()
    {
        if (!hasKeyring())
            QSKIP("this run is the one without a keychain");
        QVERIFY(store(u"session/https://platform"_s, token));
        int files = 0;
        QDirIterator iterator(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (iterator.hasNext()) {
            QFile file(iterator.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            ++files;
            // An empty password encrypts nothing, so the keyring's own file is what a desktop's login protects.
            if (!file.fileName().contains(u"/keyrings/"_s))
                QVERIFY2(!file.readAll().contains(token.mid(8)), qPrintable(file.fileName()));
        }
        QVERIFY(files > 0);
    }

    void withoutABusItSaysSoAtOnceAndTheSessionLivesInMemory()
    {
        if (hasKeyring())
            QSKIP("this run is the one with a keychain");
        const auto stored = store(u"session/x"_s, token);
        QVERIFY(!stored);
        QCOMPARE(stored.error().code, Error::Code::Unavailable);
        RefreshVault vault(&m_keychain, u"https://platform"_s);
        bool done = false;
        vault.keep({SubjectId(u"nv-1"_s), {}, token}, [&done] { done = true; });
        QVERIFY(!done); // never from inside the call
        QTRY_VERIFY(done);
        QCOMPARE(vault.place().kind, SecretPlace::Kind::Memory);
        QVERIFY(vault.place().retrying);
    }
};

/// A desktop's session in small: a home of its own, and a bus with a keyring or none.
static int runInside(bool keyring, const QString &program, const QStringList &arguments)
{
    QTemporaryDir home;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto &name :
         {u"DBUS_SESSION_BUS_ADDRESS"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"XDG_CURRENT_DESKTOP"_s, u"KDE_FULL_SESSION"_s})
        environment.remove(name);
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, home.path());
    environment.insert(u"XDG_DATA_HOME"_s, home.filePath(u"data"_s));
    environment.insert(u"XDG_CONFIG_HOME"_s, home.filePath(u"config"_s));
    environment.insert(u"STANFORIS_TEST_KEYRING"_s, keyring ? u"gnome"_s : u"none"_s);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    if (keyring) {
        // The password arrives on standard input: an empty line.
        const auto script = u"echo | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$0\" \"$@\""_s;
        process.start(u"dbus-run-session"_s, QStringList{u"--"_s, u"sh"_s, u"-c"_s, script, program} + arguments);
    } else {
        process.start(program, arguments);
    }
    if (!process.waitForStarted()) {
        qCritical("dbus-run-session or gnome-keyring is missing: installer/dependencies.sh --tests installs them");
        return 1;
    }
    process.waitForFinished(100'000);
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 1;
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsEmpty("STANFORIS_TEST_KEYRING")) {
        const int with = runInside(true, application.applicationFilePath(), application.arguments().mid(1));
        const int without = runInside(false, application.applicationFilePath(), application.arguments().mid(1));
        return with + without;
    }
    KeychainTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keychain.moc"
