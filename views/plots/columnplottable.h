// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/qcustomplotheader.h"
#include "views/plots/tracedata.h"
#include "views/plots/tracering.h"

namespace stanforis {

/// One series inside QCustomPlot: its data as columns of pixels, its style, and how it is drawn where lines are wanted and
/// not pixels, in exports. On the screen a TraceRing draws the same columns. Keys are seconds since 1970.
class ColumnPlottable final : public QCPAbstractPlottable
{
public:
    ColumnPlottable(QCPAxis *keyAxis, QCPAxis *valueAxis);

    [[nodiscard]] TraceData &data() { return m_data; }
    [[nodiscard]] const TraceData &data() const { return m_data; }
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
    /// Lines without a break between pauses.
    [[nodiscard]] QList<QPolygonF> lines() const;
    [[nodiscard]] QList<QPolygonF> areas() const;
    /// As TraceRing draws it: under the line, where values are not good.
    void drawDoubt(QCPPainter *painter) const;
    void drawBeyondLimit(QCPPainter *painter, const QList<QPolygonF> &lines) const;
    void drawLastDot(QCPPainter *painter) const;

    TraceData m_data;
    TraceStyle m_style;
};

/// QCustomPlot's key for an instant.
[[nodiscard]] double plotKey(Instant time);
[[nodiscard]] Instant plotInstant(double key);

} // namespace stanforis
