// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/timeplot.h"

#include "views/plots/columngaps.h"
#include "views/plots/columnplottable.h"
#include "views/plots/cursorlink.h"
#include "views/plots/plotlayers.h"
#include "views/plots/plotscene.h"
#include "views/plots/plottext.h"
#include "views/plots/seriestablemodel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stanforis {
namespace {

bool isSame(const QList<Column> &first, const QList<Column> &second)
{
    return std::equal(first.cbegin(), first.cend(), second.cbegin(), second.cend(), [](const Column &a, const Column &b) {
        return a.time == b.time && a.count == b.count && a.minimum == b.minimum && a.maximum == b.maximum && a.last == b.last;
    });
}

} // namespace

TimePlot::TimePlot(const SeriesView &view, QWidget *parent)
    : Plot(view, parent)
    , m_plot(new QCustomPlot(this))
    , m_model(new SeriesTableModel(this))
    , m_ticker(new FixedTicker)
    , m_emptyText(tr("No samples in this window."))
{
    setMouseTracking(true);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setNoAntialiasingOnDrag(false);
    m_plot->setInteractions(QCP::Interactions());
    setPicture(m_plot);
    makeAxes();
    setCursorLink(nullptr);
    connect(this, &ChartFace::dataStateChanged, this, [this] { m_mustDraw = true; });
}

TimePlot::~TimePlot() = default;

void TimePlot::makeAxes()
{
    QCPAxisRect *const axes = m_plot->axisRect();
    axes->setAutoMargins(QCP::msNone);
    axes->setMinimumMargins({});
    m_plot->plotLayout()->setMargins({});
    m_plot->plotLayout()->setAutoMargins(QCP::msNone);
    // The time axis is painted by us because its first and last label keep to the edges.
    m_plot->xAxis->setVisible(false);
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->yAxis->setTicker(m_ticker);
    m_plot->yAxis->setTickLength(0, 0);
    m_plot->yAxis->setSubTicks(false);
    m_plot->yAxis->setBasePen(Qt::NoPen);
    m_plot->yAxis->setTickPen(Qt::NoPen);
    m_plot->yAxis->grid()->setZeroLinePen(Qt::NoPen);
    m_plot->yAxis->grid()->setAntialiased(false);

    new PaintedLayerable(m_plot, QStringLiteral("background"), [this](QCPPainter &painter) {
        const PlotScene now = scene();
        paintNormalBand(painter, now);
    });
    new PaintedLayerable(m_plot, QStringLiteral("grid"), [this](QCPPainter &painter) { paintHoles(painter, scene()); });
    new PaintedLayerable(m_plot, QStringLiteral("axes"), [this](QCPPainter &painter) {
        const PlotScene now = scene();
        paintLimits(painter, now);
        paintTimeAxis(painter, now);
        const auto isEmpty = [](const QList<Column> &columns) { return columns.isEmpty(); };
        if (std::all_of(now.columns.cbegin(), now.columns.cend(), isEmpty)) {
            paintEmptyText(painter, now, m_emptyText);
        }
    });
    new PaintedLayerable(m_plot, QStringLiteral("overlay"), [this](QCPPainter &painter) {
        const auto cursor = m_link->cursor();
        if (!cursor || *cursor < range().from || *cursor > range().to) {
            return;
        }
        QList<CursorLine> lines;
        for (int index = 0; index < series().size(); ++index) {
            const PlotSeries &one = series().at(index);
            const auto sample = view().sampleAt(one.key, *cursor);
            const bool fresh = sample && *cursor - sample->time <= view().interval(one.key) * 5 / 2;
            lines.append({seriesColor(index), one.label,
                          fresh ? plottext::quantity(sample->value, one.decimals, one.unit) : tr("no data"),
                          fresh ? std::optional(sample->value) : std::nullopt});
        }
        paintCursor(painter, scene(), *cursor, lines);
    });
}

void TimePlot::setCursorLink(CursorLink *link)
{
    if (m_link != nullptr) {
        m_link->disconnect(this);
        if (m_link->parent() == this) {
            delete m_link;
        }
    }
    m_link = link != nullptr ? link : new CursorLink(this);
    connect(m_link, &CursorLink::cursorMoved, this, &TimePlot::showCursor);
}

void TimePlot::setEmptyText(const QString &text)
{
    m_emptyText = text;
    m_mustDraw = true;
    refresh();
}

void TimePlot::structureChanged()
{
    m_mustDraw = true;
    if (m_traces.size() != series().size()) {
        makeTraces();
    }
    styleTraces();
}

void TimePlot::makeTraces()
{
    m_plot->clearPlottables();
    m_traces.clear();
    for (int index = 0; index < series().size(); ++index) {
        m_traces.append(new ColumnPlottable(m_plot->xAxis, m_plot->yAxis)); // owned by the plot
    }
    m_hasScale = false;
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
        style.abnormalWidth = metrics.abnormalLine;
        if (dataState() == DataState::Live) {
            style.limit = one.limit;
            style.abnormalColor = theme.severity(one.limit ? one.limit->severity : Severity::Normal).edge;
            style.lastDot = one.role == SeriesRole::Measured ? metrics.lastDot : 0;
        }
        m_traces.at(index)->setStyle(style);
    }
}

void TimePlot::applyTheme(const Theme &theme)
{
    m_plot->setBackground(QBrush(theme.plot().background));
    m_plot->yAxis->grid()->setPen(QPen(theme.plot().grid, theme.stroke().hair));
    m_plot->yAxis->setTickLabelFont(theme.font(TypeRole::Caption));
    m_plot->yAxis->setTickLabelColor(theme.plot().label);
    m_plot->yAxis->setTickLabelPadding(PlotMetrics::of(theme).labelGap);
    m_mustDraw = true;
    styleTraces();
}

QAbstractItemModel *TimePlot::tableModel() { return m_model; }

int TimePlot::widthInPixels() const { return int(std::floor(plotArea().width() * devicePixelRatioF())); }

void TimePlot::takeData()
{
    const int pixels = widthInPixels();
    if (pixels <= 0 || range().length() <= Duration::zero()) {
        return;
    }
    styleTraces();
    bool changed = m_mustDraw || m_drewTable != isTableShown();
    for (int index = 0; index < m_traces.size(); ++index) {
        const SeriesKey &key = series().at(index).key;
        QList<Column> columns = view().columns(key, range(), pixels);
        ColumnPlottable *const trace = m_traces.at(index);
        if (!isSame(columns, trace->columns())) {
            trace->setColumns(std::move(columns), view().interval(key));
            changed = true;
        }
    }
    if (!changed) {
        return;
    }
    m_mustDraw = false;
    m_drewTable = isTableShown();
    chooseScale();
    placeAxes();
    if (isTableShown()) {
        m_model->setContents(series(), scene().columns);
    } else {
        m_plot->replot(QCustomPlot::rpQueuedRefresh);
    }
    summarise();
    Q_EMIT readoutChanged();
}

void TimePlot::chooseScale()
{
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    for (const ColumnPlottable *trace : std::as_const(m_traces)) {
        for (const Column &column : trace->columns()) {
            lowest = std::min(lowest, column.minimum);
            highest = std::max(highest, column.maximum);
        }
    }
    // Limits and bands give the values their meaning, unless they are so far away that the line would go flat.
    const double span = highest - lowest;
    const auto include = [&](double value) {
        const double wider = std::max(highest, value) - std::min(lowest, value);
        if (!std::isfinite(span) || span <= 0 || wider <= span * 8) {
            lowest = std::min(lowest, value);
            highest = std::max(highest, value);
        }
    };
    for (const PlotSeries &one : series()) {
        if (one.limit) {
            include(one.limit->value);
        }
        if (one.band) {
            include(one.band->low);
            include(one.band->high);
        }
    }
    if (!m_hasScale || !m_scale.suits(lowest, highest)) {
        m_scale = ValueScale::around(lowest, highest);
        m_hasScale = std::isfinite(lowest);
        m_ticker->setScale(m_scale);
    }
}

void TimePlot::placeAxes()
{
    m_plot->xAxis->setRange(plotKey(range().from), plotKey(range().to));
    m_plot->yAxis->setRange(m_scale.lower, m_scale.upper);
    const QRectF area = plotArea();
    m_plot->axisRect()->setMargins(QMargins(int(area.left()), int(area.top()), int(std::ceil(width() - area.right())),
                                            int(std::ceil(height() - area.bottom()))));
}

void TimePlot::showCursor()
{
    if (isVisible() && !isTableShown()) {
        m_plot->layer(QStringLiteral("overlay"))->replot();
    }
}

} // namespace stanforis
