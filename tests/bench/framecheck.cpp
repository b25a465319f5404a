// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/framecheck.h"

#include "tests/bench/framecharts.h"

#include "models/telemetry/sampleblock.h"
#include "views/plots/plotscale.h"
#include "views/plots/qcustomplotheader.h"
#include "views/plots/timeplot.h"

#include <QCoreApplication>
#include <QImage>

#include <algorithm>
#include <cmath>

namespace stanforis::bench {

namespace {

constexpr int frames = 150; // shown before the comparison: what is compared has scrolled in

/// The store's columns, each without its extremes: what a careless decimation would leave.
class LossyView final : public SeriesView
{
public:
    explicit LossyView(const SeriesView &view)
        : m_view(view)
    {}
    [[nodiscard]] QList<Column> columns(const SeriesKey &key, TimeRange range, int pixelColumns) const override
    {
        QList<Column> columns = m_view.columns(key, range, pixelColumns);
        for (Column &column : columns) {
            column.minimum = std::min(column.first, column.last);
            column.maximum = std::max(column.first, column.last);
        }
        return columns;
    }
    [[nodiscard]] quint64 pastRevision(const SeriesKey &key) const override { return m_view.pastRevision(key); }
    [[nodiscard]] std::optional<Sample> lastSample(const SeriesKey &key) const override { return m_view.lastSample(key); }
    [[nodiscard]] std::optional<Sample> sampleAt(const SeriesKey &key, Instant time) const override
    {
        return m_view.sampleAt(key, time);
    }
    [[nodiscard]] Duration interval(const SeriesKey &key) const override { return m_view.interval(key); }

private:
    const SeriesView &m_view;
};

/// Rows [top, bottom] of a picture's column in which it looks like the line.
struct Reach
{
    int top = -1;
    int bottom = -1;
};

QList<Reach> reachesOf(const QImage &image, const QRect &area, const QColor &line)
{
    QList<Reach> reaches(area.width());
    const auto isLine = [&](QRgb pixel) {
        return std::abs(qRed(pixel) - line.red()) + std::abs(qGreen(pixel) - line.green()) +
                   std::abs(qBlue(pixel) - line.blue()) <
               240;
    };
    for (int row = area.top(); row <= area.bottom(); ++row) {
        for (int column = 0; column < area.width(); ++column) {
            if (isLine(image.pixel(area.left() + column, row))) {
                Reach &reach = reaches[column];
                reach.top = reach.top < 0 ? row : reach.top;
                reach.bottom = row;
            }
        }
    }
    return reaches;
}

QImage peerPicture(const FrameLoad &load, const FrameValues &values, const TimePlot &ours)
{
    QCustomPlot plot;
    plot.resize(ours.size());
    plot.axisRect()->setAutoMargins(QCP::msNone);
    const QRect area = ours.plotArea().toRect();
    plot.axisRect()->setMargins(
        QMargins(area.left(), area.top(), ours.width() - area.left() - area.width(), ours.height() - area.top() - area.height()));
    for (QCPAxis *const axis : {plot.xAxis, plot.yAxis}) {
        axis->setVisible(false);
        axis->grid()->setVisible(false);
    }
    plot.setNotAntialiasedElements(QCP::aeAll);
    QCPGraph *const graph = plot.addGraph();
    graph->setAdaptiveSampling(false);
    graph->setPen(QPen(Qt::black, 1));
    for (std::int64_t sample = 0; sample < load.samplesUntil(frames); ++sample) {
        const Duration after = load.timeOf(sample) - ours.range().from;
        graph->addData(std::chrono::duration<double>(after).count(), values.of(0)[std::size_t(sample)]);
    }
    plot.xAxis->setRange(0, std::chrono::duration<double>(ours.range().length()).count());
    plot.yAxis->setRange(ours.valueScale().lower, ours.valueScale().upper);
    QImage image(plot.size() * ours.devicePixelRatioF(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ours.devicePixelRatioF());
    image.fill(Qt::white);
    QCPPainter painter(&image);
    plot.toPainter(&painter, plot.width(), plot.height());
    return image;
}

} // namespace

PictureCheck checkPicture(int points, bool loss)
{
    FrameLoad load;
    load.charts = 1;
    load.series = 1;
    load.points = points;
    FrameValues values(load, frames);
    // Single samples that stick out, in the part that scrolls in and in the part before.
    for (int spike = 1; spike < 20; ++spike)
        values.plant(0, load.samplesUntil(frames) - spike * points / 20 + points / 61, spike % 2 == 0 ? 112 : -12);
    SeriesStore store;
    const LossyView lossy(store);
    TimePlot plot(loss ? static_cast<const SeriesView &>(lossy) : store);
    PlotSeries series;
    series.key = frameKey(0);
    plot.setSeries({series});
    plot.resize(load.size);
    plot.show();
    std::int64_t shown = 0;
    for (std::int64_t frame = 0; frame <= frames; ++frame) {
        SampleBlock block;
        block.key = series.key;
        block.interval = load.interval();
        block.first = load.timeOf(shown);
        block.step = load.interval();
        block.values.assign(values.of(0).begin() + shown, values.of(0).begin() + load.samplesUntil(frame));
        store.append({block});
        shown = load.samplesUntil(frame);
        const Instant now = load.timeOf(shown);
        plot.setRange(onWholePixels({now - load.window(), now}, plot.stepsAcross()));
        QCoreApplication::sendPostedEvents();
    }
    const qreal scale = plot.devicePixelRatioF();
    const QRect area = QRectF(plot.plotArea().topLeft() * scale, plot.plotArea().size() * scale).toRect(); // device pixels
    const QImage ours = plot.grab().toImage().convertToFormat(QImage::Format_RGB32);
    const QImage peer = peerPicture(load, values, plot);
    const QList<Reach> ourReaches = reachesOf(ours, area, plot.seriesColor(0));
    const QList<Reach> peerReaches = reachesOf(peer, area, Qt::black);
    PictureCheck check;
    for (int column = 0; column < area.width(); ++column) {
        const Reach &theirs = peerReaches.at(column);
        if (theirs.top < 0)
            continue;
        ++check.columns;
        // A sample on the edge of two columns may be drawn in either.
        double shortBy = area.height();
        Reach mine;
        for (int near = std::max(0, column - 1); near <= std::min(area.width() - 1, column + 1); ++near) {
            const Reach &one = ourReaches.at(near);
            if (one.top < 0)
                continue;
            mine.top = mine.top < 0 ? one.top : std::min(mine.top, one.top);
            mine.bottom = std::max(mine.bottom, one.bottom);
        }
        if (mine.top >= 0)
            shortBy = std::max(mine.top - theirs.top, theirs.bottom - mine.bottom);
        check.worst = std::max(check.worst, shortBy);
        check.missing += shortBy > 1 ? 1 : 0;
    }
    return check;
}

} // namespace stanforis::bench
