// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/browser.h"
#include "tests/bench/measure.h"
#include "tests/bench/rows.h"
#include "tests/bench/stream.h"

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

Result<QList<Figure>> run(const Options &options)
{
    StreamPlan plan;
    BrowserPlan browserPlan;
    browserPlan.points = plan.windowMs; // a sample each millisecond
    if (options.quick)
        plan.warmUpMs = plan.measureMs = 1500;
    browserPlan.warmUpMs = plan.warmUpMs + 1500; // it takes that long to start
    browserPlan.measureMs = plan.measureMs;

    std::vector<double> ours[3], peer[3];
    double lost = 0;
    double frames = 0;
    for (int round = 0; round < options.rounds; ++round) {
        const auto watched = watchStream(options, plan);
        if (!watched)
            return watched.error();
        if (watched->value("batches"_L1).toInt() == 0)
            return cannot(u"nothing that was sent was painted"_s);
        lost += watched->value("lost"_L1).toDouble();
        frames += watched->value("frames"_L1).toDouble() / watched->value("seconds"_L1).toDouble() / options.rounds;
        const double percent = 100 / watched->value("seconds"_L1).toDouble() / 1e3;
        ours[0].push_back(watched->value("p50_ms"_L1).toDouble());
        ours[1].push_back(watched->value("p99_ms"_L1).toDouble());
        ours[2].push_back(watched->value("cpu_ms"_L1).toDouble() * percent);

        const auto browser = runBrowser(options, browserPlan);
        if (!browser)
            return browser.error();
        peer[0].push_back(browser->p50);
        peer[1].push_back(browser->p99);
        peer[2].push_back(browser->cpu / plan.measureMs * 100);
    }
    const struct
    {
        QString name, unit;
        double floor, aim;
    } figures[] = {{u"latency-p50"_s, u"ms"_s, 2, 10}, {u"latency-p99"_s, u"ms"_s, 4, 30}, {u"latency-cpu"_s, u"%"_s, 6, 8}};
    QList<Figure> result;
    for (std::size_t i = 0; i < 3; ++i) {
        Figure figure;
        figure.name = figures[i].name;
        figure.unit = figures[i].unit;
        figure.ours = median(ours[i]);
        figure.peer = median(peer[i]);
        figure.n = options.rounds;
        figure.floor = figures[i].floor;
        figure.aim = figures[i].aim;
        result += figure;
    }
    result.last().note = u"%1 batches lost, %2 frames/s"_s.arg(lost).arg(frames, 0, 'f', 0);
    return result;
}

} // namespace

Row latencyRow() { return {u"latency"_s, u"sample sent to end of the paint that shows it, against Chromium with uPlot"_s, run}; }

} // namespace stanforis::bench
