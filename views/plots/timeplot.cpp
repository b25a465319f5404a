// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/timeplot.h"

#include "views/plots/columngaps.h"
#include "views/plots/columnplottable.h"
#include "views/plots/cursorlink.h"
#include "views/plots/cursoroverlay.h"
#include "views/plots/plotcanvas.h"
#include "views/plots/plotlayers.h"
#include "views/plots/seriestablemodel.h"

#include <QAccessible>

#include <algorithm>

namespace stanforis {
namespace {

constexpr Duration readoutPause = std::chrono::milliseconds(200); ///< nobody reads numbers faster

constexpr std::int64_t narrowestHole = 3; ///< logical pixels

/// Far before and far after anything that is drawn: the open ends of holes.
constexpr Instant longAgo{Duration(0)};
constexpr Instant farAhead{Duration(std::int64_t(1) << 60)};

} // namespace

TimePlot::TimePlot(const SeriesView &view, QWidget *parent)
    : Plot(view, parent)
    , m_plot(new QCustomPlot(this))
    , m_canvas(
          new PlotCanvas([this] { return shownScene(); },
                         [this] {
                             const bool isStale = (m_mustDraw || m_isDeferred) && !isTableShown();
                             return !isStale ? PlotCanvas::Due::Not : m_isUrgent ? PlotCanvas::Due::Now : PlotCanvas::Due::Soon;
                         },
                         [this] { takeData(); }, this))
    , m_model(new SeriesTableModel(this))
    , m_cursor(std::make_unique<CursorOverlay>(*this))
    , m_tickers{QSharedPointer<FixedTicker>(new FixedTicker), QSharedPointer<FixedTicker>(new FixedTicker)}
    , m_emptyText(tr("No samples in this window."))
{
    setMouseTracking(true);
    m_plot->hide(); // what is seen of it is painted into the canvas
    m_plot->setInteractions(QCP::Interactions());
    setPicture(m_canvas);
    makeAxes();
    setCursorLink(nullptr);
    m_canvas->addOverlay(m_cursor.get());
    connect(this, &ChartFace::dataStateChanged, this, [this] { m_mustDraw = m_isUrgent = true; });
}

TimePlot::~TimePlot() = default;

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
    m_mustDraw = m_isUrgent = true;
    refresh();
}

void TimePlot::setLogarithmic(ValueAxis axis, bool logarithmic)
{
    if (m_logarithmic[std::size_t(axis)] != logarithmic) {
        m_logarithmic[std::size_t(axis)] = logarithmic;
        m_hasScale[std::size_t(axis)] = false;
        m_mustDraw = true;
        refresh();
    }
}

bool TimePlot::canBeLogarithmic(ValueAxis axis) const
{
    for (int index = 0; index < m_traces.size(); ++index) {
        if (series().at(index).axis == axis && !series().at(index).hidden && m_traces.at(index)->data().lowest() <= 0) {
            return false;
        }
    }
    return true;
}

void TimePlot::setIncomplete(bool incomplete)
{
    if (m_incomplete != incomplete) {
        m_incomplete = incomplete;
        m_mustDraw = true;
    }
}

void TimePlot::setAhead(Duration ahead)
{
    m_ahead = ahead;
    if (m_drawn == range() && isVisible() && !isTableShown()) {
        redrawTimeAxis();
    }
}

const QList<Column> &TimePlot::columns(int index) const
{
    catchUp();
    return m_traces.at(index)->data().columns();
}

void TimePlot::catchUp() const
{
    if ((m_mustDraw || m_isDeferred) && isVisible() && !isTableShown() && !m_canvas->isPainting()) {
        (void)m_canvas->grab(QRect(0, 0, 1, 1)); // what is not for the screen waits for no turn
    }
}

void TimePlot::addOverlay(const PlotOverlay *overlay) { m_canvas->addOverlayBelow(overlay); }

void TimePlot::updateOverlays() { m_canvas->update(); }

void TimePlot::showCursor()
{
    if (isVisible() && !isTableShown()) {
        m_canvas->update();
    }
}

void TimePlot::structureChanged()
{
    m_mustDraw = m_isUrgent = true;
    m_model->setZone(zone());
    if (m_traces.size() != series().size()) {
        makeTraces();
    }
}

void TimePlot::makeTraces()
{
    m_plot->clearPlottables();
    m_traces.clear();
    for (int index = 0; index < series().size(); ++index) {
        m_traces.append(new ColumnPlottable(m_plot->xAxis, m_plot->yAxis)); // owned by the plot
        m_traces.last()->setVisible(false);                                 // but in exports
    }
    m_hasScale = {};
}

void TimePlot::applyTheme(const Theme & /*theme*/)
{
    measureArea();
    m_mustDraw = true;
    m_canvas->stayOnce(); // the window is painted because of it
    drawLater(PaintShare::Start::AfterUpdate);
}

QAbstractItemModel *TimePlot::tableModel() { return m_model; }

void TimePlot::takeData()
{
    if (widthInPixels() <= 0 || range().length() <= Duration::zero()) {
        return;
    }
    if (!m_isUrgent && !isTableShown() && !m_canvas->isPainting() && (m_mustDraw || m_isDeferred || !goesOn())) {
        const bool waits = m_isDeferred;
        drawLater();
        m_mustTell = true;
        tellReadout(!waits);
        return;
    }
    ColumnSpan changed = takeTraces();
    const bool moved = range() != m_drawn;
    if (!m_mustDraw && !m_isDeferred && !moved && changed.isEmpty() && m_drewTable == isTableShown()) {
        tellReadout(true); // what was held back, if anything
        return;
    }
    const int width = widthInPixels();
    const bool look = chooseScales() || m_mustDraw || m_drewTable != isTableShown();
    if (widthInPixels() != width) {
        changed.join(takeTraces()); // other labels left another width
    }
    changed.join(takeHoles());
    const bool isAllNew = look || changed.covers({m_grid.columnAt(range().from), m_grid.columnAt(range().to)});
    if (isAllNew && !isTableShown() && !m_canvas->isPainting()) {
        m_mustDraw = m_mustDraw || look;
        drawLater();
        m_mustTell = true;
        tellReadout(true);
        return;
    }
    if (m_isDeferred) {
        changed = {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    }
    m_isDeferred = false;
    m_mustDraw = false;
    m_isUrgent = isTableShown(); // the picture misses what is shown in the table
    m_shown = {Theme::of(this), m_area, range(), m_scales, m_ahead};
    m_drewTable = isTableShown();
    m_drawn = range();
    if (isTableShown()) {
        m_model->setContents(series(), scene().columns);
        m_mustDraw = true; // the picture has missed this
    } else {
        if (look) {
            redraw();
        }
        redrawTimeAxis();
        showTraces(changed);
    }
    if (m_canvas->isPainting()) {
        placeLabels(); // the values were told when they came
        return;
    }
    m_mustTell = true;
    tellReadout(look || m_pastChanged);
}

/// All anew: when it is painted, so that it is done once and its pixels are still at hand when they go to the screen.
void TimePlot::drawLater(PaintShare::Start start)
{
    m_isDeferred = true;
    if (m_isUrgent || !isVisible()) {
        m_canvas->update();
    } else {
        m_canvas->drawSoon(start);
    }
}

/// Whether some of the columns that were drawn are still to be seen where they would be drawn now.
bool TimePlot::goesOn() const
{
    return PixelGrid::of(range(), widthInPixels()) == m_grid && range().from < m_drawn.to && range().to > m_drawn.from;
}

PlotScene TimePlot::shownScene() const
{
    PlotScene now = scene();
    if ((m_mustDraw || m_isDeferred) && m_shown.range.length() > Duration::zero()) {
        now.theme = m_shown.theme;
        now.metrics = PlotMetrics::of(now.theme);
        now.area = m_shown.area;
        now.range = m_shown.range;
        now.scale = m_shown.scales[0];
        now.second = m_shown.scales[1];
        now.ahead = m_shown.ahead;
    }
    return now;
}

void TimePlot::showTraces(const ColumnSpan &changed)
{
    QList<const TraceData *> traces;
    bool isEmpty = true;
    for (const ColumnPlottable *trace : std::as_const(m_traces)) {
        traces.append(&trace->data());
        isEmpty = isEmpty && trace->data().columns().isEmpty();
    }
    m_canvas->setText(isEmpty ? m_emptyText : QString());
    m_canvas->show(m_grid.columnAt(range().from), changed, traces, m_holes);
}

ColumnSpan TimePlot::takeTraces()
{
    m_grid = PixelGrid::of(range(), widthInPixels());
    ColumnSpan changed;
    m_pastChanged = false;
    for (int index = 0; index < m_traces.size(); ++index) {
        TraceData &trace = m_traces.at(index)->data();
        if (series().at(index).hidden) {
            trace.forget();
            continue;
        }
        changed.join(trace.take(view(), series().at(index).key, m_grid, range()));
        m_pastChanged = m_pastChanged || trace.pastChanged();
    }
    return changed;
}

ColumnSpan TimePlot::takeHoles()
{
    QList<TimeRange> common;
    bool isFirst = true;
    for (int index = 0; index < m_traces.size(); ++index) {
        const TraceData &trace = m_traces.at(index)->data();
        if (series().at(index).role != SeriesRole::Measured || trace.columns().isEmpty()) {
            continue;
        }
        const Duration pixel = m_grid.pixel();
        const Duration longest = std::max(trace.interval() * 5 / 2, pixel);
        QList<TimeRange> holes;
        if (!m_incomplete && trace.columns().first().time - range().from > longest) {
            holes.append({longAgo, trace.columns().first().time});
        }
        for (const TracePause &pause : trace.pauses()) {
            holes.append({pause.from, pause.to});
        }
        const Instant end = endOf(trace.columns().last(), trace.interval(), pixel);
        if (!m_incomplete && range().to - end > longest) {
            holes.append({end, farAhead});
        }
        common = isFirst ? holes : commonHoles(common, holes);
        isFirst = false;
    }
    QList<ColumnSpan> spans;
    for (const TimeRange &hole : std::as_const(common)) {
        const auto edge = [&](Instant time) {
            const PixelGrid::Place place = m_grid.placeOf(time);
            return place.column + (place.within >= 0.5 ? 1 : 0);
        };
        // Too narrow for two sides and something between them; a live range ends a little ahead of its newest sample.
        const ColumnSpan span{edge(hole.from), edge(hole.to)};
        if (std::min(span.last, edge(range().to)) - span.first >= narrowestHole * std::lround(devicePixelRatioF())) {
            spans.append(span);
        }
    }
    ColumnSpan changed;
    for (const auto &[some, others] : {std::pair(spans, m_holes), std::pair(m_holes, spans)}) {
        for (const ColumnSpan &one : some) {
            if (!others.contains(one)) {
                changed.join(one);
            }
        }
    }
    m_holes = spans;
    return changed;
}

void TimePlot::tellReadout(bool atOnce)
{
    const bool isDue = atOnce || range().to < m_told || range().to - m_told >= readoutPause;
    if (!m_mustTell || !isDue) {
        return;
    }
    m_mustTell = false;
    m_told = range().to;
    if (!isTableShown() && !m_mustDraw && !m_isDeferred) {
        placeLabels();
    }
    if (QAccessible::isActive()) {
        describe(description());
    }
    Q_EMIT readoutChanged();
}

} // namespace stanforis
