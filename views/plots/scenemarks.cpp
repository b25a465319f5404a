// SPDX-License-Identifier: GPL-3.0-or-later
// What gives the values of a time plot their meaning: normal band, limits, holes.
#include "views/plots/plotscene.h"

#include "views/plots/laidtext.h"
#include "views/plots/plottext.h"
#include "views/widgets/severitymark.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanforis {
namespace {

QString sceneWords(const char *text) { return QCoreApplication::translate("TimePlot", text); }

/// Whether any trace passes through `box`.
bool isCrossed(const PlotScene &scene, const QRectF &box)
{
    for (qsizetype index = 0; index < scene.columns.size(); ++index) {
        const QList<Column> &columns = scene.columns.at(index);
        const ValueAxis axis = scene.series.at(index).axis;
        const auto share = [&](double x) {
            return scene.range.from +
                   Duration(std::llround((x - scene.area.left()) / scene.area.width() * double(scene.range.length().count())));
        };
        const auto from = std::lower_bound(columns.cbegin(), columns.cend(), share(box.left()),
                                           [](const Column &column, Instant time) { return column.time < time; });
        const Instant to = share(box.right());
        for (auto column = from; column != columns.cend() && column->time <= to; ++column) {
            if (scene.y(column->minimum, axis) >= box.top() && scene.y(column->maximum, axis) <= box.bottom()) {
                return true;
            }
        }
    }
    return false;
}

QString lengthOf(const TimeRange &hole)
{
    return sceneWords(QT_TRANSLATE_NOOP("TimePlot", "no data %1")).arg(plottext::length(hole.length()));
}

/// What is painted over a hole: its sides where the plot ends, and the plate that says how long it is; empty where there is none.
struct HoleMarks
{
    QRectF start;
    QRectF end;
    QRectF plate;
};

HoleMarks marksOf(const PlotScene &scene, const TimeRange &hole)
{
    HoleMarks marks;
    const double left = std::round(scene.x(hole.from));
    const double right = std::round(scene.x(hole.to));
    if (right - left < 3) {
        return marks;
    }
    const qreal hair = scene.metrics.hair;
    if (hole.from == scene.range.from) {
        marks.start = {left, scene.area.top(), hair, scene.area.height()};
    }
    if (hole.to == scene.range.to) {
        marks.end = {right - hair, scene.area.top(), hair, scene.area.height()};
    }
    if (right - left >= scene.metrics.labelledGap) {
        const qreal wide = laidtext::width(scene.theme.font(TypeRole::Caption), lengthOf(hole)) + scene.theme.space(4);
        const qreal high = scene.theme.lineHeight(TypeRole::Caption);
        marks.plate = {std::round((left + right) / 2 - wide / 2), std::round(scene.area.center().y() - high / 2), wide, high};
    }
    return marks;
}

/// So much of a trace is seen through words that stand on it: enough to follow it, little enough to read them.
constexpr float plateStrength = 0.8F;

void paintPlate(QPainter &painter, const PlotScene &scene, const QRectF &plate)
{
    QColor color = scene.theme.plot().background;
    color.setAlphaF(plateStrength);
    painter.fillRect(plate, color);
}

QString bandText() { return sceneWords(QT_TRANSLATE_NOOP("TimePlot", "normal band")); }

} // namespace

QRectF normalBand(const PlotScene &scene)
{
    const auto banded = std::find_if(scene.series.cbegin(), scene.series.cend(),
                                     [](const PlotSeries &series) { return series.band.has_value(); });
    if (banded == scene.series.cend()) {
        return {};
    }
    const double top = std::clamp(scene.y(banded->band->high, banded->axis), scene.area.top(), scene.area.bottom());
    const double bottom = std::clamp(scene.y(banded->band->low, banded->axis), scene.area.top(), scene.area.bottom());
    return {scene.area.left(), std::round(top), scene.area.width(), std::round(bottom) - std::round(top)};
}

QRectF normalBandWords(const PlotScene &scene)
{
    const QRectF band = normalBand(scene);
    const qreal line = scene.theme.lineHeight(TypeRole::Caption);
    if (band.height() < line || scene.state == DataState::Disconnected || !hasRoomForWords(scene)) {
        return {};
    }
    const qreal gap = scene.theme.space(1);
    const qreal wide = std::ceil(laidtext::width(scene.theme.font(TypeRole::Caption), bandText()));
    return {band.right() - gap - wide, band.top() + gap / 2, wide, line};
}

QRectF wordsPlate(const PlotScene &scene, const QRectF &words)
{
    const qreal gap = scene.theme.space(1) / 2.0;
    return isCrossed(scene, words) ? words.adjusted(-gap, 0, gap, 0) : QRectF();
}

QRectF limitShade(const PlotScene &scene, const PlotSeries &series)
{
    if (!series.limit || !series.limit->shaded || scene.state == DataState::Disconnected) {
        return {};
    }
    const double edge = std::round(std::clamp(scene.y(series.limit->value, series.axis), scene.area.top(), scene.area.bottom()));
    const bool above = series.limit->violation == LimitSide::Above;
    return above ? QRectF(scene.area.left(), scene.area.top(), scene.area.width(), edge - scene.area.top())
                 : QRectF(scene.area.left(), edge, scene.area.width(), scene.area.bottom() - edge);
}

bool isLimitShown(const PlotScene &scene, const PlotSeries &series)
{
    const ValueScale &scale = scene.scaleOf(series.axis);
    return scene.state != DataState::Disconnected && series.limit && series.limit->value >= scale.lower &&
           series.limit->value <= scale.upper;
}

bool hasRoomForWords(const PlotScene &scene) { return scene.theme.density() != Density::Wall; }

QRectF limitWords(const PlotScene &scene, const PlotSeries &series, const QList<QRectF> &taken)
{
    const PlotLimit &limit = *series.limit;
    const double y = std::floor(scene.y(limit.value, series.axis));
    const qreal line = scene.theme.lineHeight(TypeRole::Caption);
    const qreal gap = scene.theme.space(1);
    const qreal wide = scene.metrics.limitMark + gap * 1.5 + laidtext::width(scene.theme.font(TypeRole::Caption), limit.label);
    QRectF box(scene.area.left() + scene.theme.space(2), 0, wide, line);
    const auto placed = [&](bool above) { return box.translated(0, above ? y - gap / 2 - line : y + gap / 2); };
    const bool wanted = limit.violation == LimitSide::Above;
    const auto fits = [&](const QRectF &at) {
        return at.top() >= scene.area.top() && at.bottom() <= scene.area.bottom() && !isCrossed(scene, at) &&
               std::none_of(taken.cbegin(), taken.cend(), [&at](const QRectF &other) { return other.intersects(at); });
    };
    // At the start if there is room on either side of the limit, else where the lines leave room first.
    const qreal pace = scene.theme.space(10);
    const QRectF best = placed(wanted);
    for (const QRectF start = box; box.right() <= scene.area.right(); box.translate(pace, 0)) {
        const bool here = fits(placed(wanted));
        if (here || fits(placed(!wanted))) {
            return placed(here ? wanted : !wanted);
        }
        if (box.left() - start.left() > scene.area.width() / 2) {
            break;
        }
    }
    return best;
}

void paintBands(QPainter &painter, const PlotScene &scene)
{
    painter.fillRect(normalBand(scene), scene.theme.plot().band);
    for (const PlotSeries &series : scene.series) {
        if (series.limit) {
            painter.fillRect(limitShade(scene, series), scene.theme.severity(series.limit->severity).tint);
        }
    }
}

void paintBandWords(QPainter &painter, const PlotScene &scene, const QRectF &sceneWords)
{
    paintPlate(painter, scene, wordsPlate(scene, sceneWords));
    painter.setFont(scene.theme.font(TypeRole::Caption));
    painter.setPen(scene.theme.plot().bandLabel);
    painter.drawText(sceneWords, Qt::AlignTop | Qt::AlignRight, bandText());
}

void paintHoles(QPainter &painter, const PlotScene &scene)
{
    painter.save();
    const QPen pen(scene.theme.plot().gapHatch, scene.metrics.hair);
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
            // Cut by hand: a drawing as SVG knows no clipping.
            const double from = std::max(x, box.left());
            const double to = std::min(x + box.height(), box.right());
            painter.drawLine(QPointF(from, box.bottom() - (from - x)), QPointF(to, box.bottom() - (to - x)));
        }
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.fillRect(QRectF(left, box.top(), scene.metrics.hair, box.height()), pen.color());
        painter.fillRect(QRectF(right - scene.metrics.hair, box.top(), scene.metrics.hair, box.height()), pen.color());
    }
    painter.restore();
}

QList<QRectF> holeWords(const PlotScene &scene)
{
    QList<QRectF> places;
    for (const TimeRange &hole : scene.holes) {
        const HoleMarks marks = marksOf(scene, hole);
        for (const QRectF &place : {marks.start, marks.end, marks.plate}) {
            if (!place.isEmpty()) {
                places.append(place);
            }
        }
    }
    return places;
}

void paintHoleWords(QPainter &painter, const PlotScene &scene)
{
    for (const TimeRange &hole : scene.holes) {
        const HoleMarks marks = marksOf(scene, hole);
        painter.fillRect(marks.start, scene.theme.plot().gapHatch);
        painter.fillRect(marks.end, scene.theme.plot().gapHatch);
        if (marks.plate.isEmpty()) {
            continue;
        }
        painter.fillRect(marks.plate, scene.theme.plot().background);
        painter.setPen(scene.theme.plot().label);
        laidtext::paint(painter, marks.plate.adjusted(scene.theme.space(2), 0, 0, 0), scene.theme.font(TypeRole::Caption),
                        lengthOf(hole));
    }
}

void paintLimitLine(QPainter &painter, const PlotScene &scene, const PlotSeries &series)
{
    const double y = std::floor(scene.y(series.limit->value, series.axis));
    const QColor color = scene.theme.severity(series.limit->severity).edge;
    const qreal dash = scene.metrics.limitDash;
    for (qreal x = scene.area.left(); x < scene.area.right(); x += 2 * dash) {
        painter.fillRect(QRectF(x, y, std::min(dash, scene.area.right() - x), scene.metrics.hair), color);
    }
}

void paintLimitWords(QPainter &painter, const PlotScene &scene, const PlotSeries &series, const QRectF &sceneWords)
{
    paintPlate(painter, scene, wordsPlate(scene, sceneWords));
    const PlotLimit &limit = *series.limit;
    const qreal gap = scene.theme.space(1);
    const qreal mark = scene.metrics.limitMark;
    const QRectF markBox(sceneWords.left(), std::round(sceneWords.center().y() - mark / 2), mark, mark);
    paintSeverityMark(painter, markBox, limit.severity, series.acknowledged, scene.theme);
    painter.setFont(scene.theme.font(TypeRole::Caption));
    painter.setPen(scene.theme.severity(limit.severity).text);
    painter.drawText(sceneWords.adjusted(mark + gap * 1.5, 0, scene.theme.space(2), 0), Qt::AlignVCenter | Qt::AlignLeft,
                     limit.label);
}

void paintLimits(QPainter &painter, const PlotScene &scene)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    QList<QRectF> taken;
    for (const PlotSeries &series : scene.series) {
        if (!isLimitShown(scene, series)) {
            continue;
        }
        paintLimitLine(painter, scene, series);
        if (!series.limit->label.isEmpty() && hasRoomForWords(scene)) {
            taken.append(limitWords(scene, series, taken));
            paintLimitWords(painter, scene, series, taken.last());
        }
    }
    painter.restore();
}

} // namespace stanforis
