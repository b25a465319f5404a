// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measure.h"
#include "tests/bench/partprocess.h"
#include "tests/bench/rows.h"
#include "tests/bench/walk.h"

#include "models/telemetry/sampleblock.h"
#include "models/telemetry/seriesstore.h"
#include "views/plots/qcustomplotheader.h"

#include <cmath>

namespace stanforis::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int daySamples = 86'400; // a day at 1 Hz
constexpr int blockSamples = 600;

/// A walk in tenths, as a meter of one decimal gives; or with all the digits of a double.
double valueOf(Walk &walk, bool digits)
{
    const double value = walk.next();
    return digits ? value : std::round(value * 10) / 10;
}

/// Regular: each second. Irregular: up to 200 ms late, as a polling gateway stamps.
Instant timeOf(int sample, Walk &jitter, bool regular)
{
    const auto begin = fromMicroseconds(1'795'305'600'000'000);
    const auto time = begin + 1s * sample;
    return regular ? time : time + Duration(jitter.bits() % 200'000);
}

void fillOurs(SeriesStore &store, int series, bool regular, bool digits)
{
    std::vector<Walk> walks;
    for (int i = 0; i < series; ++i)
        walks.emplace_back(i);
    for (int from = 0; from < daySamples; from += blockSamples) {
        QList<SampleBlock> blocks;
        for (int i = 0; i < series; ++i) {
            SampleBlock block;
            block.key = SeriesKey(u"energy/meter-%1/power"_s.arg(i));
            block.interval = 1s;
            block.first = timeOf(from, walks[static_cast<std::size_t>(i)], regular);
            if (regular)
                block.step = 1s;
            for (int sample = from; sample < from + blockSamples; ++sample) {
                if (!regular)
                    block.times.push_back(timeOf(sample, walks[static_cast<std::size_t>(i)], false));
                block.values.push_back(valueOf(walks[static_cast<std::size_t>(i)], digits));
            }
            if (!regular)
                block.first = block.times.front();
            blocks.append(std::move(block));
        }
        store.append(blocks);
    }
}

/// Bytes of chance in a late sample with all bits: what a step of the walk has, and 200,000 µs; no coding goes below that.
constexpr double chanceOfDigits = (31 + 17.6) / 8;
constexpr double mostOverChance = 1.25;

int run(const QStringList &arguments)
{
    const bool ours = arguments.value(0) == u"ours"_s;
    const bool regular = arguments.value(1) == u"regular"_s;
    const bool digits = arguments.value(2) == u"digits"_s;
    const int series = arguments.value(3).toInt();
    const double before = residentMemory();
    const auto say = [&] {
        answer({{u"bytes_per_sample"_s, (residentMemory() - before) / (1.0 * series * daySamples)}});
        return 0;
    };
    if (ours) {
        SeriesStore store;
        fillOurs(store, series, regular, digits);
        store.settle(); // as it is some time after
        return say();
    }
    std::vector<QCPGraphDataContainer> containers(static_cast<std::size_t>(series));
    for (int i = 0; i < series; ++i) {
        Walk walk(i);
        for (int sample = 0; sample < daySamples; ++sample) {
            const auto time = timeOf(sample, walk, regular);
            containers[static_cast<std::size_t>(i)].add({static_cast<double>(toMicroseconds(time)) / 1e6, valueOf(walk, digits)});
        }
    }
    return say();
}

Result<Figure> compare(const Options &options, const QString &time, const QString &values, const QString &note)
{
    const QString series = QString::number(options.quick ? 4 : 115); // 115 days of seconds: ten million samples
    std::vector<double> ours, peer;
    for (int round = 0; round < options.rounds; ++round) {
        for (const QString &side : {u"ours"_s, u"peer"_s}) {
            const auto answer = runPart(options, u"memory"_s, {side, time, values, series});
            if (!answer)
                return answer.error();
            (side == u"ours"_s ? ours : peer).push_back(answer->value("bytes_per_sample"_L1).toDouble());
        }
    }
    Figure figure;
    figure.name = u"memory-"_s + time + u'-' + values;
    figure.unit = u"MB/M"_s; // a byte a sample is a megabyte a million
    figure.ours = median(ours);
    figure.peer = median(peer);
    figure.n = options.rounds;
    figure.limitsOurs = true;
    figure.floor = 5.5;
    figure.aim = 1.5;
    figure.note = note;
    return figure;
}

} // namespace

Row memoryRow()
{
    return {u"memory"_s, u"memory for a million samples, against QCustomPlot's container"_s,
            [](const Options &options) -> Result<QList<Figure>> {
                QList<Figure> figures;
                const std::tuple<QString, QString, QString> data[] = {
                    {u"regular"_s, u"tenths"_s, u"walk of one decimal, each second"_s},
                    {u"irregular"_s, u"tenths"_s, u"walk of one decimal, up to 200 ms late at random"_s},
                    {u"regular"_s, u"digits"_s, u"walk with all 52 bits random, each second"_s},
                    {u"irregular"_s, u"digits"_s, u"walk with all 52 bits random, up to 200 ms late at random"_s},
                };
                for (const auto &[time, values, note] : data) {
                    auto figure = compare(options, time, values, note);
                    if (!figure)
                        return figure.error();
                    figures += *figure;
                }
                // The aim is for what meters give; the floor for all but the last, of which nothing may be lost either.
                for (Figure &figure : figures) {
                    if (figure.name != u"memory-regular-tenths"_s)
                        figure.aim.reset();
                }
                figures.last().floor = mostOverChance * chanceOfDigits;
                figures.last().note +=
                    u"; 31 bits of a step and 17.6 of lateness are chance, 6.1 bytes in all: the floor is 1.25 times that"_s;
                return figures;
            }};
}

Part memoryPart() { return {u"memory"_s, run}; }

} // namespace stanforis::bench
