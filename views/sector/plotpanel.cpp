// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/plotpanel.h"

#include "models/telemetry/timecontext.h"
#include "views/plots/cursorlink.h"
#include "views/plots/plotfigures.h"
#include "views/plots/plotlegend.h"
#include "views/plots/plotscale.h"
#include "views/plots/plottools.h"
#include "views/plots/timeplot.h"
#include "views/widgets/button.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr qint64 longestWait = 3000; // milliseconds; what is not there by then is missing
constexpr int usualSeries = 3;
constexpr int leastPlot = 125; // figures come by themselves where this much is left of the plot

TraceKind kindOf(Drawing drawing)
{
    switch (drawing) {
    case Drawing::Steps:
        return TraceKind::Step;
    case Drawing::Band:
        return TraceKind::Band;
    case Drawing::Line:
        break;
    }
    return TraceKind::Line;
}

} // namespace

PlotSeries plotSeriesOf(const Measure &measure, bool limits)
{
    PlotSeries series{measure.key, measure.name, measure.unit, measure.decimals};
    series.kind = kindOf(measure.drawing);
    if (!limits)
        return series;
    if (measure.normalLow && measure.normalHigh)
        series.band = NormalBand{*measure.normalLow, *measure.normalHigh};
    if (measure.limit) {
        const Limit &limit = *measure.limit;
        series.limit =
            PlotLimit{limit.value, limit.severity, limit.side == Limit::Side::Above ? LimitSide::Above : LimitSide::Below,
                      limit.label, limit.shaded};
    }
    return series;
}

PlotPanel::PlotPanel(const QString &title, const SeriesView &view, CursorLink *cursor, QWidget *parent)
    : Panel(title, parent)
    , m_plot(new TimePlot(view, this))
    , m_rejoin(makeButton(tr("Rejoin"), ButtonKind::Quiet, this, ButtonSize::Small))
{
    m_plot->setAccessibleName(title);
    build(cursor);
    dressBody();
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
}

PlotPanel::~PlotPanel() = default;

void PlotPanel::build(CursorLink *cursor)
{
    m_plot->setCursorLink(cursor);
    m_plot->setEmptyText(tr("No values in this time"));
    m_tools = new PlotTools(m_plot);
    m_figures = new PlotFigures(m_plot, this);
    m_rejoin->setObjectName(u"plot-rejoin"_s);
    m_rejoin->setToolTip(tr("This plot has a range of its own; follow the page again (O)"));
    m_rejoin->hide();
    auto *legend = new PlotLegend(m_plot, this);
    addAction(m_rejoin);
    addAction(legend);
    body()->addWidget(m_plot, 1);
    body()->addWidget(m_figures);
    setBodySpacing(0);
    m_figures->hide();
    connect(m_rejoin, &QPushButton::clicked, this, [this] { setOwnRange(false); });
    connect(m_tools, &PlotTools::menuRequested, this, &PlotPanel::showMenu);
    connect(m_tools, &PlotTools::saveRequested, this, &PlotPanel::saveRequested);
    connect(m_tools, &PlotTools::ownRangeToggleRequested, this, [this] { setOwnRange(!hasOwnRange()); });
    connect(m_tools, &PlotTools::figuresToggleRequested, this, [this] {
        m_figuresWanted = m_figures->isHidden();
        placeFigures();
    });
    connect(m_tools, &PlotTools::logarithmicToggleRequested, this, [this] { setLogarithmic(!m_logarithmic); });
    connect(m_tools, &PlotTools::nextKindRequested, this, [this] { drawAs(nextKind()); });
    connect(m_tools, &PlotTools::noteRequested, this, &PlotPanel::askForNote);
    connect(m_plot, &ChartFace::readoutChanged, this, &PlotPanel::showScale);
    connect(m_figures, &PlotFigures::toggleRequested, m_tools, &PlotTools::toggleSeries);
    connect(m_figures, &PlotFigures::onlyRequested, m_tools, &PlotTools::toggleOnly);
    connect(legend, &PlotLegend::toggleRequested, m_tools, &PlotTools::toggleSeries);
    connect(legend, &PlotLegend::onlyRequested, m_tools, &PlotTools::toggleOnly);
    connect(m_plot, &ChartFace::tableShownChanged, this, &PlotPanel::placeFigures);
}

void PlotPanel::setTime(TimeContext &time)
{
    m_common = &time;
    m_own.reset();
    m_tools->setTime(&time);
    connect(&time, &TimeContext::zoneChanged, this, &PlotPanel::followZone);
    followZone();
}

void PlotPanel::followZone() { m_plot->setZone(m_common->zone()); }

void PlotPanel::setOwnRange(bool own)
{
    if (own == hasOwnRange() || !m_common)
        return;
    m_tools->setTime(nullptr);
    m_own = own ? m_common->detach() : nullptr;
    m_tools->setTime(own ? m_own.get() : m_common);
    if (own) {
        connect(m_own.get(), &TimeContext::changed, this, [this] {
            refresh(m_own->range(), m_own->isLive());
            Q_EMIT ownRangeChanged();
        });
    }
    if (!own && m_rejoin->hasFocus())
        m_plot->setFocus(Qt::OtherFocusReason);
    m_rejoin->setVisible(own);
    m_rejoin->setAccessibleName(tr("%1: follow the range of the page again").arg(m_plot->accessibleName()));
    refresh(m_common->range(), m_common->isLive());
    Q_EMIT ownRangeChanged();
}

TimeRange PlotPanel::shownRange() const
{
    if (m_own)
        return m_own->range();
    return m_common ? m_common->range() : m_plot->range();
}

QList<SeriesKey> PlotPanel::shownSeries() const
{
    QList<SeriesKey> keys;
    for (const PlotSeries &one : m_plot->series())
        keys.append(one.key);
    return keys;
}

QList<KeyHelp> PlotPanel::keys()
{
    QList<KeyHelp> keys;
    for (const PlotTools::Key &key : PlotTools::keys())
        keys.append({key.keys, key.what});
    return keys;
}

void PlotPanel::forgetMarks() { m_tools->clearMarks(); }

void PlotPanel::setEvents(const QList<TimeEvent> &events) { m_tools->setEvents(events); }

void PlotPanel::setMeasures(const QList<Measure> &measures, const QList<SeriesKey> &secondAxis)
{
    const QList<PlotSeries> &before = m_plot->series();
    if (!std::ranges::equal(before, measures, {}, &PlotSeries::key, &Measure::key)) {
        m_kind.reset();
        setLogarithmic(false);
    }
    QList<PlotSeries> series;
    bool isShaded = false;
    for (const Measure &measure : measures) {
        PlotSeries line = plotSeriesOf(measure);
        // The band of one line would be read as that of all, and one tint over another as a worse state.
        if (measures.size() > 1)
            line.band.reset();
        if (line.limit)
            line.limit->shaded = line.limit->shaded && !std::exchange(isShaded, isShaded || line.limit->shaded);
        line.axis = secondAxis.contains(measure.key) ? ValueAxis::Second : ValueAxis::First;
        line.kind = m_kind.value_or(line.kind);
        series.append(line);
    }
    for (qsizetype place = 0; place < std::min(before.size(), series.size()); ++place)
        series[place].hidden = before.at(place).hidden && before.at(place).key == series.at(place).key;
    m_plot->setSeries(series);
    showScale();
    placeFigures();
}

void PlotPanel::setSubtitle(const QString &subtitle)
{
    m_subtitle = subtitle;
    showScale();
}

void PlotPanel::setLogarithmic(bool logarithmic)
{
    m_logarithmic = logarithmic;
    m_plot->setLogarithmic(ValueAxis::First, logarithmic);
    m_plot->setLogarithmic(ValueAxis::Second, logarithmic);
    showScale();
}

void PlotPanel::drawAs(TraceKind kind)
{
    m_kind = kind;
    QList<PlotSeries> series = m_plot->series();
    for (PlotSeries &line : series)
        line.kind = kind;
    m_plot->setSeries(series);
    showScale();
}

std::optional<TraceKind> PlotPanel::drawnAs() const
{
    const QList<PlotSeries> &series = m_plot->series();
    const auto isOther = [&](const PlotSeries &line) { return line.kind != series.first().kind; };
    return series.isEmpty() || std::ranges::any_of(series, isOther) ? std::nullopt : std::optional(series.first().kind);
}

TraceKind PlotPanel::nextKind() const
{
    const auto now = drawnAs();
    return now == TraceKind::Line ? TraceKind::Step : now == TraceKind::Step ? TraceKind::Band : TraceKind::Line;
}

void PlotPanel::askForNote()
{
    if (const auto cursor = m_plot->cursorLink()->cursor())
        Q_EMIT noteRequested(*cursor);
}

/// A scale that is not the usual one, and what a band's line is, stand where the unit stands.
void PlotPanel::showScale()
{
    QStringList parts;
    if (!m_subtitle.isEmpty())
        parts.append(m_subtitle);
    if (m_logarithmic)
        parts.append(m_plot->canBeLogarithmic(ValueAxis::First) && m_plot->canBeLogarithmic(ValueAxis::Second)
                         ? tr("logarithmic")
                         : tr("not logarithmic: there are values of zero or less"));
    if (std::ranges::any_of(m_plot->series(), [](const PlotSeries &line) { return line.kind == TraceKind::Band; }))
        parts.append(tr("band: lowest to highest, line: mean"));
    const QString text = parts.join(QStringLiteral(" · "));
    if (std::exchange(m_shownSubtitle, text) != text)
        Panel::setSubtitle(text);
}

void PlotPanel::refresh(TimeRange range, bool isLive)
{
    if (m_own) {
        range = m_own->range();
        isLive = m_own->isLive();
    }
    const TimeRange shown = isLive ? onWholePixels(range, m_plot->stepsAcross()) : range;
    if (isLive && !m_live.isDue(*m_plot, shown) && !m_sinceJump.isValid())
        return;
    followCoverage(shown);
    followRange(*m_plot, shown, range);
    m_figures->refresh();
}

void PlotPanel::followCoverage(TimeRange shown)
{
    const TimeRange before = m_plot->range();
    const bool jumped = shown.length() != before.length() || shown.from < before.from || shown.from > before.to;
    if (m_coverage && jumped)
        m_sinceJump.start();
    if (!m_sinceJump.isValid())
        return;
    const QList<SeriesKey> keys = shownSeries();
    const bool waits = !m_sinceJump.hasExpired(longestWait) &&
                       std::ranges::any_of(keys, [&](const SeriesKey &key) { return !m_coverage(key, shown); });
    if (!waits)
        m_sinceJump.invalidate();
    m_plot->setIncomplete(waits);
}

void PlotPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    placeFigures();
}

void PlotPanel::placeFigures()
{
    const Theme theme = Theme::of(this);
    // The same answer for all plots of a row, however many series each has.
    const int rows = std::max(m_figures->neededHeight(), usualSeries * (theme.lineHeight(TypeRole::Caption) + theme.space(1)));
    const int plot = height() - theme.metrics().panelHeader - rows;
    const bool room = theme.density() == Density::Desk && plot >= leastPlot;
    const bool shown = m_figuresWanted.value_or(room) && !m_plot->isTableShown() && !m_plot->series().isEmpty();
    if (shown != m_figures->isHidden())
        return;
    m_figures->setVisible(shown);
    if (shown)
        m_figures->refresh();
}

void PlotPanel::changeEvent(QEvent *event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        dressBody();
}

void PlotPanel::dressBody()
{
    // The margins of a plot count from the panel's edge; compact leaves its values a little more room.
    const Theme theme = Theme::of(this);
    const bool desk = theme.density() == Density::Desk;
    const QMargins wanted(desk ? 0 : theme.space(2), 0, 0, theme.space(1));
    if (wanted != m_bodyMargins) {
        m_bodyMargins = wanted;
        setBodyMargins(wanted);
    }
}

void PlotPanel::setMirrorWidth(int pixels)
{
    if (std::exchange(m_mirrorWidth, pixels) != pixels)
        Q_EMIT mirrorWidthChanged();
}

int PlotPanel::drawnWidth() const { return std::max(m_plot->widthInPixels(), m_mirrorWidth); }

void PlotPanel::setDisconnected(bool disconnected)
{
    m_plot->setDataState(disconnected ? DataState::Disconnected : DataState::Live);
}

} // namespace stanforis
