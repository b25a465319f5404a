// SPDX-License-Identifier: GPL-3.0-or-later
// Threat 5, tokens in a memory dump: what keepMemoryPrivate() keeps out. The program under test is this one, started again as a
// child that holds a secret, without root's powers, because root may read everything.
#include "app/console/hardening.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned nobody = 65534;

void dropRoot()
{
    if (geteuid() != 0)
        return;
    if (setgid(nobody) != 0 || setuid(nobody) != 0)
        _exit(70);
    // Giving up root made this process not dumpable, which a program that a person starts is not (prctl(2)).
    if (prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) != 0)
        _exit(70);
}

/// Holds a secret in memory, says so, and dies as it is told: "abort" or by the end of its input.
int hold(bool isPrivate)
{
    dropRoot();
    const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
    (void)setrlimit(RLIMIT_CORE, &all);
    if (isPrivate && !stanforis::keepMemoryPrivate())
        return 71;
    volatile char secret[] = "refresh-token-in-memory";
    std::puts("ready");
    std::fflush(stdout);
    char line[16] = {};
    const bool told = std::fgets(line, sizeof line, stdin) != nullptr;
    if (told && secret[0] == 'r')
        std::abort();
    return 0;
}

/// As another program of the same person: may it look into that one's memory? 0: yes.
int peek(int pid)
{
    dropRoot();
    const QByteArray path = "/proc/" + QByteArray::number(pid) + "/mem";
    const int memory = ::open(path.constData(), O_RDONLY);
    const bool traced = ptrace(PTRACE_ATTACH, pid, nullptr, nullptr) == 0;
    if (traced) {
        waitpid(pid, nullptr, 0);
        ptrace(PTRACE_DETACH, pid, nullptr, nullptr);
    }
    return memory >= 0 || traced ? 0 : 1;
}

} // namespace

class HardeningTest : public QObject
{
    Q_OBJECT
private:
    struct Holder
    {
        QProcess process;
        bool start(const QString &mode, const QString &folder)
        {
            process.setWorkingDirectory(folder);
            process.start(QCoreApplication::applicationFilePath(), {mode});
            return process.waitForStarted() && process.waitForReadyRead() && process.readLine() == "ready\n";
        }
    };
    static int peekAt(qint64 pid)
    {
        return QProcess::execute(QCoreApplication::applicationFilePath(), {u"--peek"_s, QString::number(pid)});
    }

private Q_SLOTS:
    void otherProgramsOfThePersonCannotLookIn()
    {
        QTemporaryDir folder;
        Holder holder;
        QVERIFY(holder.start(u"--private"_s, folder.path()));
        QCOMPARE(peekAt(holder.process.processId()), 1);
        holder.process.closeWriteChannel();
        QVERIFY(holder.process.waitForFinished());

        // That the test can fail: without it the same look succeeds, unless the system forbids it to everybody (Yama).
        QFile yama(u"/proc/sys/kernel/yama/ptrace_scope"_s);
        const bool open = !yama.open(QIODevice::ReadOnly) || yama.readAll().trimmed() == "0";
        Holder plain;
        QVERIFY(plain.start(u"--plain"_s, folder.path()));
        if (open)
            QCOMPARE(peekAt(plain.process.processId()), 0);
        plain.process.closeWriteChannel();
        QVERIFY(plain.process.waitForFinished());
    }

    void limitsSayNoCore()
    {
        QTemporaryDir folder;
        Holder holder;
        QVERIFY(holder.start(u"--private"_s, folder.path()));
        QFile limits(u"/proc/%1/limits"_s.arg(holder.process.processId()));
        QVERIFY(limits.open(QIODevice::ReadOnly));
        const auto lines = limits.readAll().split('\n');
        const auto core =
            std::ranges::find_if(lines, [](const QByteArray &line) { return line.startsWith("Max core file size"); });
        QVERIFY(core != lines.end());
        QCOMPARE(core->simplified(), QByteArray("Max core file size 0 0 bytes"));
        holder.process.closeWriteChannel();
        QVERIFY(holder.process.waitForFinished());
    }

    void crashLeavesNoCore()
    {
        QTemporaryDir folder;
        QFile::setPermissions(folder.path(), QFile::Permissions(0x7777)); // nobody may write a core here
        Holder holder;
        QVERIFY(holder.start(u"--private"_s, folder.path()));
        holder.process.write("now\n");
        QVERIFY(holder.process.waitForFinished(20'000));
        QCOMPARE(holder.process.exitStatus(), QProcess::CrashExit);
        QVERIFY(QDir(folder.path()).isEmpty(QDir::Files | QDir::Hidden));
    }
};

int main(int argc, char *argv[])
{
    const QByteArray mode = argc > 1 ? argv[1] : "";
    if (mode == "--private" || mode == "--plain")
        return hold(mode == "--private");
    if (mode == "--peek" && argc > 2)
        return peek(std::atoi(argv[2]));
    QCoreApplication application(argc, argv);
    HardeningTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_hardening_linux.moc"
