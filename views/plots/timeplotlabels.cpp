// SPDX-License-Identifier: GPL-3.0-or-later
// Ready pictures of what a TimePlot says beside and over its traces: they are painted when they change, not in every frame.
#include "views/plots/plotcanvas.h"
#include "views/plots/timeplot.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace stanforis {
namespace {

/// All that decides how a time axis looks. The plots of a page show the same time: what one has painted serves the others.
struct AxisLook
{
    Theme theme;
    Instant moment;
    Duration length{};
    QTimeZone zone;
    QRectF strip; ///< the axis; its place counts only within a pixel
    qreal width = 0;
    qreal scale = 1;
    friend bool operator==(const AxisLook &, const AxisLook &) = default;
};

constexpr std::size_t axesKept = 6;

const QImage *findAxis(const AxisLook &look, std::deque<std::pair<AxisLook, QImage>> &axes)
{
    const auto found = std::find_if(axes.cbegin(), axes.cend(), [&](const auto &each) { return each.first == look; });
    return found == axes.cend() ? nullptr : &found->second;
}

} // namespace

void TimePlot::redrawTimeAxis()
{
    // The ticks of a live range stay where they are and only their words change, once in a second or a minute.
    const TimeRange meant{range().from - m_ahead, range().to - m_ahead};
    const Instant shown = timeAxisMoment(meant);
    if (shown == m_tickTime) {
        return;
    }
    m_tickTime = shown;
    const Theme theme = Theme::of(this);
    const qreal scale = devicePixelRatioF();
    const QRectF strip(m_area.left(), m_area.bottom(), m_area.width() + PlotMetrics::of(theme).hair, height() - m_area.bottom());
    const QRect box = deviceRect(strip, scale);
    const QPointF within = strip.topLeft() * scale - QPointF(box.topLeft());
    const AxisLook look{theme, shown, range().length(), zone(), QRectF(within, strip.size()), m_area.width(), scale};
    static std::deque<std::pair<AxisLook, QImage>> axes;
    if (const QImage *known = findAxis(look, axes)) {
        m_canvas->setTimeAxis({box.topLeft(), *known});
        return;
    }
    const PlotScene now = scene();
    PlotSticker axis =
        stickerOf<QPainter>(box, scale, theme.plot().background, [&](QPainter &painter) { paintTimeAxis(painter, now); });
    axes.emplace_front(look, axis.image);
    axes.resize(std::min(axes.size(), axesKept));
    m_canvas->setTimeAxis(std::move(axis));
}

void TimePlot::placeLabels()
{
    const bool hasLimit =
        std::any_of(series().cbegin(), series().cend(), [](const PlotSeries &one) { return one.limit || one.band; });
    const PlotScene now = hasLimit ? scene() : PlotScene();
    QList<std::pair<QRectF, std::function<void(QPainter &)>>> wanted;
    if (const QRectF words = hasLimit ? normalBandWords(now) : QRectF(); !words.isEmpty()) {
        wanted.append(
            {words.united(wordsPlate(now, words)), [&now, words](QPainter &painter) { paintBandWords(painter, now, words); }});
    }
    QList<QRectF> taken;
    for (const PlotSeries &one : series()) {
        if (!hasLimit || one.hidden || !isLimitShown(now, one)) {
            continue;
        }
        const double y = std::floor(now.y(one.limit->value, one.axis));
        wanted.append({QRectF(m_area.left(), y, m_area.width(), now.metrics.hair),
                       [&now, &one](QPainter &painter) { paintLimitLine(painter, now, one); }});
        if (!one.limit->label.isEmpty() && hasRoomForWords(now)) {
            const QRectF words = limitWords(now, one, taken);
            taken.append(words);
            wanted.append({words.adjusted(0, 0, now.theme.space(2), 0).united(wordsPlate(now, words)),
                           [&now, &one, words](QPainter &painter) { paintLimitWords(painter, now, one, words); }});
        }
    }
    QList<QRectF> boxes;
    for (const auto &[box, paint] : std::as_const(wanted)) {
        boxes.append(box);
    }
    if (m_labelBoxes == boxes) {
        return; // all is where it was, and another look or other series would have forgotten that
    }
    m_labelBoxes = boxes;
    QList<PlotSticker> labels;
    for (const auto &[box, paint] : std::as_const(wanted)) {
        labels.append(stickerOf<QPainter>(deviceRect(box, devicePixelRatioF()), devicePixelRatioF(), QColor(), paint));
    }
    m_canvas->setLabels(std::move(labels));
}

} // namespace stanforis
