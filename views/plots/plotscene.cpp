// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotscene.h"

#include "views/plots/plottext.h"
#include "views/widgets/severitymark.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanforis {
namespace {

QString words(const char *text) { return QCoreApplication::translate("TimePlot", text); }

/// Whether any trace passes through `box`.
bool isCrossed(const PlotScene &scene, const QRectF &box)
{
    for (const auto &columns : scene.columns) {
        for (const Column &column : columns) {
            const double x = scene.x(column.time);
            if (x >= box.left() && x <= box.right() && scene.y(column.minimum) >= box.top() &&
                scene.y(column.maximum) <= box.bottom()) {
                return true;
            }
        }
    }
    return false;
}

void paintLimitWords(QPainter &painter, const PlotScene &scene, const PlotSeries &series, double y)
{
    const PlotLimit &limit = *series.limit;
    const QFont font = scene.theme.font(TypeRole::Caption);
    const qreal line = scene.theme.lineHeight(TypeRole::Caption);
    const qreal gap = scene.theme.space(1);
    const qreal mark = scene.metrics.limitMark;
    const qreal inset = scene.theme.space(2);
    QRectF box(scene.area.left() + inset, 0, mark + gap * 1.5 + QFontMetricsF(font).horizontalAdvance(limit.label), line);
    const auto placed = [&](bool above) { return box.translated(0, above ? y - gap / 2 - line : y + gap / 2); };
    const bool wanted = limit.violation == LimitSide::Above;
    const auto fits = [&](const QRectF &at) {
        return at.top() >= scene.area.top() && at.bottom() <= scene.area.bottom() && !isCrossed(scene, at);
    };
    // At the start if there is room on either side of the limit, else where the lines leave room first.
    const qreal pace = scene.theme.space(10);
    QRectF best = placed(wanted);
    for (const QRectF start = box; box.right() <= scene.area.right(); box.translate(pace, 0)) {
        const bool here = fits(placed(wanted));
        if (here || fits(placed(!wanted))) {
            best = placed(here ? wanted : !wanted);
            break;
        }
        if (box.left() - start.left() > scene.area.width() / 2) {
            break;
        }
    }
    box = best;
    const QRectF markBox(box.left(), std::round(box.center().y() - mark / 2), mark, mark);
    paintSeverityMark(painter, markBox, limit.severity, series.acknowledged, scene.theme);
    painter.setFont(font);
    painter.setPen(scene.theme.severity(limit.severity).text);
    painter.drawText(box.adjusted(mark + gap * 1.5, 0, inset, 0), Qt::AlignVCenter | Qt::AlignLeft, limit.label);
}

} // namespace

double PlotScene::x(Instant time) const
{
    const double length = std::max(1.0, double(range.length().count()));
    return area.left() + double((time - range.from).count()) / length * area.width();
}

double PlotScene::y(double value) const
{
    return area.top() + (scale.upper - value) / (scale.upper - scale.lower) * area.height();
}

void paintNormalBand(QPainter &painter, const PlotScene &scene)
{
    const auto banded = std::find_if(scene.series.cbegin(), scene.series.cend(),
                                     [](const PlotSeries &series) { return series.band.has_value(); });
    if (banded == scene.series.cend()) {
        return;
    }
    const double top = std::clamp(scene.y(banded->band->high), scene.area.top(), scene.area.bottom());
    const double bottom = std::clamp(scene.y(banded->band->low), scene.area.top(), scene.area.bottom());
    const QRectF band(scene.area.left(), std::round(top), scene.area.width(), std::round(bottom) - std::round(top));
    painter.fillRect(band, scene.theme.plot().band);
    if (band.height() < scene.theme.lineHeight(TypeRole::Caption) || scene.state == DataState::Disconnected) {
        return;
    }
    painter.setFont(scene.theme.font(TypeRole::Caption));
    painter.setPen(scene.theme.plot().bandLabel);
    const qreal gap = scene.theme.space(1);
    painter.drawText(band.adjusted(gap, gap / 2, -gap, 0), Qt::AlignTop | Qt::AlignRight,
                     words(QT_TRANSLATE_NOOP("TimePlot", "normal band")));
}

void paintHoles(QPainter &painter, const PlotScene &scene)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QPen pen(scene.theme.plot().gapHatch, scene.metrics.hair);
    const QFont font = scene.theme.font(TypeRole::Caption);
    for (const TimeRange &hole : scene.holes) {
        const double left = std::round(scene.x(hole.from));
        const double right = std::round(scene.x(hole.to));
        if (right - left < 3) {
            continue; // two sides and nothing between them say nothing
        }
        const QRectF box(left, scene.area.top(), right - left, scene.area.height());
        painter.setClipRect(box);
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setPen(pen);
        const int pitch = scene.metrics.hatchPitch;
        for (double x = box.left() - box.height(); x < box.right(); x += pitch) {
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
        }
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.fillRect(QRectF(left, box.top(), scene.metrics.hair, box.height()), pen.color());
        painter.fillRect(QRectF(right - scene.metrics.hair, box.top(), scene.metrics.hair, box.height()), pen.color());
        if (box.width() < scene.metrics.labelledGap) {
            continue;
        }
        const QString label = words(QT_TRANSLATE_NOOP("TimePlot", "no data %1")).arg(plottext::length(hole.length()));
        const qreal wide = QFontMetricsF(font).horizontalAdvance(label) + scene.theme.space(4);
        const qreal high = scene.theme.lineHeight(TypeRole::Caption);
        const QRectF plate(std::round(box.center().x() - wide / 2), std::round(box.center().y() - high / 2), wide, high);
        painter.fillRect(plate, scene.theme.plot().background);
        painter.setFont(font);
        painter.setPen(scene.theme.plot().label);
        painter.drawText(plate, Qt::AlignCenter, label);
    }
    painter.restore();
}

void paintLimits(QPainter &painter, const PlotScene &scene)
{
    if (scene.state == DataState::Disconnected) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const PlotSeries &series : scene.series) {
        if (!series.limit || series.limit->value < scene.scale.lower || series.limit->value > scene.scale.upper) {
            continue;
        }
        const double y = std::floor(scene.y(series.limit->value));
        const QColor color = scene.theme.severity(series.limit->severity).edge;
        const qreal dash = scene.metrics.limitDash;
        for (qreal x = scene.area.left(); x < scene.area.right(); x += 2 * dash) {
            painter.fillRect(QRectF(x, y, std::min(dash, scene.area.right() - x), scene.metrics.hair), color);
        }
        if (!series.limit->label.isEmpty()) {
            paintLimitWords(painter, scene, series, y);
        }
    }
    painter.restore();
}

void paintTimeAxis(QPainter &painter, const PlotScene &scene)
{
    const QFont font = scene.theme.font(TypeRole::Caption);
    const QFontMetricsF measure(font);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QColor line = scene.theme.plot().axis;
    const qreal hair = scene.metrics.hair;
    const qreal bottom = scene.area.bottom();
    painter.fillRect(QRectF(scene.area.left(), bottom, scene.area.width(), hair), line);
    const int most = std::max(2, int(scene.area.width() / (measure.horizontalAdvance(QStringLiteral("00:00")) * 2.6)));
    const TimeScale scale = TimeScale::across(scene.range, std::min(most, 7));
    painter.setFont(font);
    for (qsizetype index = 0; index < scale.ticks.size(); ++index) {
        const Instant time = scale.ticks.at(index);
        const double x = std::round(scene.x(time));
        const bool isLast = index == scale.ticks.size() - 1 && time == scene.range.to;
        painter.fillRect(QRectF(isLast ? x - hair : x, bottom, hair, scene.metrics.tick), line);
        const QString text = plottext::tick(time, scale.step);
        const qreal wide = measure.horizontalAdvance(text);
        const qreal left = index == 0 ? x : isLast ? x - wide : x - wide / 2;
        painter.setPen(scene.theme.plot().label);
        painter.drawText(QRectF(std::round(left), bottom + scene.metrics.tick, wide + hair,
                                scene.metrics.margins.bottom() - scene.metrics.tick),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
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
        if (line.level && *line.level >= scene.scale.lower && *line.level <= scene.scale.upper) {
            painter.setPen(QPen(line.color, theme.stroke().icon));
            painter.setBrush(theme.plot().background);
            const qreal radius = scene.metrics.cursorRing / 2;
            painter.drawEllipse(QPointF(x + hair / 2, scene.y(*line.level)), radius, radius);
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
    painter.drawText(at, Qt::AlignLeft | Qt::AlignVCenter, plottext::clock(cursor));
    for (const CursorLine &line : lines) {
        at.translate(0, row);
        painter.fillRect(QRectF(at.left(), std::round(at.center().y()) - 1, dash, scene.metrics.legendDashHeight), line.color);
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
