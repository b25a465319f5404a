// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/framecharts.h"

#include "models/telemetry/sampleblock.h"
#include "views/plots/paintshare.h"
#include "views/plots/plotlegend.h"
#include "views/plots/plotscale.h"
#include "views/plots/qcustomplotheader.h"
#include "views/plots/timeplot.h"

#include <QCoreApplication>
#include <QLabel>
#include <QWindow>

#include <algorithm>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int headHeight = 28; // name and legend above each of our charts; the plot itself is as large as the peer's

/// Seconds from the start: QCustomPlot's keys lose no digits.
double keyOf(const FrameLoad &load, std::int64_t sample)
{
    return std::chrono::duration<double>(load.interval() * sample).count();
}

PlotSeries seriesOf(int index, bool first)
{
    PlotSeries series;
    series.key = frameKey(index);
    series.label = u"Feeder %1"_s.arg(index + 1);
    series.unit = u"MW"_s;
    series.decimals = 1;
    if (first) {
        series.band = NormalBand{30, 70};
        series.limit = PlotLimit{95, Severity::Medium, LimitSide::Above, u"Limit 95 MW"_s};
    }
    return series;
}

/// One sample in fifty is of minor doubt, in stretches.
QList<QualityRun> qualityOf(std::int64_t from, std::int64_t until)
{
    QList<QualityRun> runs;
    for (std::int64_t sample = from; sample < until; ++sample) {
        const Quality quality = sample % 5000 < 100 ? Quality::Minor : Quality::Good;
        if (runs.isEmpty() || runs.last().quality != quality)
            runs.append({quality, 0});
        ++runs.last().length;
    }
    return runs;
}

/// A window paints only once its screen has taken it.
void present(QWidget &window)
{
    window.show();
    while (!window.windowHandle()->isExposed())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

} // namespace

SeriesKey frameKey(int series) { return SeriesKey(u"energy/feeder-%1/power"_s.arg(series)); }

FrameValues::FrameValues(const FrameLoad &load, int frames)
{
    const auto count = std::size_t(load.samplesUntil(frames));
    for (int series = 0; series < load.charts * load.series; ++series) {
        Walk walk(static_cast<std::uint64_t>(series));
        std::vector<double> values(count);
        std::generate(values.begin(), values.end(), [&] { return walk.next(); });
        m_values.push_back(std::move(values));
    }
}

class OurCharts::Counter final : public QObject
{
public:
    int count = 0;

protected:
    bool eventFilter(QObject * /*watched*/, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

OurCharts::OurCharts(const FrameLoad &load, const FrameValues &values)
    : m_load(load)
    , m_values(values)
    , m_counter(std::make_unique<Counter>())
{
    const int rows = (load.charts + 3) / 4;
    const int height = load.size.height() + headHeight;
    m_window.resize(load.size.width() * std::min(4, load.charts), height * rows);
    for (int chart = 0; chart < load.charts; ++chart) {
        const QPoint place(chart % 4 * load.size.width(), chart / 4 * height);
        auto *const plot = new TimePlot(m_store, &m_window);
        plot->setAccessibleName(u"Feeders %1"_s.arg(chart + 1));
        QList<PlotSeries> series;
        for (int index = 0; index < load.series; ++index)
            series.append(seriesOf(chart * load.series + index, index == 0));
        plot->setSeries(series);
        plot->setGeometry(QRect(place + QPoint(0, headHeight), load.size));
        auto *const name = new QLabel(plot->accessibleName(), &m_window);
        name->move(place);
        auto *const legend = new PlotLegend(plot, &m_window);
        legend->resize(legend->sizeHint());
        legend->move(place + QPoint(load.size.width() - legend->width(), 0));
        m_plots.append(plot);
    }
    append(0);
    setRanges(0, load.window());
    present(m_window);
    for (QWidget *const child : m_window.findChildren<QWidget *>())
        child->installEventFilter(m_counter.get());
    QCoreApplication::sendPostedEvents();
}

OurCharts::~OurCharts() = default;

bool OurCharts::isBehind() const { return PaintShare::of(&m_window).isAnyWaiting(); }

int OurCharts::paints() const { return m_counter->count; }

void OurCharts::append(std::int64_t frame, double outlier)
{
    const std::int64_t until = m_load.samplesUntil(frame);
    QList<SampleBlock> blocks;
    const QList<QualityRun> runs = qualityOf(m_until, until);
    for (int series = 0; series < m_load.charts * m_load.series; ++series) {
        SampleBlock block;
        block.key = frameKey(series);
        block.interval = m_load.interval();
        block.first = m_load.timeOf(m_until);
        block.step = m_load.interval();
        const auto &values = m_values.of(series);
        block.values.assign(values.begin() + m_until, values.begin() + until);
        if (outlier != 0 && !block.values.empty())
            block.values.back() = outlier;
        if (runs.size() > 1 || runs.first().quality != Quality::Good)
            block.quality.assign(runs.cbegin(), runs.cend());
        blocks.append(std::move(block));
    }
    m_store.append(blocks);
    m_until = until;
}

void OurCharts::setRanges(std::int64_t frame, Duration window)
{
    const Instant now = m_load.timeOf(0) + m_load.window() + m_load.window() * frame / 600;
    for (TimePlot *const plot : std::as_const(m_plots)) {
        const TimeRange range = onWholePixels({now - window, now}, plot->stepsAcross());
        if (range == plot->range())
            plot->refresh(); // as pages do: what has come into the newest pixel is drawn
        else
            plot->setRange(range);
    }
}

void OurCharts::paint()
{
    QCoreApplication::sendPostedEvents(&m_window, QEvent::LayoutRequest);
    QCoreApplication::sendPostedEvents(&m_window, QEvent::UpdateRequest);
    QCoreApplication::sendPostedEvents(&PaintShare::of(&m_window), QEvent::User); // whose turn is next
}

void OurCharts::show(std::int64_t frame)
{
    append(frame);
    setRanges(frame, m_load.window());
    paint();
}

PeerCharts::PeerCharts(const FrameLoad &load, const FrameValues &values, bool fast)
    : m_load(load)
    , m_values(values)
{
    const int rows = (load.charts + 3) / 4;
    m_window.resize(load.size.width() * std::min(4, load.charts), load.size.height() * rows);
    for (int chart = 0; chart < load.charts; ++chart) {
        auto *const plot = new QCustomPlot(&m_window);
        plot->setGeometry(QRect(QPoint(chart % 4 * load.size.width(), chart / 4 * load.size.height()), load.size));
        if (fast) {
            plot->setNotAntialiasedElements(QCP::aeAll);
            plot->setPlottingHint(QCP::phFastPolylines);
        }
        for (int index = 0; index < load.series; ++index)
            plot->addGraph()->setPen(QPen(QColor::fromHsv(index * 90, 200, 200), index == 0 ? load.firstPen : load.pen));
        plot->yAxis->setRange(0, 100);
        m_plots.append(plot);
    }
    present(m_window);
    show(0);
}

void PeerCharts::show(std::int64_t frame)
{
    const std::int64_t until = m_load.samplesUntil(frame);
    QVector<double> keys;
    QVector<double> values;
    for (std::int64_t sample = m_until; sample < until; ++sample)
        keys.append(keyOf(m_load, sample));
    const double end = keyOf(m_load, until);
    const double start = end - std::chrono::duration<double>(m_load.window()).count();
    for (int chart = 0; chart < m_plots.size(); ++chart) {
        QCustomPlot *const plot = m_plots.at(chart);
        for (int index = 0; index < m_load.series; ++index) {
            const auto &all = m_values.of(chart * m_load.series + index);
            values = QVector<double>(all.begin() + m_until, all.begin() + until);
            plot->graph(index)->addData(keys, values, true);
            plot->graph(index)->data()->removeBefore(start - 0.01);
        }
        plot->xAxis->setRange(start, end);
        plot->replot(QCustomPlot::rpImmediateRefresh);
    }
    m_until = until;
}

} // namespace stanforis::bench
