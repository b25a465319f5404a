// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/columnplottable.h"

#include "views/plots/linecut.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace stanforis {
namespace {

constexpr int bandOpacity = 70; // as in TraceRing
constexpr int doubtOpacity = 120;

QPen penOf(const QColor &color, qreal width, const QList<qreal> &dash)
{
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (!dash.isEmpty()) {
        QList<qreal> pattern; // QPen counts in pen widths
        for (const qreal part : dash) {
            pattern.append(part / std::max(width, 1.0));
        }
        pen.setDashPattern(pattern);
    }
    return pen;
}

} // namespace

double plotKey(Instant time) { return double(toMicroseconds(time)) / 1e6; }

Instant plotInstant(double key) { return fromMicroseconds(std::int64_t(std::llround(key * 1e6))); }

ColumnPlottable::ColumnPlottable(QCPAxis *keyAxis, QCPAxis *valueAxis)
    : QCPAbstractPlottable(keyAxis, valueAxis)
{
    setSelectable(QCP::stNone);
}

double ColumnPlottable::selectTest(const QPointF & /*pos*/, bool /*onlySelectable*/, QVariant * /*details*/) const
{
    return -1; // never selected: the cursor reads values out
}

QCPRange ColumnPlottable::getKeyRange(bool &foundRange, QCP::SignDomain /*domain*/) const
{
    const QList<Column> &columns = m_data.columns();
    foundRange = !columns.isEmpty();
    return foundRange ? QCPRange(plotKey(columns.first().time), plotKey(columns.last().time)) : QCPRange();
}

QCPRange ColumnPlottable::getValueRange(bool &foundRange, QCP::SignDomain /*domain*/, const QCPRange & /*keyRange*/) const
{
    foundRange = m_data.lowest() <= m_data.highest();
    return foundRange ? QCPRange(m_data.lowest(), m_data.highest()) : QCPRange();
}

QRect ColumnPlottable::clipRect() const
{
    const int reach = int(std::ceil(m_style.lastDot / 2)) + 1;
    return QCPAbstractPlottable::clipRect().adjusted(0, -reach, reach, reach);
}

QList<QPolygonF> ColumnPlottable::lines() const
{
    QList<QPolygonF> lines;
    const QList<Column> &columns = m_data.columns();
    bool isBroken = true;
    for (qsizetype index = 0; index < columns.size(); ++index) {
        const Column &column = columns.at(index);
        const std::optional<double> mean = m_style.kind == TraceKind::Band ? column.mean() : std::nullopt;
        isBroken = isBroken || m_data.isPauseAfter(index - 1) || (m_style.kind == TraceKind::Band && !mean);
        if (m_style.kind == TraceKind::Band && !mean) {
            continue; // where nobody knows it the area is without a line
        }
        if (std::exchange(isBroken, false)) {
            lines.append(QPolygonF());
        }
        QPolygonF &line = lines.last();
        const double key = plotKey(column.time);
        const auto add = [&](double value) {
            const QPointF at = coordsToPixels(key, value);
            if (line.isEmpty() || line.last() != at) {
                line.append(at);
            }
        };
        if (mean) {
            add(*mean);
            continue;
        }
        if (m_style.kind == TraceKind::Step && !line.isEmpty()) {
            line.append(QPointF(coordsToPixels(key, column.first).x(), line.last().y()));
        }
        add(column.first);
        add(column.minimum);
        add(column.maximum);
        add(column.last);
    }
    return lines;
}

QList<QPolygonF> ColumnPlottable::areas() const
{
    QList<QPolygonF> areas;
    const QList<Column> &columns = m_data.columns();
    qsizetype start = 0;
    for (qsizetype index = 0; index < columns.size(); ++index) {
        if (index + 1 < columns.size() && !m_data.isPauseAfter(index)) {
            continue;
        }
        QPolygonF area;
        for (qsizetype at = start; at <= index; ++at) {
            area.append(coordsToPixels(plotKey(columns.at(at).time), columns.at(at).maximum));
        }
        for (qsizetype at = index; at >= start; --at) {
            area.append(coordsToPixels(plotKey(columns.at(at).time), columns.at(at).minimum));
        }
        areas.append(area);
        start = index + 1;
    }
    return areas;
}

void ColumnPlottable::draw(QCPPainter *painter)
{
    if (m_data.columns().isEmpty()) {
        return;
    }
    painter->save();
    painter->setClipRect(mKeyAxis->axisRect()->rect());
    painter->setRenderHint(QPainter::Antialiasing);
    if (m_style.kind == TraceKind::Band) {
        QColor area = m_style.color;
        area.setAlpha(bandOpacity);
        painter->setPen(Qt::NoPen);
        painter->setBrush(area);
        for (const QPolygonF &one : areas()) {
            painter->drawPolygon(one);
        }
    }
    painter->setBrush(Qt::NoBrush);
    if (m_style.doubtWidth > 0) {
        drawDoubt(painter);
    }
    painter->setPen(penOf(m_style.color, m_style.width, m_style.dash));
    const QList<QPolygonF> all = lines();
    for (const QPolygonF &line : all) {
        for (const QPolygonF &part : lineWithin(line, mKeyAxis->axisRect()->rect())) {
            painter->drawPolyline(part);
        }
    }
    if (m_style.limit) {
        drawBeyondLimit(painter, all);
    }
    painter->restore();
    drawLastDot(painter);
}

void ColumnPlottable::drawDoubt(QCPPainter *painter) const
{
    const QList<Column> &columns = m_data.columns();
    const QRectF place = mKeyAxis->axisRect()->rect();
    for (std::size_t doubt = 0; doubt < m_style.doubt.size(); ++doubt) {
        const Quality quality = Quality(int(Quality::Minor) + int(doubt));
        QList<QPolygonF> runs;
        for (qsizetype index = 0; index < columns.size(); ++index) {
            const Column &column = columns.at(index);
            if (column.quality != quality) {
                continue;
            }
            const double x = coordsToPixels(plotKey(column.time), column.first).x();
            const auto at = [&](double value) { return QPointF(x, coordsToPixels(plotKey(column.time), value).y()); };
            const bool isJoined = index > 0 && !m_data.isPauseAfter(index - 1);
            if (!isJoined || columns.at(index - 1).quality != quality || runs.isEmpty()) {
                runs.append(QPolygonF());
                if (isJoined) {
                    const Column &before = columns.at(index - 1);
                    runs.last().append(coordsToPixels(plotKey(before.time), before.last));
                }
            }
            QPolygonF &run = runs.last();
            if (m_style.kind == TraceKind::Step && !run.isEmpty()) {
                run.append(QPointF(x, run.last().y()));
            }
            run << at(column.first) << at(column.minimum) << at(column.maximum) << at(column.last);
            if (run.size() == 4 && column.minimum == column.maximum) {
                run.append(run.last() + QPointF(1, 0)); // one sample alone is a pixel wide
            }
        }
        QColor color = m_style.doubt[doubt];
        color.setAlpha(doubtOpacity);
        painter->setPen(penOf(color, m_style.doubtWidth, m_style.doubtDash[doubt]));
        for (const QPolygonF &run : std::as_const(runs)) {
            for (const QPolygonF &part : lineWithin(run, place)) {
                painter->drawPolyline(part);
            }
        }
    }
}

void ColumnPlottable::drawBeyondLimit(QCPPainter *painter, const QList<QPolygonF> &lines) const
{
    const QRect place = mKeyAxis->axisRect()->rect();
    const double edge = coordsToPixels(mKeyAxis->range().lower, m_style.limit->value).y();
    const bool above = m_style.limit->violation == LimitSide::Above;
    const QRectF beyond = above ? QRectF(place.left(), place.top(), place.width(), edge - place.top())
                                : QRectF(place.left(), edge, place.width(), place.bottom() + 1 - edge);
    painter->setPen(penOf(m_style.abnormalColor, m_style.abnormalWidth, m_style.dash));
    for (const QPolygonF &line : lines) {
        for (const QPolygonF &part : lineWithin(line, beyond.intersected(QRectF(place)))) {
            painter->drawPolyline(part);
        }
    }
}

void ColumnPlottable::drawLastDot(QCPPainter *painter) const
{
    const Column &newest = m_data.columns().last();
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
