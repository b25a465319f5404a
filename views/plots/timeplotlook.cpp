// SPDX-License-Identifier: GPL-3.0-or-later
// How a TimePlot looks: axes, scales and styles; timeplotlabels.cpp has the words beside and over the traces.
#include "views/plots/columnplottable.h"
#include "views/plots/plotcanvas.h"
#include "views/plots/plotlayers.h"
#include "views/plots/timeplot.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanforis {

void TimePlot::makeAxes()
{
    QCPAxisRect *const axes = m_plot->axisRect();
    axes->setAutoMargins(QCP::msNone);
    axes->setLayer(QStringLiteral("axes")); // its axes are seen only while it is
    axes->setMinimumMargins({});
    m_plot->plotLayout()->setMargins({});
    m_plot->plotLayout()->setAutoMargins(QCP::msNone);
    // The time axis is painted by us because its first and last label keep to the edges.
    m_plot->xAxis->setVisible(false);
    m_plot->xAxis->grid()->setVisible(false);
    for (QCPAxis *const axis : {m_plot->yAxis, m_plot->yAxis2}) {
        axis->setTicker(m_tickers[axis == m_plot->yAxis ? 0 : 1]);
        axis->setTickLength(0, 0);
        axis->setSubTicks(false);
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
        axis->setTickLabels(true);
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->grid()->setAntialiased(false);
    }
    m_plot->yAxis2->grid()->setVisible(false);
    // On the screen QCustomPlot paints the labels of the value axes only; the rest of it is for exports.
    const auto paintOn = [this](const char *layer, auto paint) {
        m_painted.append(new PaintedLayerable(m_plot, QLatin1StringView(layer),
                                              [this, paint](QCPPainter &painter) { paint(painter, scene()); }));
    };
    paintOn("background", [](QPainter &painter, const PlotScene &now) {
        paintBands(painter, now);
        paintBandWords(painter, now, normalBandWords(now));
    });
    paintOn("grid", [](QPainter &painter, const PlotScene &now) {
        paintHoles(painter, now);
        paintHoleWords(painter, now);
    });
    paintOn("legend", [this](QPainter &painter, const PlotScene &now) {
        paintLimits(painter, now);
        paintTimeAxis(painter, now);
        m_canvas->paintOverlays(painter, now);
    });
    setLayersVisible(false);
}

void TimePlot::setLayersVisible(bool visible)
{
    // One by one: the axes are children of what lies on the other layers and would go with them.
    for (QCPLayerable *const painted : std::as_const(m_painted)) {
        painted->setVisible(visible);
    }
    m_plot->layer(QStringLiteral("grid"))->setVisible(visible);
    for (ColumnPlottable *const trace : std::as_const(m_traces)) {
        trace->setVisible(visible);
    }
}

void TimePlot::paintWhole(QCPPainter &painter)
{
    catchUp();
    placeAxes();
    setLayersVisible(true);
    m_plot->toPainter(&painter, width(), height());
    setLayersVisible(false);
}

int TimePlot::widthInPixels() const { return int(std::floor(m_area.width() * devicePixelRatioF() + 1e-6)); }

int TimePlot::stepsAcross() const
{
    const int pixels = widthInPixels();
    const int steps = int(m_area.width());
    return steps > 0 && pixels % steps == 0 ? steps : pixels;
}

void TimePlot::measureArea()
{
    const Theme theme = Theme::of(this);
    QMarginsF margins = PlotMetrics::of(theme).margins;
    const QFontMetricsF measure(theme.font(TypeRole::Caption));
    for (const ValueAxis axis : {ValueAxis::First, ValueAxis::Second}) {
        const auto isOnAxis = [axis](const PlotSeries &one) { return one.axis == axis; };
        if (axis == ValueAxis::Second && std::none_of(series().cbegin(), series().cend(), isOnAxis)) {
            continue;
        }
        qreal widest = 0;
        for (const double tick : valueScale(axis).ticks) {
            widest = std::max(widest, measure.horizontalAdvance(valueScale(axis).text(tick)));
        }
        const qreal room = std::ceil(widest) + PlotMetrics::of(theme).labelGap;
        if (axis == ValueAxis::First) {
            margins.setLeft(std::max(margins.left(), room));
        } else {
            margins.setRight(std::max(margins.right(), room + PlotMetrics::of(theme).labelGap));
        }
    }
    m_area = QRectF(rect()).marginsRemoved(margins);
}

void TimePlot::styleTraces()
{
    const Theme theme = Theme::of(this);
    const PlotMetrics metrics = PlotMetrics::of(theme);
    for (int index = 0; index < m_traces.size(); ++index) {
        const PlotSeries &one = series().at(index);
        TraceStyle style;
        style.color = seriesColor(index);
        style.width = index == 0 ? metrics.firstLine : metrics.otherLine;
        style.dash = seriesDash(index);
        style.kind = one.kind;
        style.axis = one.axis;
        style.abnormalWidth = metrics.abnormalLine;
        if (dataState() == DataState::Live) {
            style.limit = one.limit;
            style.abnormalColor = theme.severity(one.limit ? one.limit->severity : Severity::Normal).edge;
            style.lastDot = one.role == SeriesRole::Measured ? metrics.lastDot : 0;
            style.doubt = {theme.quality(Quality::Minor), theme.quality(Quality::Major), theme.quality(Quality::Invalid)};
            style.doubtDash = metrics.doubtDash;
            style.doubtWidth = metrics.doubtLine;
        }
        m_traces.at(index)->setStyle(style);
        m_traces.at(index)->setValueAxis(one.axis == ValueAxis::First ? m_plot->yAxis : m_plot->yAxis2);
    }
    m_plot->setBackground(QBrush(theme.plot().background));
    m_plot->yAxis->grid()->setPen(QPen(theme.plot().grid, theme.stroke().hair));
    for (QCPAxis *const axis : {m_plot->yAxis, m_plot->yAxis2}) {
        axis->setTickLabelFont(theme.font(TypeRole::Caption));
        axis->setTickLabelColor(theme.plot().label);
        axis->setTickLabelPadding(metrics.labelGap);
    }
}

bool TimePlot::chooseScales()
{
    bool changed = false;
    for (const ValueAxis axis : {ValueAxis::First, ValueAxis::Second}) {
        changed = chooseScale(axis) || changed;
    }
    if (changed) {
        measureArea();
    }
    return changed;
}

bool TimePlot::chooseScale(ValueAxis axis)
{
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    const PlotSeries *named = nullptr;
    for (int index = 0; index < m_traces.size(); ++index) {
        const PlotSeries &one = series().at(index);
        if (one.axis == axis && !one.hidden) {
            lowest = std::min(lowest, m_traces.at(index)->data().lowest());
            highest = std::max(highest, m_traces.at(index)->data().highest());
            named = named == nullptr ? &one : named;
        }
    }
    const bool logarithmic = m_logarithmic[std::size_t(axis)] && lowest > 0 && std::isfinite(lowest);
    // Limits and bands give the values their meaning, unless they are so far away that the line would go flat.
    const double span = highest - lowest;
    const auto include = [&](double value) {
        if (logarithmic && value <= 0) {
            return; // below the lowest power of ten there is
        }
        const double wider = std::max(highest, value) - std::min(lowest, value);
        if (!std::isfinite(span) || span <= 0 || wider <= span * 8) {
            lowest = std::min(lowest, value);
            highest = std::max(highest, value);
        }
    };
    for (const PlotSeries &one : series()) {
        if (one.axis != axis || one.hidden) {
            continue;
        }
        if (one.limit) {
            include(one.limit->value);
        }
        if (one.band) {
            include(one.band->low);
            include(one.band->high);
        }
    }
    // Values that hardly change get no finer scale than they are written with.
    const double digit = named != nullptr ? std::pow(10.0, -named->decimals) : 0;
    if (!logarithmic && std::isfinite(span) && highest - lowest < 2 * digit) {
        const double middle = (lowest + highest) / 2;
        lowest = lowest >= 0 ? std::max(0.0, middle - digit) : middle - digit;
        highest = middle + digit;
    }
    ValueScale &scale = m_scales[std::size_t(axis)];
    bool &hasScale = m_hasScale[std::size_t(axis)];
    const int most = std::clamp(int(m_area.height() / Theme::of(this).lineHeight(TypeRole::Caption)) - 1, 2, 4);
    if (hasScale && scale.logarithmic == logarithmic && scale.mostTicks == most && scale.suits(lowest, highest)) {
        return false;
    }
    const ValueScale before = scale;
    scale = logarithmic ? ValueScale::aroundPowers(lowest, highest)
                        : ValueScale::around(lowest, highest, named != nullptr ? named->unit : QString(), most);
    scale.mostTicks = most;
    hasScale = std::isfinite(lowest);
    m_tickers[std::size_t(axis)]->setScale(scale);
    return !(scale == before);
}

void TimePlot::placeAxes()
{
    m_plot->xAxis->setRange(plotKey(range().from), plotKey(range().to));
    for (const ValueAxis axis : {ValueAxis::First, ValueAxis::Second}) {
        QCPAxis *const shown = axis == ValueAxis::First ? m_plot->yAxis : m_plot->yAxis2;
        const auto isOnAxis = [axis](const PlotSeries &one) { return one.axis == axis; };
        shown->setVisible(axis == ValueAxis::First || std::any_of(series().cbegin(), series().cend(), isOnAxis));
        shown->setScaleType(valueScale(axis).logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        shown->setRange(valueScale(axis).lower, valueScale(axis).upper);
    }
    m_plot->axisRect()->setMargins(QMargins(int(m_area.left()), int(m_area.top()), int(std::ceil(width() - m_area.right())),
                                            int(std::ceil(height() - m_area.bottom()))));
}

void TimePlot::redraw()
{
    styleTraces();
    placeAxes();
    const qreal scale = devicePixelRatioF();
    const PlotScene now = scene();
    TraceLook look;
    const QPoint place = (m_area.topLeft() * scale).toPoint();
    look.size = QSize(widthInPixels(), int(std::lround(m_area.bottom() * scale)) - place.y());
    look.scale = scale;
    look.background = now.theme.plot().background;
    look.scales = m_scales;
    look.hatch = now.theme.plot().gapHatch;
    look.hatchPitch = now.metrics.hatchPitch;
    look.hair = now.metrics.hair;
    const auto addFill = [&](const QRectF &rows, const QColor &color) {
        look.fills.append({(rows.top() - m_area.top()) * scale, (rows.bottom() - m_area.top()) * scale, color});
    };
    addFill(normalBand(now), now.theme.plot().band);
    for (const PlotSeries &one : series()) {
        if (one.limit && !one.hidden) {
            addFill(limitShade(now, one), now.theme.severity(one.limit->severity).tint);
        }
    }
    for (const double tick : m_scales[0].ticks) {
        const double y = std::floor(now.y(tick));
        addFill(QRectF(0, y, 0, now.metrics.hair), now.theme.plot().grid);
    }
    for (const ColumnPlottable *trace : std::as_const(m_traces)) {
        look.traces.append(trace->style());
    }
    QList<PlotSticker> axes;
    const auto paintAxes = [this](QCPPainter &painter) { m_plot->toPainter(&painter, width(), height()); };
    const QRectF left(0, 0, m_area.left(), height());
    const QRectF right(m_area.right() + now.metrics.hair, 0, width() - m_area.right() - now.metrics.hair, height());
    axes.append(stickerOf<QCPPainter>(deviceRect(left, scale), scale, look.background, paintAxes));
    if (m_plot->yAxis2->visible()) {
        axes.append(stickerOf<QCPPainter>(deviceRect(right, scale), scale, look.background, paintAxes));
    }
    m_canvas->setLook(std::move(look), place, std::move(axes));
    m_tickTime = Instant::max();
    m_labelBoxes.reset();
}

} // namespace stanforis
