// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/plotscale.h"
#include "views/plots/qcustomplotheader.h"

#include <functional>

namespace stanforis {

/// Lets a plain function paint on a layer of QCustomPlot, unclipped, so that labels beside the plot are possible.
class PaintedLayerable final : public QCPLayerable
{
public:
    using Paint = std::function<void(QCPPainter &)>;
    PaintedLayerable(QCustomPlot *plot, const QString &layer, Paint paint)
        : QCPLayerable(plot, layer)
        , m_paint(std::move(paint))
    {}

protected:
    void applyDefaultAntialiasingHint(QCPPainter *painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter *painter) override { m_paint(*painter); }
    QRect clipRect() const override { return mParentPlot->viewport(); }

private:
    Paint m_paint;
};

/// Ticks that were chosen elsewhere, with decimals that tell them apart.
class FixedTicker final : public QCPAxisTicker
{
public:
    void setScale(const ValueScale &scale) { m_scale = scale; }

protected:
    QVector<double> createTickVector(double step, const QCPRange &range) override;
    int getSubTickCount(double step) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    ValueScale m_scale;
};

} // namespace stanforis
