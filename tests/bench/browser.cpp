// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/browser.h"

#include "tests/bench/display.h"
#include "tests/bench/measure.h"
#include "tests/bench/partprocess.h"

#include <QFile>
#include <QStandardPaths>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

Result<BrowserResult> runBrowser(const Options &options, const BrowserPlan &plan)
{
    if (!QFile::exists(options.peers + u"/node_modules/uplot"_s))
        return cannot(u"uPlot is missing in "_s + options.peers + u"; run tests/bench/peers.sh"_s);
    if (QStandardPaths::findExecutable(u"chromium"_s).isEmpty())
        return cannot(u"Chromium is missing; run tests/bench/peers.sh"_s);

    QProcess feeder;
    feeder.start(u"node"_s, {QStringLiteral(STANFORIS_BENCH_SOURCES "/browser/serve.mjs"), options.peers,
                             QString::number(plan.rate), QString::number(plan.samples), QString::number(plan.points),
                             QString::number(plan.warmUpMs), QString::number(plan.measureMs)});
    const auto listening = readAnswer(feeder, 20);
    if (!listening)
        return listening.error();

    const QTemporaryDir home;
    QProcess browser;
    browser.setStandardOutputFile(QProcess::nullDevice());
    browser.setStandardErrorFile(QProcess::nullDevice());
    const double step = 1.0 / plan.rate / plan.samples;
    const qint64 started = steadyMicroseconds();
    browser.start(
        u"chromium"_s,
        {u"--headless=new"_s, u"--no-sandbox"_s, u"--disable-gpu"_s, u"--no-first-run"_s, u"--window-size=1920,1080"_s,
         QString(u"--user-data-dir="_s + home.path()),
         u"http://127.0.0.1:%1/?points=%2&step=%3"_s.arg(listening->value("port"_L1).toInt()).arg(plan.points).arg(step)});
    BrowserResult result;
    const auto run = [&]() -> Result<BrowserResult> {
        const auto first = readAnswer(feeder, 60);
        if (!first)
            return first.error();
        result.firstFrame = static_cast<double>(steadyMicroseconds() - started) / 1e3;
        const auto begun = readAnswer(feeder, 60);
        if (!begun)
            return begun.error();
        const double before = treeCpuMilliseconds(browser.processId());
        const auto told = readAnswer(feeder, plan.measureMs / 1000 + 60);
        if (!told)
            return told.error();
        result.cpu = treeCpuMilliseconds(browser.processId()) - before;
        result.memory = treeMemory(browser.processId());
        result.p50 = told->value("p50_ms"_L1).toDouble();
        result.p99 = told->value("p99_ms"_L1).toDouble();
        return result;
    };
    auto measured = run();
    endProcess(browser);
    feeder.closeWriteChannel();
    endProcess(feeder);
    return measured;
}

} // namespace stanforis::bench
