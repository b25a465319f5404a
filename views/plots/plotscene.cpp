// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotscene.h"

#include "views/plots/numbertext.h"
#include "views/plots/plottext.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanforis {
double PlotScene::x(Instant time) const
{
    const double length = std::max(1.0, double(range.length().count()));
    return area.left() + double((time - range.from).count()) / length * area.width();
}

double PlotScene::y(double value, ValueAxis axis) const
{
    return area.top() + (1 - scaleOf(axis).shareOf(value)) * area.height();
}

Instant timeAxisMoment(TimeRange range)
{
    using namespace std::chrono_literals;
    const bool wholeSeconds = range.length() % Duration(2s) == Duration::zero(); // then all words change together
    const Duration step = wholeSeconds ? Duration(1s) : Duration(100ms);
    return Instant(range.from.time_since_epoch() / step * step);
}

void paintTimeAxis(QPainter &painter, const PlotScene &scene)
{
    const QFont font = scene.theme.font(TypeRole::Caption);
    const NumberText &numbers = NumberText::of(font);
    painter.save();
    painter.setFont(font);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QColor line = scene.theme.plot().axis;
    const qreal hair = scene.metrics.hair;
    const qreal bottom = scene.area.bottom();
    painter.fillRect(QRectF(scene.area.left(), bottom, scene.area.width(), hair), line);
    const int most = std::max(2, int(scene.area.width() / (numbers.width(QStringLiteral("00:00")) * 2.6)));
    const TimeScale scale = TimeScale::across(scene.range, std::min(most, 7));
    for (qsizetype index = 0; index < scale.ticks.size(); ++index) {
        const Instant time = scale.ticks.at(index);
        const double x = std::round(scene.x(time));
        const bool isLast = index == scale.ticks.size() - 1 && time == scene.range.to;
        painter.fillRect(QRectF(isLast ? x - hair : x, bottom, hair, scene.metrics.tick), line);
        const QString text = plottext::tick(time - scene.ahead, scale.step, scene.zone);
        const qreal wide = numbers.width(text);
        const qreal left = index == 0 ? x : isLast ? x - wide : x - wide / 2;
        painter.setPen(scene.theme.plot().label);
        numbers.paint(painter,
                      QRectF(std::round(left), bottom + scene.metrics.tick, wide + hair,
                             scene.metrics.margins.bottom() - scene.metrics.tick),
                      Qt::AlignLeft, text);
    }
    painter.restore();
}

void paintCursor(QPainter &painter, const PlotScene &scene, Instant cursor, const QList<CursorLine> &lines)
{
    const Theme &theme = scene.theme;
    const double x = std::round(scene.x(cursor));
    const qreal hair = scene.metrics.hair;
    painter.save();
    painter.fillRect(QRectF(x, scene.area.top(), hair, scene.area.height()), theme.plot().cursor);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QFont label = theme.font(TypeRole::Caption);
    QFont value = label;
    value.setWeight(theme.font(TypeRole::Strong).weight());
    qreal labels = 0;
    qreal values = 0;
    for (const CursorLine &line : lines) {
        labels = std::max(labels, QFontMetricsF(label).horizontalAdvance(line.label));
        values = std::max(values, QFontMetricsF(value).horizontalAdvance(line.value));
        const ValueScale &scale = scene.scaleOf(line.axis);
        if (line.level && *line.level >= scale.lower && *line.level <= scale.upper) {
            painter.setPen(QPen(line.color, theme.stroke().icon));
            painter.setBrush(theme.plot().background);
            const qreal radius = scene.metrics.cursorRing / 2;
            painter.drawEllipse(QPointF(x + hair / 2, scene.y(*line.level, line.axis)), radius, radius);
        }
    }
    const qreal pad = theme.space(2);
    const qreal row = theme.lineHeight(TypeRole::Caption);
    const qreal dash = scene.metrics.legendDash * 0.75;
    const qreal wide = std::ceil(pad * 2 + dash + pad + labels + pad + values);
    const qreal high = row * qreal(lines.size() + 1) + pad;
    const bool toTheLeft = x - scene.area.left() > scene.area.right() - x;
    const qreal left = toTheLeft ? x - scene.metrics.cursorGap - wide : x + hair + scene.metrics.cursorGap;
    const QRectF box(left, scene.area.top(), wide, high);
    painter.setPen(QPen(theme.line().strong, hair));
    painter.setBrush(theme.surface().sheet);
    painter.drawRoundedRect(box.adjusted(hair / 2, hair / 2, -hair / 2, -hair / 2), theme.radius(), theme.radius());
    QRectF at(box.left() + pad, box.top() + pad / 2, wide - 2 * pad, row);
    painter.setFont(label);
    painter.setPen(theme.text().secondary);
    painter.drawText(at, Qt::AlignLeft | Qt::AlignVCenter, plottext::clock(cursor, scene.zone));
    for (const CursorLine &line : lines) {
        at.translate(0, row);
        painter.fillRect(QRectF(at.left(), std::round(at.center().y()) - scene.metrics.legendDashHeight / 2, dash,
                                scene.metrics.legendDashHeight),
                         line.color);
        painter.setFont(label);
        painter.setPen(theme.text().secondary);
        painter.drawText(at.adjusted(dash + pad, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, line.label);
        painter.setFont(value);
        painter.setPen(theme.text().primary);
        painter.drawText(at, Qt::AlignRight | Qt::AlignVCenter, line.value);
    }
    painter.restore();
}

void paintEmptyText(QPainter &painter, const PlotScene &scene, const QString &text)
{
    painter.setFont(scene.theme.font(TypeRole::Label));
    painter.setPen(scene.theme.text().tertiary);
    painter.drawText(scene.area, Qt::AlignCenter | Qt::TextWordWrap, text);
}

} // namespace stanforis
