// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/plotpanel.h"

#include "views/plots/plotlegend.h"
#include "views/plots/timeplot.h"

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
        series.limit = PlotLimit{limit.value, limit.severity, limit.side == Limit::Side::Above ? LimitSide::Above : LimitSide::Below,
                                 limit.label};
    }
    return series;
}

PlotPanel::PlotPanel(const QString &title, const SeriesView &view, CursorLink *cursor, QWidget *parent)
    : Panel(title, parent), m_plot(new TimePlot(view, this))
{
    m_plot->setCursorLink(cursor);
    m_plot->setAccessibleName(title);
    m_plot->setEmptyText(tr("No values in this time"));
    addAction(new PlotLegend(m_plot, this));
    setEdgeToEdge(false);
    body()->addWidget(m_plot);
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

void PlotPanel::refresh(TimeRange range)
{
    m_plot->setRange(range);
    m_plot->refresh();
}

void PlotPanel::setDisconnected(bool disconnected)
{
    m_plot->setDataState(disconnected ? DataState::Disconnected : DataState::Live);
}

} // namespace stanforis
