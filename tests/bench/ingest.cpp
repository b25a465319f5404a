// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measure.h"
#include "tests/bench/rows.h"
#include "tests/bench/stream.h"

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int series = 200; // 48 of them are on the wall

StreamPlan planOf(int millions, const Options &options)
{
    StreamPlan plan;
    plan.series = series;
    plan.rate = 100;
    plan.samples = millions * 10'000 / series;
    plan.windowMs = 1000;
    plan.warmUpMs = options.quick ? 1000 : 2000;
    plan.measureMs = options.quick ? 1000 : 4000;
    return plan;
}

double millionsPerCore(const QJsonObject &told)
{
    return told.value("samples"_L1).toDouble() / told.value("cpu_ms"_L1).toDouble() / 1e3;
}

bool keepsUp(const QJsonObject &told, int millions)
{
    return told.value("lost"_L1).toDouble() == 0 && told.value("batches"_L1).toInt() > 0 &&
           told.value("unreadable"_L1).toInt() == 0 && told.value("p99_ms"_L1).toDouble() < 50 &&
           told.value("samples"_L1).toDouble() / told.value("seconds"_L1).toDouble() > 0.95e6 * millions;
}

Result<QList<Figure>> run(const Options &options)
{
    const StreamPlan plan = planOf(10, options);
    std::vector<double> ours, peer, late;
    double lost = 0;
    for (int round = 0; round < options.rounds; ++round) {
        const auto watched = watchStream(options, plan);
        if (!watched)
            return watched.error();
        if (watched->value("batches"_L1).toInt() == 0)
            return cannot(u"nothing that was sent was painted"_s);
        const auto decoded = decodeStream(options, plan);
        if (!decoded)
            return decoded.error();
        ours.push_back(millionsPerCore(*watched));
        peer.push_back(millionsPerCore(*decoded));
        late.push_back(watched->value("p99_ms"_L1).toDouble());
        lost += watched->value("lost"_L1).toDouble();
    }
    Figure efficiency;
    efficiency.name = u"ingest-per-core"_s;
    efficiency.unit = u"M/s"_s;
    efficiency.better = Better::Higher;
    efficiency.ours = median(ours);
    efficiency.peer = median(peer);
    efficiency.n = options.rounds;
    efficiency.floor = 0.20;
    efficiency.aim = 0.35;
    efficiency.note = u"samples for each second of processor time at 10 M/s, %1 batches lost"_s.arg(lost);

    Figure latency;
    latency.name = u"ingest-p99-at-10M"_s;
    latency.unit = u"ms"_s;
    latency.ours = median(late);
    latency.n = options.rounds;
    latency.floor = 50;

    // The most of these rates at which nothing is lost and p99 stays below 50 ms.
    Figure most;
    most.name = u"ingest-most"_s;
    most.unit = u"M/s"_s;
    most.better = Better::Higher;
    most.n = 1;
    most.aim = 50;
    for (const int millions : {10, 15, 20, 30, 40, 50}) {
        const auto watched = watchStream(options, planOf(millions, options));
        if (!watched || !keepsUp(*watched, millions))
            break;
        most.ours = millions;
    }
    return QList<Figure>{efficiency, latency, most};
}

} // namespace

Row ingestRow() { return {u"ingest"_s, u"columnar gRPC until visible, against an empty decode loop"_s, run}; }

} // namespace stanforis::bench
