// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesview.h"
#include "views/plots/chartface.h"

#include <QColor>
#include <QList>
#include <QTimeZone>

namespace stanforis {

/// Series over a range of time: what pages see of a plot, whichever library draws it. GUI thread.
class Plot : public ChartFace
{
    Q_OBJECT

public:
    /// `view` must outlive the plot.
    explicit Plot(const SeriesView &view, QWidget *parent = nullptr);

    [[nodiscard]] const QList<PlotSeries> &series() const { return m_series; }
    void setSeries(QList<PlotSeries> series);
    [[nodiscard]] TimeRange range() const { return m_range; }
    void setRange(TimeRange range);
    /// Times are written in it; the workstation's at first.
    [[nodiscard]] const QTimeZone &zone() const { return m_zone; }
    void setZone(const QTimeZone &zone);
    /// Hides or shows a series again; its colour stays its own. Shown alone, all others are hidden.
    void setSeriesHidden(int index, bool hidden);
    void showOnly(int index);
    void showAllSeries();

    [[nodiscard]] const SeriesView &view() const { return m_view; }
    /// Colour and dash (on and off lengths, empty for solid) of one line in the present theme and state.
    [[nodiscard]] QColor seriesColor(int index) const;
    [[nodiscard]] QList<qreal> seriesDash(int index) const;
    /// The newest sample in the range.
    [[nodiscard]] std::optional<Sample> newestSample(int index) const;
    /// The measured series whose newest sample is beyond its limit, or -1.
    [[nodiscard]] int worstSeries() const;

protected:
    /// The series have changed, before the data is read again.
    virtual void structureChanged() = 0;

private:
    const SeriesView &m_view;
    QList<PlotSeries> m_series;
    TimeRange m_range;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
};

} // namespace stanforis
