// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stream.h"

#include "tests/bench/partprocess.h"

#include <QProcess>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

Result<QJsonObject> withSource(const Options &options, const StreamPlan &plan, const QString &part, const QStringList &further)
{
    QProcess source;
    source.start(options.program, {u"--part"_s, u"source"_s, QString::number(plan.series), QString::number(plan.samples),
                                   QString::number(plan.rate)});
    const auto listening = readAnswer(source, 20);
    if (!listening)
        return listening.error();
    auto result =
        runPart(options, part,
                QStringList{listening->value("endpoint"_L1).toString(), listening->value("trust"_L1).toString()} + further, 120);
    source.closeWriteChannel();
    if (!source.waitForFinished(5'000)) {
        source.kill();
        source.waitForFinished();
    }
    return result;
}

} // namespace

Result<QJsonObject> watchStream(const Options &options, const StreamPlan &plan)
{
    auto watched = withSource(options, plan, u"viewer"_s,
                              {QString::number(plan.windowMs), QString::number(plan.warmUpMs), QString::number(plan.measureMs),
                               plan.hidden ? u"hidden"_s : u"shown"_s});
    // Figures of a wall that has nothing to draw are worth nothing.
    if (watched && (watched->value("unreadable"_L1).toInt() > 0 || watched->value("samples"_L1).toDouble() <= 0))
        return cannot(
            u"the viewer took %1 samples and left %2 frames or blocks out"_s.arg(watched->value("samples"_L1).toDouble())
                .arg(watched->value("unreadable"_L1).toInt()));
    return watched;
}

Result<QJsonObject> decodeStream(const Options &options, const StreamPlan &plan)
{
    return withSource(options, plan, u"decode"_s, {QString::number(plan.warmUpMs), QString::number(plan.measureMs)});
}

} // namespace stanforis::bench
