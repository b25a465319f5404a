// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotcanvas.h"

#include "views/plots/plotoverlay.h"

#include <QBackingStore>
#include <QPaintEngine>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanforis {

PlotCanvas::PlotCanvas(std::function<PlotScene()> scene, std::function<Due()> due, std::function<void()> draw, QWidget *parent)
    : QWidget(parent)
    , m_scene(std::move(scene))
    , m_due(std::move(due))
    , m_draw(std::move(draw))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setLayoutDirection(Qt::LeftToRight); // time is not mirrored
}

PlotCanvas::~PlotCanvas()
{
    if (m_share) {
        m_share->forget(this);
    }
}

void PlotCanvas::drawSoon(PaintShare::Start start)
{
    PaintShare &share = PaintShare::of(this);
    if (m_share && m_share != &share) {
        m_share->forget(this); // it is in another window now
    }
    m_share = &share;
    share.request(this, start);
}

void PlotCanvas::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (m_share) {
        m_share->forget(this);
    }
}

void PlotCanvas::setLook(TraceLook look, QPoint area, QList<PlotSticker> axes)
{
    m_ring.setLook(std::move(look));
    m_area = area;
    m_axes = std::move(axes);
    m_dotImages.clear();
    m_isNew = true;
}

void PlotCanvas::setLabels(QList<PlotSticker> labels)
{
    for (const auto &list : {m_labels, labels}) {
        for (const PlotSticker &label : list) {
            repaintLater(label.rect());
        }
    }
    m_labels = std::move(labels);
}

void PlotCanvas::setTimeAxis(PlotSticker axis)
{
    repaintLater(axis.rect().united(m_timeAxis.rect()));
    m_timeAxis = std::move(axis);
}

void PlotCanvas::setText(const QString &text)
{
    if (m_text != text) {
        m_text = text;
        repaintAllLater();
    }
}

QRect PlotCanvas::logical(const QRect &device) const
{
    const qreal scale = devicePixelRatioF();
    return QRectF(QPointF(device.topLeft()) / scale, QSizeF(device.size()) / scale).toAlignedRect();
}

void PlotCanvas::repaintLater(const QRect &device)
{
    m_changedWhilePainting = m_changedWhilePainting || m_isPainting;
    if (!m_isPainting) {
        update(logical(device));
    }
}

void PlotCanvas::repaintAllLater()
{
    m_changedWhilePainting = m_changedWhilePainting || m_isPainting;
    if (!m_isPainting) {
        update();
    }
}

bool PlotCanvas::hasOverlays() const
{
    return std::any_of(m_overlays.cbegin(), m_overlays.cend(), [](const PlotOverlay *overlay) { return overlay->isShown(); });
}

void PlotCanvas::show(std::int64_t first, const ColumnSpan &changed, const QList<const TraceData *> &traces,
                      const QList<ColumnSpan> &holes)
{
    const std::int64_t moved = first - m_ring.first();
    const ColumnSpan drawn = m_ring.show(first, changed, traces, holes);
    const QRect dots = m_dotRect;
    placeDots(traces);
    const bool overlays = hasOverlays();
    if (m_isNew || overlays || m_hadOverlays) {
        repaintAllLater();
        m_painted += quint64(size().width()) * quint64(size().height());
    } else {
        // Rows without a trace, now and before, look the same in all columns: nothing moves there.
        const auto inked = m_ring.inkedRows();
        const int top = std::min(inked.first, m_inked.first);
        const int bottom = std::max(inked.second, m_inked.second);
        const int width = m_ring.size().width();
        const QRect rows(m_area + QPoint(0, top), QSize(width, bottom - top));
        QRect damage = m_dotRect.united(dots);
        if (moved != 0 && !(moved > 0 && moved < width && moveOnScreen(int(moved), rows))) {
            damage = damage.united(rows);
        } else if (!drawn.isEmpty() && bottom > top) {
            damage = damage.united(dots.translated(-int(moved), 0));
            damage = damage.united(
                QRect(rows.topLeft() + QPoint(int(drawn.first - first), 0), QSize(int(drawn.count()), bottom - top)));
        }
        if (!damage.isEmpty()) {
            repaintLater(damage);
            m_painted += quint64(damage.width()) * quint64(damage.height());
        }
    }
    placeHoleWords(!holes.isEmpty());
    m_inked = m_ring.inkedRows();
    m_hadOverlays = overlays;
    m_isNew = false;
}

bool PlotCanvas::moveOnScreen(int columns, const QRect &rows)
{
    // What is on the screen is moved in place, which takes fewer passes over memory than to copy it there again. It moves by
    // whole logical pixels only, and nothing but the plot's area may move.
    const qreal scale = devicePixelRatioF();
    const int by = int(std::lround(columns / scale));
    const QRect area = logical(areaRect());
    const bool isAligned = QRectF(QPointF(area.topLeft()) * scale, QSizeF(area.size()) * scale) == QRectF(areaRect());
    if (m_isPainting || !isVisible() || by * scale != columns || !isAligned) {
        return false;
    }
    const QRect moving = logical(rows).intersected(area);
    scroll(-by, 0, moving);
    // What stays where it is has moved along.
    const auto putBack = [&](const QRect &device) {
        const QRect place = logical(device).intersected(area);
        update(place.united(place.translated(-by, 0)));
    };
    for (const PlotSticker &label : std::as_const(m_labels)) {
        putBack(label.rect());
    }
    for (const QRect &words : std::as_const(m_holeWords)) {
        putBack(words);
    }
    return true;
}

void PlotCanvas::placeHoleWords(bool any)
{
    const QList<QRect> before = std::exchange(m_holeWords, {});
    if (any) {
        for (const QRectF &words : holeWords(m_scene())) {
            m_holeWords.append(deviceRect(words, devicePixelRatioF()));
        }
    }
    for (const QList<QRect> &places : {before, std::as_const(m_holeWords)}) {
        for (const QRect &words : places) {
            repaintLater(words);
        }
    }
}

const QImage &PlotCanvas::dot(const QColor &color, qreal diameter)
{
    QImage &image = m_dotImages[color.rgb()];
    if (image.isNull()) {
        const qreal size = diameter * m_ring.look().scale;
        const int side = int(std::ceil(size)) | 1;
        image = QImage(side, side, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(QPointF(side, side) / 2, size / 2, size / 2);
    }
    return image;
}

void PlotCanvas::placeDots(const QList<const TraceData *> &traces)
{
    m_dots.clear();
    m_dotRect = {};
    const TraceLook &look = m_ring.look();
    for (qsizetype index = 0; index < std::min(traces.size(), look.traces.size()); ++index) {
        const TraceStyle &style = look.traces.at(index);
        const TraceData &trace = *traces.at(index);
        if (style.lastDot <= 0 || trace.columns().isEmpty()) {
            continue;
        }
        const Column &newest = trace.columns().last();
        const std::int64_t column = trace.places().last().column - m_ring.first();
        if (column < 0 || column > m_ring.size().width()) {
            continue;
        }
        const bool abnormal = style.limit && style.limit->isViolatedBy(newest.last);
        const QImage &image = dot(abnormal ? style.abnormalColor : style.color, style.lastDot);
        const QPointF centre(double(column) + trace.places().last().within, m_ring.row(newest.last, style.axis));
        const QPoint place = m_area + (centre - QPointF(image.width(), image.height()) / 2).toPoint();
        m_dots.append({place, image});
        m_dotRect = m_dotRect.united(m_dots.last().rect());
    }
}

void PlotCanvas::paintMargins(QPainter &painter, const QRect &damage) const
{
    const QRect area = areaRect();
    if (area.contains(damage)) {
        return;
    }
    QRegion bare = QRegion(damage).subtracted(area).subtracted(m_timeAxis.rect());
    for (const PlotSticker &axis : m_axes) {
        bare -= axis.rect(); // these pictures have their background
    }
    for (const QRect &part : bare) {
        painter.fillRect(part, m_ring.look().background);
    }
    for (const PlotSticker &axis : m_axes) {
        if (axis.rect().intersects(damage)) {
            painter.drawImage(axis.place, axis.image);
        }
    }
    if (m_timeAxis.rect().intersects(damage)) {
        painter.drawImage(m_timeAxis.place, m_timeAxis.image);
    }
}

bool PlotCanvas::isOfScreen(const QPainter &painter) const
{
    return backingStore() != nullptr && painter.paintEngine()->paintDevice() == backingStore()->paintDevice();
}

bool PlotCanvas::drawIfDue(bool isScreen)
{
    const Due due = m_due();
    if (due == Due::Not) {
        return false;
    }
    // Who asks for a picture of the widget gets the right one; only the screen can wait, if it shows one.
    const bool mayWait = due == Due::Soon && isScreen && m_ring.size().isValid();
    if (mayWait && !(m_share && m_share->isTurnOf(this))) {
        drawSoon(PaintShare::Start::AfterUpdate);
        return false;
    }
    m_isPainting = true;
    m_draw();
    m_isPainting = false;
    return true;
}

void PlotCanvas::paintEvent(QPaintEvent *event)
{
    const auto began = std::chrono::steady_clock::now();
    QPainter painter(this);
    m_changedWhilePainting = false;
    const bool isScreen = isOfScreen(painter);
    const bool isNew = drawIfDue(isScreen);
    if (isScreen) {
        const QRect place(mapTo(window(), QPoint()), size());
        if (std::exchange(m_staysOnce, false) && !isNew && place == m_onScreen) {
            return; // opaque: nothing was painted under it
        }
        m_onScreen = place;
    }
    paint(painter, *event);
    if (isNew && m_share) {
        m_share->drawn(this, std::chrono::steady_clock::now() - began);
    }
}

void PlotCanvas::paint(QPainter &painter, const QPaintEvent &event)
{
    if (m_changedWhilePainting && event.rect() != rect()) {
        update(); // only a part is painted now
    }
    // One rectangle after the other: pictures are copied by rows where the clip is a rectangle, blended by threads where it is
    // not.
    for (const QRect &part : event.region()) {
        painter.setClipRect(part);
        paintPart(painter, part);
    }
    const bool words = std::any_of(m_holeWords.cbegin(), m_holeWords.cend(),
                                   [&](const QRect &place) { return event.region().intersects(logical(place)); });
    if (!words && m_text.isEmpty() && !hasOverlays()) {
        return;
    }
    painter.setClipping(false);
    const PlotScene scene = m_scene();
    paintHoleWords(painter, scene);
    if (!m_text.isEmpty()) {
        paintEmptyText(painter, scene, m_text);
    }
    paintOverlays(painter, scene);
}

void PlotCanvas::paintPart(QPainter &painter, const QRect &part) const
{
    const qreal scale = devicePixelRatioF();
    const QRect damage = QRectF(QPointF(part.topLeft()) * scale, QSizeF(part.size()) * scale).toAlignedRect();
    painter.save();
    if (scale != 1) {
        painter.scale(1 / scale, 1 / scale); // from here on device pixels: pictures are copied, not scaled
    }
    paintMargins(painter, damage);
    if (areaRect().intersects(damage)) {
        m_ring.paint(painter, m_area);
    }
    for (const QList<PlotSticker> &stickers : {m_labels, m_dots}) {
        for (const PlotSticker &sticker : stickers) {
            if (sticker.rect().intersects(damage)) {
                painter.drawImage(sticker.place, sticker.image);
            }
        }
    }
    painter.restore();
}

void PlotCanvas::paintOverlays(QPainter &painter, const PlotScene &scene) const
{
    for (const PlotOverlay *overlay : m_overlays) {
        if (overlay->isShown()) {
            painter.save();
            overlay->paint(painter, scene);
            painter.restore();
        }
    }
}

} // namespace stanforis
