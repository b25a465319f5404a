// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measure.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QSet>

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

namespace stanforis::bench {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The fields of /proc/PID/stat behind the name, which may itself contain spaces and brackets; field 3 of proc(5) is first.
QList<QByteArray> statOf(qint64 pid)
{
    const QByteArray stat = contentOf(QStringLiteral("/proc/%1/stat").arg(pid));
    return stat.mid(stat.lastIndexOf(')') + 2).split(' ');
}

QList<qint64> treeOf(qint64 root)
{
    QMultiHash<qint64, qint64> children;
    const auto folders = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &folder : folders) {
        bool isProcess = false;
        const qint64 pid = folder.toLongLong(&isProcess);
        if (!isProcess)
            continue;
        if (const auto fields = statOf(pid); fields.size() > 1)
            children.insert(fields[1].toLongLong(), pid);
    }
    QList<qint64> tree{root};
    for (qsizetype i = 0; i < tree.size(); ++i)
        tree += children.values(tree[i]);
    return tree;
}

/// The number behind `word` in a file of lines "word: number …"; 0 without one.
double lineOf(const QByteArray &content, const QByteArray &word)
{
    for (const QByteArray &line : content.split('\n')) {
        if (line.startsWith(word))
            return line.mid(word.size()).simplified().split(' ').first().toDouble();
    }
    return 0;
}

} // namespace

double cpuMilliseconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto in = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return in(usage.ru_utime) + in(usage.ru_stime);
}

double treeCpuMilliseconds(qint64 pid)
{
    const double tick = 1e3 / static_cast<double>(sysconf(_SC_CLK_TCK));
    double total = 0;
    for (const qint64 one : treeOf(pid)) {
        // utime, stime of the process, and of the children it has waited for (proc(5) fields 14 to 17)
        if (const auto fields = statOf(one); fields.size() > 14)
            total += (fields[11].toDouble() + fields[12].toDouble() + fields[13].toDouble() + fields[14].toDouble()) * tick;
    }
    return total;
}

double treeMemory(qint64 pid)
{
    double total = 0;
    for (const qint64 one : treeOf(pid))
        total += lineOf(contentOf(QStringLiteral("/proc/%1/smaps_rollup").arg(one)), "Pss:") * 1024;
    return total;
}

double residentMemory()
{
    malloc_trim(0);
    return lineOf(contentOf(QStringLiteral("/proc/self/status")), "VmRSS:") * 1024;
}

double wakeUps(qint64 pid)
{
    double total = 0;
    const QString tasks = QStringLiteral("/proc/%1/task").arg(pid);
    for (const QString &task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        total += lineOf(contentOf(tasks % u'/' % task % QStringLiteral("/status")), "voluntary_ctxt_switches:");
    return total;
}

} // namespace stanforis::bench
