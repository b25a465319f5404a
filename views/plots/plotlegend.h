// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/plotseries.h"

#include <QList>
#include <QPointer>
#include <QWidget>

namespace stanforis {

class Plot;

/// For the end of a panel's header: a dash and name per series when there are several, and the last value: of the only
/// series, or of the one that is beyond its limit, with its mark. Disconnected: when the last value came. GUI thread.
class PlotLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit PlotLegend(Plot *plot, QWidget *parent = nullptr);

    /// All that is painted, in words.
    [[nodiscard]] QString summary() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A click on the name of one of several series: hide it or show it again; with Ctrl show no other.
    void toggleRequested(int series);
    void onlyRequested(int series);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Part;
    [[nodiscard]] QList<Part> parts() const;
    void follow();

    QPointer<Plot> m_plot;
    DataState m_state = DataState::Live;
    mutable QSize m_hint; ///< invalid: to be measured
};

} // namespace stanforis
