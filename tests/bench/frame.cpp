// SPDX-License-Identifier: GPL-3.0-or-later
// Rows 1 to 4: what a frame of scrolling charts costs.
#include "tests/bench/framecharts.h"
#include "tests/bench/framecheck.h"
#include "tests/bench/measure.h"
#include "tests/bench/partprocess.h"
#include "tests/bench/rows.h"

#include "views/plots/plotmetrics.h"
#include "views/plots/timeplot.h"
#include "views/widgets/thememanager.h"

#include <QApplication>
#include <QJsonArray>
#include <QScreen>

#include <algorithm>
#include <cmath>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int warmUp = 40; // frames before a round is measured

QJsonArray arrayOf(const std::vector<double> &values)
{
    QJsonArray array;
    for (const double value : values)
        array.append(value);
    return array;
}

std::vector<double> valuesOf(const QJsonValue &array)
{
    std::vector<double> values;
    for (const QJsonValue &value : array.toArray())
        values.push_back(value.toDouble());
    return values;
}

/// Rounds of ours, QCustomPlot as it comes, and fast, in turn; CPU milliseconds for a frame.
QJsonObject scroll(const FrameLoad &load, int rounds, int frames, bool withDefault)
{
    const int each = warmUp + frames;
    const FrameValues values(load, each * rounds + 1);
    OurCharts ours(load, values);
    std::unique_ptr<PeerCharts> plain = withDefault ? std::make_unique<PeerCharts>(load, values, false) : nullptr;
    PeerCharts fast(load, values, true);
    std::vector<double> figures[3];
    const int paintsBefore = ours.paints();
    const std::pair<FrameCharts *, int> sides[] = {{&ours, 0}, {plain.get(), 1}, {&fast, 2}};
    for (int round = 0; round < rounds; ++round) {
        for (const auto &[charts, side] : sides) {
            if (charts == nullptr)
                continue;
            std::int64_t frame = std::int64_t(round) * each;
            for (int skipped = 0; skipped < warmUp; ++skipped)
                charts->show(++frame);
            const double before = cpuMilliseconds();
            for (int measured = 0; measured < frames; ++measured)
                charts->show(++frame);
            figures[side].push_back((cpuMilliseconds() - before) / frames);
        }
    }
    return {{u"ours"_s, arrayOf(figures[0])},
            {u"default"_s, arrayOf(figures[1])},
            {u"fast"_s, arrayOf(figures[2])},
            {u"paints_per_frame"_s, double(ours.paints() - paintsBefore) / (double(each) * rounds)}};
}

/// More frames than a change may take until all charts show it.
constexpr int mostFrames = 16;

/// All charts anew, again and again: another window, another scale, another theme, another size. Every frame counts from the
/// change to the one with which the last chart shows it, with the samples that come meanwhile.
QJsonObject disturb(const FrameLoad &load, int times)
{
    const FrameValues values(load, times * mostFrames + warmUp);
    OurCharts ours(load, values);
    auto *const theme = qApp->findChild<ThemeManager *>();
    std::int64_t frame = 0;
    for (int skipped = 0; skipped < warmUp; ++skipped)
        ours.show(++frame);
    std::vector<double> costs[4];
    std::vector<double> frames[4]; // that a change takes
    int unfinished = 0;
    for (int time = 0; time < times; ++time) {
        const int kind = time % 4;
        const int turn = time / 4;
        const double before = cpuMilliseconds();
        Duration window = load.window();
        if (kind == 0)
            window = load.window() / (turn % 3 + 1);
        // Further out each time, so that the scale has to follow.
        ours.append(++frame, kind == 1 ? 120 * std::pow(1.12, turn) : 0);
        if (kind == 2 && theme != nullptr)
            theme->setVariant(turn % 2 == 0 ? Variant::Light : Variant::Dark);
        if (kind == 3) {
            for (TimePlot *const plot : ours.plots())
                plot->resize(load.size - QSize(turn % 2 == 0 ? 8 : 0, turn % 2 == 0 ? 6 : 0));
        }
        ours.setRanges(frame, window);
        ours.paint();
        costs[kind].push_back(cpuMilliseconds() - before);
        int taken = 1;
        for (; ours.isBehind() && taken < mostFrames - 1; ++taken) {
            const double begin = cpuMilliseconds();
            ours.append(++frame);
            ours.setRanges(frame, window);
            ours.paint();
            costs[kind].push_back(cpuMilliseconds() - begin);
        }
        frames[kind].push_back(taken);
        unfinished += ours.isBehind() ? 1 : 0;
        ours.show(++frame); // and one as usual, or the way back from the zoom
        for (int more = 0; ours.isBehind() && more < mostFrames; ++more)
            ours.paint();
    }
    return {{u"zoom"_s, arrayOf(costs[0])},
            {u"rescale"_s, arrayOf(costs[1])},
            {u"theme"_s, arrayOf(costs[2])},
            {u"resize"_s, arrayOf(costs[3])},
            {u"frames"_s,
             QJsonArray{percentile(frames[0], 1), percentile(frames[1], 1), percentile(frames[2], 1), percentile(frames[3], 1)}},
            {u"unfinished"_s, unfinished}};
}

int run(const QStringList &arguments)
{
    FrameLoad load;
    const QString what = arguments.value(0);
    load.points = arguments.value(1).toInt();
    // At 4K as thick as ours, three and two and a half device pixels: a pen of one logical pixel would stay a hairline there.
    if (QGuiApplication::primaryScreen()->devicePixelRatio() > 1) {
        const PlotMetrics metrics = PlotMetrics::of(Theme::of(nullptr));
        load.firstPen = metrics.firstLine;
        load.pen = metrics.otherLine;
    }
    const int rounds = arguments.value(2).toInt();
    const int frames = arguments.value(3).toInt();
    if (what == u"check"_s) {
        const PictureCheck good = checkPicture(load.points, false);
        const PictureCheck planted = checkPicture(load.points, true);
        answer({{u"columns"_s, good.columns},
                {u"missing"_s, good.missing},
                {u"worst"_s, good.worst},
                {u"planted_missing"_s, planted.missing}});
        return 0;
    }
    answer(what == u"disturb"_s ? disturb(load, frames) : scroll(load, rounds, frames, what == u"all"_s));
    return 0;
}

/// 4K is the same charts with two device pixels for each logical one.
class Scaled
{
public:
    explicit Scaled(bool on) { on ? qputenv("QT_SCALE_FACTOR", "2") : qunsetenv("QT_SCALE_FACTOR"); }
    ~Scaled() { qunsetenv("QT_SCALE_FACTOR"); }
    Q_DISABLE_COPY_MOVE(Scaled)
};

/// An error where ours leaves out what the peer draws, or where the check does not see a planted loss.
std::optional<Error> pictureError(const Options &options, int points)
{
    const auto check = runPart(options, u"frame"_s, {u"check"_s, QString::number(points)});
    if (!check)
        return check.error();
    const int missing = check->value("missing"_L1).toInt();
    if (missing > 0)
        return cannot(u"Of %1 columns, %2 leave out part of what QCustomPlot draws; the worst falls short by %3 rows."_s
                          .arg(check->value("columns"_L1).toInt())
                          .arg(missing)
                          .arg(check->value("worst"_L1).toDouble()));
    if (check->value("columns"_L1).toInt() == 0 || check->value("planted_missing"_L1).toInt() == 0)
        return cannot(u"The comparison of the pictures does not see what is missing, so it proves nothing."_s);
    return std::nullopt;
}

struct ScrollRow
{
    QString name;
    QString summary;
    int points;
    bool is4K;
    bool withDefault;
    double floor;
    double aim;
};

Result<QList<Figure>> measureScroll(const ScrollRow &row, const Options &options)
{
    const Scaled scaled(row.is4K);
    const int points = options.quick ? 1000 : row.points;
    if (const auto error = pictureError(options, points))
        return *error;
    const QStringList arguments{row.withDefault ? u"all"_s : u"fast"_s, QString::number(points), QString::number(options.rounds),
                                QString::number(options.quick ? 5 : 120)};
    const auto figures = runPart(options, u"frame"_s, arguments);
    if (!figures)
        return figures.error();
    Figure figure;
    figure.name = row.name;
    figure.unit = u"ms"_s;
    figure.ours = median(valuesOf(figures->value("ours"_L1)));
    const double fast = median(valuesOf(figures->value("fast"_L1)));
    const double plain = median(valuesOf(figures->value("default"_L1)));
    figure.peer = row.withDefault ? std::min(plain, fast) : fast;
    figure.n = options.rounds;
    figure.floor = row.floor;
    figure.aim = row.aim;
    figure.note = row.withDefault ? u"CPU of a frame; peer as it comes %1, fast %2"_s.arg(plain, 0, 'f', 2).arg(fast, 0, 'f', 2)
                                  : u"CPU of a frame; peer with fast polylines, not antialiased"_s;
    if (figures->value("paints_per_frame"_L1).toDouble() < 2)
        return cannot(u"Ours was not painted in each frame, so the figure means nothing."_s);
    return QList<Figure>{figure};
}

Row scrollRow(const ScrollRow &row)
{
    return {row.name, row.summary, [row](const Options &options) { return measureScroll(row, options); }};
}

Result<QList<Figure>> measureWorst(const Options &options)
{
    const Scaled scaled(true);
    const auto costs =
        runPart(options, u"frame"_s,
                {u"disturb"_s, QString::number(options.quick ? 1000 : 10'000), u"1"_s, QString::number(options.quick ? 8 : 400)});
    if (!costs)
        return costs.error();
    std::vector<double> all;
    QStringList parts;
    if (costs->value("unfinished"_L1).toInt() > 0)
        return cannot(u"Some charts did not show a change within %1 frames."_s.arg(mostFrames));
    const QJsonArray frames = costs->value("frames"_L1).toArray();
    for (const QString &kind : {u"zoom"_s, u"rescale"_s, u"theme"_s, u"resize"_s}) {
        const auto values = valuesOf(costs->value(kind));
        all.insert(all.end(), values.begin(), values.end());
        parts.append(
            u"%1 %2 (in %3 frames)"_s.arg(kind).arg(percentile(values, 0.99), 0, 'f', 1).arg(frames.at(parts.size()).toInt()));
    }
    Figure figure;
    figure.name = u"frame-worst"_s;
    figure.unit = u"ms p99"_s;
    figure.ours = percentile(all, 0.99);
    figure.n = int(all.size());
    figure.floor = 16.6;
    figure.aim = 8;
    figure.note = u"CPU of each frame until all 12 charts show a change; p99 of "_s + parts.join(u", "_s);
    return QList<Figure>{figure};
}

} // namespace

QList<Row> frameRows()
{
    return {scrollRow({u"frame-1080p"_s, u"a scrolling frame, 12 charts of 4 series of 10,000 points, against QCustomPlot"_s,
                       10'000, false, true, 6, 15}),
            scrollRow({u"frame-4k"_s, u"the same at 4K with legible lines, against QCustomPlot with fast polylines"_s, 10'000,
                       true, false, 10, 20}),
            scrollRow({u"frame-dense"_s, u"a scrolling frame of 100,000 points, against QCustomPlot with fast polylines"_s,
                       100'000, false, false, 20, 40}),
            {u"frame-worst"_s, u"the worst frame at 4K: zoom, rescale, theme, resize"_s, measureWorst}};
}

Part framePart() { return {u"frame"_s, run}; }

} // namespace stanforis::bench
