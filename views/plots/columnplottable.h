// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/column.h"
#include "views/plots/plotseries.h"
#include "views/plots/qcustomplotheader.h"

#include <optional>

namespace stanforis {

/// How one trace is drawn; lengths are logical pixels.
struct TraceStyle
{
    QColor color;
    qreal width = 1;
    QList<qreal> dash;
    std::optional<PlotLimit> limit; ///< beyond it the trace is drawn again in `abnormalColor`
    QColor abnormalColor;
    qreal abnormalWidth = 1;
    qreal lastDot = 0; ///< diameter of the dot on the newest sample; 0 is none
};

/// The live trace inside QCustomPlot: one span per device pixel column from the lowest to the highest value in it.
/// Keys are seconds since 1970. The cost of a frame is the width of the plot, whatever the number of samples.
class ColumnPlottable final : public QCPAbstractPlottable
{
public:
    ColumnPlottable(QCPAxis *keyAxis, QCPAxis *valueAxis);

    void setColumns(QList<Column> columns, Duration interval);
    [[nodiscard]] const QList<Column> &columns() const { return m_columns; }
    [[nodiscard]] Duration interval() const { return m_interval; }
    void setStyle(TraceStyle style) { m_style = std::move(style); }
    [[nodiscard]] const TraceStyle &style() const { return m_style; }

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details) const override;
    QCPRange getKeyRange(bool &foundRange, QCP::SignDomain domain) const override;
    QCPRange getValueRange(bool &foundRange, QCP::SignDomain domain, const QCPRange &keyRange) const override;

protected:
    QRect clipRect() const override;
    void draw(QCPPainter *painter) override;
    void drawLegendIcon(QCPPainter *painter, const QRectF &rect) const override;

private:
    void drawLastDot(QCPPainter *painter) const;

    QList<Column> m_columns;
    Duration m_interval{};
    TraceStyle m_style;
};

/// QCustomPlot's key for an instant.
[[nodiscard]] double plotKey(Instant time);
[[nodiscard]] Instant plotInstant(double key);

} // namespace stanforis
