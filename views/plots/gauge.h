// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/plotseries.h"

#include <QWidget>

namespace stanforis {

/// A small lying scale with a pointer: where a value is between the ends of its scale, in its normal range, or beyond its limit.
/// Grey while it is not beyond the limit, and without a hue while disconnected. The value is told to screen readers. GUI thread.
class Gauge final : public QWidget
{
    Q_OBJECT

public:
    explicit Gauge(QWidget *parent = nullptr);

    /// Whose value it is, with normal range and limit, and the ends of the scale.
    void setMeasure(const PlotSeries &measure, double low, double high);
    /// None: nothing is known, and the scale has no pointer.
    void setValue(std::optional<double> value);
    void setDataState(DataState state);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] double x(double value) const;
    void tell();

    PlotSeries m_measure;
    double m_low = 0;
    double m_high = 1;
    std::optional<double> m_value;
    DataState m_state = DataState::Live;
};

} // namespace stanforis
