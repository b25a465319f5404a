// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/columnplottable.h"

#include "views/plots/columngaps.h"
#include "views/plots/spanraster.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stanforis {

double plotKey(Instant time) { return double(toMicroseconds(time)) / 1e6; }

Instant plotInstant(double key) { return fromMicroseconds(std::int64_t(std::llround(key * 1e6))); }

ColumnPlottable::ColumnPlottable(QCPAxis *keyAxis, QCPAxis *valueAxis)
    : QCPAbstractPlottable(keyAxis, valueAxis)
{
    setSelectable(QCP::stNone);
}

void ColumnPlottable::setColumns(QList<Column> columns, Duration interval)
{
    m_columns = std::move(columns);
    m_interval = interval;
}

double ColumnPlottable::selectTest(const QPointF & /*pos*/, bool /*onlySelectable*/, QVariant * /*details*/) const
{
    return -1; // never selected: the cursor reads values out
}

QCPRange ColumnPlottable::getKeyRange(bool &foundRange, QCP::SignDomain /*domain*/) const
{
    foundRange = !m_columns.isEmpty();
    return foundRange ? QCPRange(plotKey(m_columns.first().time), plotKey(m_columns.last().time)) : QCPRange();
}

QCPRange ColumnPlottable::getValueRange(bool &foundRange, QCP::SignDomain /*domain*/, const QCPRange &keyRange) const
{
    double lowest = std::numeric_limits<double>::max();
    double highest = std::numeric_limits<double>::lowest();
    foundRange = false;
    for (const Column &column : m_columns) {
        if (keyRange == QCPRange() || keyRange.contains(plotKey(column.time))) {
            lowest = std::min(lowest, column.minimum);
            highest = std::max(highest, column.maximum);
            foundRange = true;
        }
    }
    return foundRange ? QCPRange(lowest, highest) : QCPRange();
}

QRect ColumnPlottable::clipRect() const
{
    const int reach = int(std::ceil(m_style.lastDot / 2)) + 1;
    return QCPAbstractPlottable::clipRect().adjusted(0, -reach, reach, reach);
}

void ColumnPlottable::draw(QCPPainter *painter)
{
    const QRect place = mKeyAxis->axisRect()->rect();
    const double scale = painter->device()->devicePixelRatioF();
    QImage image(QSizeF(QSizeF(place.size()) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    if (m_columns.isEmpty() || image.isNull()) {
        return;
    }
    image.fill(Qt::transparent);
    const QCPRange keys = mKeyAxis->range();
    const QCPRange values = mValueAxis->range();
    const auto column = [&](Instant time) { return (plotKey(time) - keys.lower) / keys.size() * image.width(); };
    const auto row = [&](double value) { return (values.upper - value) / values.size() * image.height(); };
    const auto pixel = Duration(std::int64_t(keys.size() * 1e6 / std::max(1, image.width())));

    SpanRaster raster(image.width());
    const Column *previous = nullptr;
    for (const Column &one : std::as_const(m_columns)) {
        const double x = column(one.time);
        raster.addExtent(x, row(one.maximum), row(one.minimum));
        if (previous != nullptr && !isHole(*previous, one, m_interval, pixel)) {
            raster.addSegment(column(previous->time), row(previous->last), x, row(one.first));
        }
        previous = &one;
    }
    QList<qreal> dash = m_style.dash;
    for (qreal &part : dash) {
        part *= scale;
    }
    raster.paint(image, m_style.width * scale, m_style.color, {0, image.height()}, dash);
    if (m_style.limit) {
        const int edge = int(std::lround(std::clamp(row(m_style.limit->value), 0.0, double(image.height()))));
        const bool above = m_style.limit->violation == LimitSide::Above;
        raster.paint(image, m_style.abnormalWidth * scale, m_style.abnormalColor,
                     above ? SpanRaster::Rows{0, edge} : SpanRaster::Rows{edge, image.height()}, dash);
    }
    image.setDevicePixelRatio(scale);
    painter->drawImage(place.topLeft(), image);
    drawLastDot(painter);
}

void ColumnPlottable::drawLastDot(QCPPainter *painter) const
{
    const Column &newest = m_columns.last();
    if (m_style.lastDot <= 0 || !mKeyAxis->range().contains(plotKey(newest.time))) {
        return;
    }
    const bool abnormal = m_style.limit && m_style.limit->isViolatedBy(newest.last);
    const QPointF centre = coordsToPixels(plotKey(newest.time), newest.last);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(abnormal ? m_style.abnormalColor : m_style.color);
    painter->drawEllipse(centre, m_style.lastDot / 2, m_style.lastDot / 2);
    painter->restore();
}

void ColumnPlottable::drawLegendIcon(QCPPainter *painter, const QRectF &rect) const { painter->fillRect(rect, m_style.color); }

} // namespace stanforis
