// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/report.h"

#include "views/plots/qcustomplotheader.h"

#include <grpcpp/grpcpp.h>

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QThread>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

QString number(double value)
{
    const int decimals = value < 0.1 ? 4 : value < 10 ? 3 : value < 1000 ? 1 : 0;
    return QString::number(value, 'f', decimals);
}

QString verdict(const Figure &figure)
{
    if (!figure.floor && !figure.aim)
        return u"-"_s;
    const bool ofOurs = !figure.peer || figure.limitsOurs;
    const QString unit = ofOurs ? QString(u' ' + figure.unit) : u"x"_s;
    const QString sign = ofOurs && figure.better == Better::Lower ? u"at most "_s : u"at least "_s;
    QStringList said;
    if (figure.floor)
        said += QString((figure.reaches(*figure.floor) ? u"floor met ("_s : u"FLOOR MISSED ("_s) + sign + number(*figure.floor) +
                        unit + u')');
    if (figure.aim)
        said += QString((figure.reaches(*figure.aim) ? u"aim met ("_s : u"aim not met ("_s) + sign + number(*figure.aim) + unit +
                        u')');
    return said.join(u", "_s);
}

QString lastLine(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment([] {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        return environment;
    }());
    process.setProcessChannelMode(QProcess::MergedChannels); // some say it on the one, some on the other
    process.start(program, arguments);
    if (!process.waitForFinished(10'000) || process.exitCode() != 0) {
        process.kill();
        process.waitForFinished();
        return u"missing"_s;
    }
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed().section(u'\n', -1).simplified();
}

QString packageVersion(const Options &options, const QString &package)
{
    QFile file(options.peers + u"/node_modules/"_s + package + u"/package.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return u"missing"_s;
    return QJsonDocument::fromJson(file.readAll()).object().value("version"_L1).toString();
}

QString processor()
{
    QFile file(u"/proc/cpuinfo"_s);
    if (!file.open(QIODevice::ReadOnly))
        return QSysInfo::currentCpuArchitecture();
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("model name"))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1).trimmed());
    }
    return QSysInfo::currentCpuArchitecture();
}

} // namespace

QString lineOf(const Figure &figure)
{
    const QString unit = u' ' + figure.unit;
    return QString(figure.name.leftJustified(28) + QString(number(figure.ours) + unit).rightJustified(16) +
                   (figure.peer ? QString(number(*figure.peer) + unit) : u"-"_s).rightJustified(16) +
                   (figure.peer ? QString(number(figure.ratio()) + u'x') : u"-"_s).rightJustified(10) +
                   QString::number(figure.n).rightJustified(7) + u"  "_s + verdict(figure) +
                   (figure.note.isEmpty() ? QString() : QString(u"; "_s + figure.note)));
}

QJsonObject jsonOf(const Figure &figure)
{
    QJsonObject object{{u"name"_s, figure.name}, {u"unit"_s, figure.unit}, {u"ours"_s, figure.ours}, {u"n"_s, figure.n}};
    if (figure.peer) {
        object[u"peer"_s] = *figure.peer;
        object[u"ratio"_s] = figure.ratio();
    }
    object[u"limits_of"_s] = !figure.peer || figure.limitsOurs ? u"ours"_s : u"ratio"_s;
    if (figure.floor) {
        object[u"floor"_s] = *figure.floor;
        object[u"floor_met"_s] = figure.reaches(*figure.floor);
    }
    if (figure.aim) {
        object[u"aim"_s] = *figure.aim;
        object[u"aim_met"_s] = figure.reaches(*figure.aim);
    }
    if (!figure.note.isEmpty())
        object[u"note"_s] = figure.note;
    return object;
}

QJsonObject circumstances(const Options &options)
{
    const QJsonObject machine{
        {u"system"_s, QSysInfo::prettyProductName()},
        {u"kernel"_s, QSysInfo::kernelVersion()},
        {u"processor"_s, processor()},
        {u"cores"_s, QThread::idealThreadCount()},
    };
    const QJsonObject versions{
        {u"stanforis"_s, QString::fromLatin1(STANFORIS_VERSION)},
#ifdef NDEBUG
        {u"build"_s, u"release"_s},
#else
        {u"build"_s, u"debug: figures mean nothing"_s},
#endif
        {u"qt"_s, QString::fromLatin1(qVersion())},
        {u"qcustomplot"_s, QStringLiteral(QCUSTOMPLOT_VERSION_STR)},
        {u"grpc"_s, QString::fromStdString(grpc::Version())},
#ifdef __VERSION__
        {u"compiler"_s, QStringLiteral(__VERSION__)},
#endif
        {u"chromium"_s, lastLine(u"chromium"_s, {u"--version"_s})},
        {u"kst"_s, lastLine(u"kst2"_s, {u"--version"_s})},
        {u"node"_s, lastLine(u"node"_s, {u"--version"_s})},
        {u"uplot"_s, packageVersion(options, u"uplot"_s)},
        {u"ws"_s, packageVersion(options, u"ws"_s)},
        {u"duckdb"_s, packageVersion(options, u"@duckdb/node-api"_s)},
    };
    return {
        {u"date"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)}, {u"machine"_s, machine}, {u"versions"_s, versions}};
}

} // namespace stanforis::bench
