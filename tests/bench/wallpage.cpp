// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/browser.h"
#include "tests/bench/measure.h"
#include "tests/bench/rows.h"
#include "tests/bench/stream.h"

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

// The limits of 0.3 % and 0.1 % of a core were found where Chromium with uPlot took 1.85 %. Like all shares of processor time
// they are held against the peer in the same run: a core that is slow to wake makes both dearer.
constexpr double peerThen = 1.85;
constexpr double mostThen = 0.3;
constexpr double aimThen = 0.1;

Figure figureOf(const QString &name, const QString &unit, double ours, std::optional<double> peer, int n, double floor,
                std::optional<double> aim)
{
    Figure figure;
    figure.name = name;
    figure.unit = unit;
    figure.ours = ours;
    figure.peer = peer;
    figure.n = n;
    figure.floor = floor;
    figure.aim = aim;
    figure.limitsOurs = true;
    return figure;
}

Result<QList<Figure>> run(const Options &options)
{
    StreamPlan plan;
    plan.rate = 1;
    plan.samples = 1;
    plan.windowMs = 60'000;
    plan.warmUpMs = options.quick ? 2'000 : 10'000;
    plan.measureMs = options.quick ? 2'000 : 60'000;
    BrowserPlan browserPlan;
    browserPlan.rate = 1;
    browserPlan.samples = 1;
    browserPlan.points = 60;
    browserPlan.warmUpMs = plan.warmUpMs;
    browserPlan.measureMs = plan.measureMs;
    const int rounds = std::min(options.rounds, 2); // two minutes and more each

    std::vector<double> cpu, memory, frames, theirCpu, theirMemory;
    for (int round = 0; round < rounds; ++round) {
        const auto watched = watchStream(options, plan);
        if (!watched)
            return watched.error();
        const double seconds = watched->value("seconds"_L1).toDouble();
        cpu.push_back(watched->value("cpu_ms"_L1).toDouble() / seconds / 10);
        memory.push_back(watched->value("memory_mb"_L1).toDouble());
        frames.push_back(watched->value("frames"_L1).toDouble() / seconds);
        const auto browser = runBrowser(options, browserPlan);
        if (!browser)
            return browser.error();
        theirCpu.push_back(browser->cpu / plan.measureMs * 100);
        theirMemory.push_back(browser->memory / 1e6);
    }
    StreamPlan hiddenPlan = plan;
    hiddenPlan.hidden = true;
    hiddenPlan.warmUpMs = 3'000;
    hiddenPlan.measureMs = options.quick ? 2'000 : 20'000;
    const auto hidden = watchStream(options, hiddenPlan);
    if (!hidden)
        return hidden.error();

    Figure processor =
        figureOf(u"wall-cpu"_s, u"%"_s, median(cpu), median(theirCpu), rounds, peerThen / mostThen, peerThen / aimThen);
    processor.limitsOurs = false;
    processor.note = u"%1 frames/s"_s.arg(median(frames), 0, 'f', 2);
    const Figure held = figureOf(u"wall-memory"_s, u"MB"_s, median(memory), median(theirMemory), rounds, 120, 80);
    Figure asleep = figureOf(u"wall-hidden-frames"_s, u"frames"_s, hidden->value("frames"_L1).toDouble(), std::nullopt, 1, 0, 0);
    asleep.note = u"all threads were woken %1 times a second, by the stream that goes on and gRPC's own timers"_s.arg(
        hidden->value("wakeups_per_s"_L1).toDouble(), 0, 'f', 1);
    return QList<Figure>{processor, held, asleep};
}

} // namespace

Row wallRow() { return {u"wall"_s, u"wall page of 12 charts at 1 Hz, against Chromium with uPlot"_s, run}; }

} // namespace stanforis::bench
