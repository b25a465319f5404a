// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "views/plots/plotseries.h"
#include "views/widgets/panel.h"

namespace stanforis {

class CursorLink;
class SeriesView;
class TimePlot;

/// A measure as a line of a plot. With `limits` false neither band nor limit is drawn: the scale belongs to several lines.
[[nodiscard]] PlotSeries plotSeriesOf(const Measure &measure, bool limits = true);

/// A titled panel with one time plot and its legend. GUI thread.
class PlotPanel final : public Panel
{
    Q_OBJECT

public:
    /// `view` and `cursor` must outlive the panel.
    PlotPanel(const QString &title, const SeriesView &view, CursorLink *cursor, QWidget *parent = nullptr);

    void setMeasures(const QList<Measure> &measures);
    /// Takes newest data for the range; a live one moves by whole pixels.
    void refresh(TimeRange range, bool isLive);
    void setDisconnected(bool disconnected);
    [[nodiscard]] TimePlot *plot() const { return m_plot; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void dressBody();

    TimePlot *m_plot;
    QMargins m_bodyMargins;
};

} // namespace stanforis
