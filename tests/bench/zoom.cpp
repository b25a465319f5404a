// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/duckdb.h"
#include "tests/bench/measure.h"
#include "tests/bench/rows.h"
#include "tests/bench/wall.h"

#include "models/telemetry/sampleblock.h"
#include "models/telemetry/seriesstore.h"
#include "views/plots/timeplot.h"
#include "views/sector/plotpanel.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <cmath>

namespace stanforis::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int columns = 1920;
constexpr Duration step = 1ms;

/// In whole numbers until the last division, so that the database, which is given the same formula, has the same bits.
double valueOf(qint64 sample)
{
    return static_cast<double>(std::abs(sample % 2'000'000 - 1'000'000)) / 20'000.0 +
           static_cast<double>(sample * 48'271 % 2'147'483'647 % 1000) / 100.0;
}

void fill(SeriesStore &store, qint64 samples)
{
    constexpr qint64 batch = 1'000'000;
    for (qint64 from = 0; from < samples; from += batch) {
        SampleBlock block;
        block.key = seriesKey(0);
        block.interval = step;
        block.first = Instant{step * from};
        block.step = step;
        for (qint64 sample = from; sample < std::min(samples, from + batch); ++sample)
            block.values.push_back(valueOf(sample));
        store.append({block});
    }
    store.settle();
}

/// Ranges of whole samples a column, so that both sides cut at the same times: from 1,000 columns' worth of samples up to all.
QList<TimeRange> ranges(qint64 samples, int count, QRandomGenerator &random)
{
    QList<TimeRange> result;
    const double most = std::log(static_cast<double>(samples / columns));
    const double least = std::log(std::min(520.0, static_cast<double>(samples / columns) / 2)); // a million samples
    for (int i = 0; i < count; ++i) {
        const auto width = static_cast<qint64>(std::exp(least + random.generateDouble() * (most - least)));
        const qint64 places = samples / width - columns;
        const qint64 from = width * static_cast<qint64>(random.generateDouble() * static_cast<double>(places));
        result += TimeRange{Instant{step * from}, Instant{step * (from + width * columns)}};
    }
    return result;
}

/// The same lowest and highest value in each column, and the same number of samples.
Result<bool> areEqual(const SeriesStore &store, DuckDb &database, TimeRange range)
{
    const auto theirs = database.ask(range, columns, 1, true);
    if (!theirs)
        return theirs.error();
    std::map<qint64, std::array<double, 3>> ours;
    for (const Column &column : store.columns(seriesKey(0), range, columns)) {
        if (range.contains(column.time))
            ours[(column.time - range.from).count() * columns / range.length().count()] = {column.minimum, column.maximum,
                                                                                           static_cast<double>(column.count)};
    }
    return ours == theirs->columns;
}

struct Spent
{
    double painted = 0;
    double query = 0;
    double database = 0;
};

/// One panel as on a page, its plot as wide as there are columns.
class Picture
{
public:
    explicit Picture(SeriesStore &store)
        : m_panel(u"Feeder 1"_s, store, nullptr)
        , m_watch(&m_panel, [this] { ++m_painted; })
    {
        Measure measure;
        measure.key = seriesKey(0);
        measure.name = u"Feeder 1"_s;
        measure.unit = u"MW"_s;
        measure.decimals = 1;
        m_panel.setMeasures({measure});
        m_panel.resize(columns + 100, 600);
        m_panel.show();
        m_panel.refresh({Instant{}, Instant{1s}}, false);
        QCoreApplication::processEvents();
        m_panel.resize(m_panel.width() + columns - m_panel.plot()->widthInPixels(), 600);
        QCoreApplication::processEvents();
    }

    [[nodiscard]] int width() const { return m_panel.plot()->widthInPixels(); }
    /// CPU until it is painted; negative when nothing was.
    [[nodiscard]] double paint(TimeRange range)
    {
        const int before = m_painted;
        const double cpu = cpuMilliseconds();
        m_panel.refresh(range, false);
        for (int i = 0; i < 100 && m_painted == before; ++i)
            QCoreApplication::processEvents();
        return m_painted == before ? -1 : cpuMilliseconds() - cpu;
    }

private:
    PlotPanel m_panel;
    PaintWatch m_watch;
    int m_painted = 0;
};

Result<Spent> spend(const SeriesStore &store, Picture &picture, DuckDb &database, const QList<TimeRange> &asked)
{
    constexpr int repeat = 50; // a query is shorter than the clock of the processor time is fine
    Spent spent;
    std::vector<Column> out;
    for (const TimeRange &range : asked) {
        const double painted = picture.paint(range);
        if (painted < 0)
            return cannot(u"the plot was not painted"_s);
        spent.painted += painted;
        const double cpu = cpuMilliseconds();
        for (int i = 0; i < repeat; ++i)
            store.readColumns(seriesKey(0), range, columns, out);
        spent.query += (cpuMilliseconds() - cpu) / repeat;
        const auto theirs = database.ask(range, columns, 1, false);
        if (!theirs)
            return theirs.error();
        spent.database += theirs->cpu;
    }
    const double count = static_cast<double>(asked.size());
    return Spent{spent.painted / count, spent.query / count, spent.database / count};
}

Figure figureOf(const QString &name, std::vector<double> ours, std::vector<double> peer, int n)
{
    Figure figure;
    figure.name = name;
    figure.unit = u"ms"_s;
    figure.ours = median(std::move(ours));
    figure.peer = median(std::move(peer));
    figure.n = n;
    return figure;
}

Result<QList<Figure>> run(const Options &options)
{
    const qint64 samples = options.quick ? 2'000'000 : 100'000'000;
    DuckDb database;
    if (const auto started = database.start(options, samples, step); !started)
        return started.error();
    SeriesStore store(StoreLimits{std::size_t{4} << 30}); // all in memory, as the database has it
    fill(store, samples);
    Picture picture(store);
    if (picture.width() != columns)
        return cannot(u"the plot is %1 columns wide"_s.arg(picture.width()));

    QRandomGenerator random(1920);
    const qint64 widest = samples / columns * columns;
    const QList<TimeRange> all{{Instant{}, Instant{step * widest}}};
    QList<TimeRange> checked = ranges(samples, 10, random) + all;
    for (const TimeRange &range : checked) {
        const auto equal = areEqual(store, database, range);
        if (!equal)
            return equal.error();
        if (!*equal)
            return cannot(
                u"a column differs from the database's between sample %1 and %2"_s.arg(range.from.time_since_epoch() / step)
                    .arg(range.to.time_since_epoch() / step));
    }

    std::vector<double> painted[2], query[2], peer[2];
    for (int round = 0; round < options.rounds; ++round) {
        const QList<TimeRange> asked[] = {ranges(samples, options.quick ? 3 : 20, random), all};
        for (std::size_t i = 0; i < 2; ++i) {
            const auto spent = spend(store, picture, database, asked[i]);
            if (!spent)
                return spent.error();
            painted[i].push_back(spent->painted);
            query[i].push_back(spent->query);
            peer[i].push_back(spent->database);
        }
    }
    QList<Figure> figures{
        figureOf(u"zoom-random-painted"_s, painted[0], peer[0], options.rounds),
        figureOf(u"zoom-random-query"_s, query[0], peer[0], options.rounds),
        figureOf(u"zoom-all-painted"_s, painted[1], peer[1], options.rounds),
        figureOf(u"zoom-all-query"_s, query[1], peer[1], options.rounds),
    };
    figures[0].floor = 50;
    figures[0].note =
        u"20 ranges a round, a million samples to all, equally likely by their logarithm; %1 ranges checked equal"_s.arg(
            checked.size());
    figures[2].floor = 50;
    figures[3].aim = 1000;
    return figures;
}

} // namespace

Row zoomRow() { return {u"zoom"_s, u"100 M samples: random zoom to 1,920 columns, against DuckDB"_s, run}; }

} // namespace stanforis::bench
