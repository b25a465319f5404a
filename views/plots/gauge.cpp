// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/gauge.h"

#include "views/plots/plottext.h"
#include "views/widgets/accessiblevalue.h"
#include "views/widgets/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanforis {

Gauge::Gauge(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleValue(this, {});
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setLayoutDirection(Qt::LeftToRight); // scales run from left to right, as those of plots
}

void Gauge::setMeasure(const PlotSeries &measure, double low, double high)
{
    if (m_measure == measure && m_low == low && m_high == high)
        return;
    m_measure = measure;
    m_low = low;
    m_high = std::max(high, std::nextafter(low, high + 1));
    tell();
    update();
}

void Gauge::setValue(std::optional<double> value)
{
    if (m_value == value)
        return;
    m_value = value;
    tell();
    update();
}

void Gauge::setDataState(DataState state)
{
    if (m_state == state)
        return;
    m_state = state;
    tell();
    update();
}

void Gauge::tell()
{
    QString text = m_value ? plottext::quantity(*m_value, m_measure.decimals, m_measure.unit) : tr("no value");
    if (m_value && m_measure.limit && m_measure.limit->isViolatedBy(*m_value))
        text += QStringLiteral(", ") + tr("beyond its limit: %1").arg(m_measure.limit->label);
    else if (m_value && m_measure.band)
        text += QStringLiteral(", ") + (*m_value >= m_measure.band->low && *m_value <= m_measure.band->high
                                            ? tr("in its normal range")
                                            : tr("out of its normal range"));
    if (m_state == DataState::Disconnected)
        text += QStringLiteral(", ") + tr("last value received");
    if (text == accessibleValue(this))
        return;
    setAccessibleValue(this, text);
    setToolTip(text);
}

QSize Gauge::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.space(10) + theme.space(6), theme.space(4)};
}

double Gauge::x(double value) const
{
    const double inset = Theme::of(this).space(1);
    return inset + std::clamp((value - m_low) / (m_high - m_low), 0.0, 1.0) * (width() - 2 * inset);
}

void Gauge::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        updateGeometry();
        update();
    }
}

void Gauge::paintEvent(QPaintEvent * /*event*/)
{
    const Theme theme = Theme::of(this);
    const bool isLive = m_state == DataState::Live;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double high = theme.space(1);
    const double top = height() - high - theme.stroke().hair;
    const QRectF scale(x(m_low), top, x(m_high) - x(m_low), high);
    painter.fillRect(scale, theme.line().normal);
    if (m_measure.band) {
        const double from = x(m_measure.band->low);
        painter.fillRect(QRectF(from, top, x(m_measure.band->high) - from, high), theme.line().strong);
    }
    if (m_measure.limit) {
        // Higher than the scale, so that it is seen without its colour.
        const double at = std::round(x(m_measure.limit->value));
        painter.fillRect(QRectF(at - 1, top - high / 2, theme.stroke().focus, high * 1.5 + theme.stroke().hair),
                         isLive ? theme.severity(m_measure.limit->severity).edge : theme.line().control);
    }
    if (!m_value)
        return;
    const bool isBeyond = isLive && m_measure.limit && m_measure.limit->isViolatedBy(*m_value);
    const double at = x(*m_value);
    const double half = theme.space(1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isBeyond ? theme.severity(m_measure.limit->severity).edge
                     : isLive ? theme.text().primary
                              : theme.text().stale);
    painter.drawPolygon(QPolygonF({{at, top + high / 2}, {at - half, top - half}, {at + half, top - half}}));
}

} // namespace stanforis
