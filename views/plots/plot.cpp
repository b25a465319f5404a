// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plot.h"

#include "views/widgets/theme.h"

#include <algorithm>

namespace stanforis {
namespace {
const QList<qreal> forecastDash{3, 3};
const QList<qreal> referenceDash{2, 2};

/// Dashes are drawn as long as the line is thick: on a wall they are the same pattern.
QList<qreal> grown(QList<qreal> dash, const Theme &theme)
{
    const qreal scale = theme.density() == Density::Wall ? theme.metrics().plotLine : 1;
    for (qreal &length : dash) {
        length *= scale;
    }
    return dash;
}
} // namespace

Plot::Plot(const SeriesView &view, QWidget *parent)
    : ChartFace(parent)
    , m_view(view)
{}

void Plot::setSeries(QList<PlotSeries> series)
{
    if (m_series == series) {
        return;
    }
    m_series = std::move(series);
    structureChanged();
    refresh();
    Q_EMIT readoutChanged();
}

void Plot::setRange(TimeRange range)
{
    if (m_range == range) {
        return;
    }
    m_range = range;
    refresh();
}

void Plot::setZone(const QTimeZone &zone)
{
    if (m_zone == zone) {
        return;
    }
    m_zone = zone;
    structureChanged();
    refresh();
    Q_EMIT readoutChanged();
}

void Plot::setSeriesHidden(int index, bool hidden)
{
    QList<PlotSeries> series = m_series;
    if (index >= 0 && index < series.size()) {
        series[index].hidden = hidden;
        setSeries(std::move(series));
    }
}

void Plot::showOnly(int index)
{
    QList<PlotSeries> series = m_series;
    for (int at = 0; at < series.size(); ++at) {
        series[at].hidden = at != index;
    }
    setSeries(std::move(series));
}

void Plot::showAllSeries()
{
    QList<PlotSeries> series = m_series;
    for (PlotSeries &one : series) {
        one.hidden = false;
    }
    setSeries(std::move(series));
}

QColor Plot::seriesColor(int index) const
{
    const Theme theme = Theme::of(this);
    const auto measured =
        std::count_if(m_series.cbegin(), m_series.cend(), [](const PlotSeries &one) { return one.role == SeriesRole::Measured; });
    if (m_series.value(index).role == SeriesRole::Reference) {
        return theme.line().control;
    }
    if (dataState() == DataState::Disconnected) {
        return index % 2 == 0 ? theme.line().control : theme.line().strong;
    }
    const auto &colors = theme.plot().series;
    return measured <= 1 ? theme.plot().single : colors.at(index % colors.size());
}

QList<qreal> Plot::seriesDash(int index) const
{
    const Theme theme = Theme::of(this);
    switch (m_series.value(index).role) {
    case SeriesRole::Forecast:
        return grown(forecastDash, theme);
    case SeriesRole::Reference:
        return grown(referenceDash, theme);
    case SeriesRole::Measured:
        break;
    }
    const auto &dashes = theme.plot().seriesDash;
    return dashes.isEmpty() ? QList<qreal>{} : grown(dashes.at(index % dashes.size()), theme);
}

std::optional<Sample> Plot::newestSample(int index) const
{
    if (index < 0 || index >= m_series.size()) {
        return std::nullopt;
    }
    const SeriesKey &key = m_series.at(index).key;
    if (const auto sample = m_view.sampleAt(key, m_range.to)) {
        return sample;
    }
    // A live range may end a pixel after the newest sample, or long after it while nothing comes.
    const auto last = m_view.lastSample(key);
    return last && last->time <= m_range.to ? last : std::nullopt;
}

int Plot::worstSeries() const
{
    int worst = -1;
    for (int index = 0; index < m_series.size(); ++index) {
        const PlotSeries &one = m_series.at(index);
        const auto sample = newestSample(index);
        if (one.role != SeriesRole::Measured || one.hidden || !one.limit || !sample || !one.limit->isViolatedBy(sample->value)) {
            continue;
        }
        if (worst < 0 || one.limit->severity > m_series.at(worst).limit->severity) {
            worst = index;
        }
    }
    return worst;
}

} // namespace stanforis
