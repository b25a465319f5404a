// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/plotpanel.h"

#include "views/plots/plotlegend.h"
#include "views/plots/plotscale.h"
#include "views/plots/timeplot.h"

#include <QEvent>
#include <QVBoxLayout>

namespace stanforis {

PlotSeries plotSeriesOf(const Measure &measure, bool limits)
{
    PlotSeries series{measure.key, measure.name, measure.unit, measure.decimals};
    if (!limits)
        return series;
    if (measure.normalLow && measure.normalHigh)
        series.band = NormalBand{*measure.normalLow, *measure.normalHigh};
    if (measure.limit) {
        const Limit &limit = *measure.limit;
        series.limit = PlotLimit{limit.value, limit.severity,
                                 limit.side == Limit::Side::Above ? LimitSide::Above : LimitSide::Below, limit.label};
    }
    return series;
}

PlotPanel::PlotPanel(const QString &title, const SeriesView &view, CursorLink *cursor, QWidget *parent)
    : Panel(title, parent)
    , m_plot(new TimePlot(view, this))
{
    m_plot->setCursorLink(cursor);
    m_plot->setAccessibleName(title);
    m_plot->setEmptyText(tr("No values in this time"));
    addAction(new PlotLegend(m_plot, this));
    body()->addWidget(m_plot);
    dressBody();
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
}

void PlotPanel::setMeasures(const QList<Measure> &measures)
{
    QList<PlotSeries> series;
    for (const Measure &measure : measures) {
        PlotSeries line = plotSeriesOf(measure);
        // The band of one line would be read as that of all.
        if (measures.size() > 1)
            line.band.reset();
        series.append(line);
    }
    m_plot->setSeries(series);
}

void PlotPanel::refresh(TimeRange range, bool isLive)
{
    const TimeRange shown = isLive ? onWholePixels(range, m_plot->widthInPixels()) : range;
    if (shown == m_plot->range())
        m_plot->refresh();
    else
        m_plot->setRange(shown);
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

void PlotPanel::setDisconnected(bool disconnected)
{
    m_plot->setDataState(disconnected ? DataState::Disconnected : DataState::Live);
}

} // namespace stanforis
