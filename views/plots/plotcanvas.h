// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/plotscene.h"
#include "views/plots/tracering.h"

#include <QHash>
#include <QWidget>

#include <functional>

namespace stanforis {

class PlotOverlay;

/// A ready picture of a part of a plot; device pixels.
struct PlotSticker
{
    QPoint place;
    QImage image;
    [[nodiscard]] QRect rect() const { return {place, image.size()}; }
};

/// What is seen of a time plot: opaque, put together from a round image of the traces and ready pictures of all that stays.
/// A frame repaints the rows that traces pass through, nothing else. Mouse events fall through to the face.
class PlotCanvas final : public QWidget
{
public:
    /// `scene` is only asked for where something beside the traces has to be painted. `prepare` is called before each painting:
    /// what has to be drawn anew is drawn once, however often its size or look changed.
    PlotCanvas(std::function<PlotScene()> scene, std::function<void()> prepare, QWidget *parent);

    /// Another look: all is drawn again by the next show(). `area` in device pixels; `axes` beside and below it.
    void setLook(TraceLook look, QPoint area, QList<PlotSticker> axes);
    /// What stays where it is while traces move under it.
    void setLabels(QList<PlotSticker> labels);
    /// Replaces the picture of the time axis.
    void setTimeAxis(PlotSticker axis);
    /// Words in the middle of the area; empty for none.
    void setText(const QString &text);
    /// Shows the columns from `first` on, of which `changed` no longer look as before.
    void show(std::int64_t first, const ColumnSpan &changed, const QList<const TraceData *> &traces,
              const QList<ColumnSpan> &holes);

    void addOverlay(const PlotOverlay *overlay) { m_overlays.append(overlay); }
    /// Under those added so far.
    void addOverlayBelow(const PlotOverlay *overlay) { m_overlays.prepend(overlay); }
    void paintOverlays(QPainter &painter, const PlotScene &scene) const;
    /// True while prepare() is called.
    [[nodiscard]] bool isPainting() const { return m_isPainting; }
    [[nodiscard]] const TraceRing &ring() const { return m_ring; }
    /// Device pixels repainted by show() so far; for measuring.
    [[nodiscard]] quint64 paintedPixels() const { return m_painted; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QRect areaRect() const { return {m_area, m_ring.size()}; }
    [[nodiscard]] QRect logical(const QRect &device) const;
    [[nodiscard]] bool hasOverlays() const;
    [[nodiscard]] bool moveOnScreen(int columns, const QRect &rows);
    void placeDots(const QList<const TraceData *> &traces);
    [[nodiscard]] const QImage &dot(const QColor &color, qreal diameter);
    void paintPart(QPainter &painter, const QRect &part) const;
    void paintMargins(QPainter &painter, const QRect &damage) const;

    /// Asks for a repaint; while painting, all is painted anyway.
    void repaintLater(const QRect &device);
    void repaintAllLater();

    std::function<PlotScene()> m_scene;
    std::function<void()> m_prepare;
    TraceRing m_ring;
    QPoint m_area;
    QList<PlotSticker> m_axes;
    QList<PlotSticker> m_labels;
    PlotSticker m_timeAxis;
    QString m_text;
    QList<const PlotOverlay *> m_overlays;
    QList<PlotSticker> m_dots;
    QHash<QRgb, QImage> m_dotImages;
    QRect m_dotRect;
    std::pair<int, int> m_inked{0, 0};
    bool m_hadOverlays = false;
    bool m_hasHoles = false;
    bool m_isNew = true;
    bool m_isPainting = false;
    bool m_changedWhilePainting = false;
    quint64 m_painted = 0;
};

} // namespace stanforis
