// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/partprocess.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QProcess>

#include <cstdio>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

Result<QJsonObject> readAnswer(QProcess &process, int limitSeconds)
{
    const QDeadlineTimer limit(limitSeconds * 1000LL);
    while (!limit.hasExpired()) {
        while (process.canReadLine()) {
            const auto line = QJsonDocument::fromJson(process.readLine());
            if (line.isObject())
                return line.object();
        }
        if (process.state() == QProcess::NotRunning && !process.canReadLine())
            return cannot(process.program() + u" ended without an answer: "_s +
                          QString::fromUtf8(process.readAllStandardError()).right(400).simplified());
        process.waitForReadyRead(100);
    }
    return cannot(process.program() + u" gave no answer within "_s + QString::number(limitSeconds) + u" s"_s);
}

Result<QJsonObject> runPart(const Options &options, const QString &part, const QStringList &arguments, int limitSeconds)
{
    QProcess process;
    process.start(options.program, QStringList{u"--part"_s, part} + arguments);
    auto object = readAnswer(process, limitSeconds);
    if (!process.waitForFinished(10'000)) {
        process.kill();
        process.waitForFinished();
    }
    return object;
}

void answer(const QJsonObject &object)
{
    const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    std::fputs(line.constData(), stdout);
    std::fflush(stdout);
}

} // namespace stanforis::bench
