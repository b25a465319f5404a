// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/paintshare.h"
#include "views/plots/plotscene.h"
#include "views/plots/plotsticker.h"
#include "views/plots/tracering.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

#include <functional>

namespace stanforis {

class PlotOverlay;

/// What is seen of a time plot: opaque, put together from a round image of the traces and ready pictures of all that stays.
/// A frame repaints the rows that traces pass through, nothing else. Mouse events fall through to the face.
class PlotCanvas final : public QWidget
{
public:
    /// Whether the picture is what it should be. One that is due soon takes its turn with those of other plots; until then the
    /// one that was there stays, whole.
    enum class Due { Not, Soon, Now };

    /// `scene` is only asked for where something beside the traces has to be painted: it is that of the picture that is there.
    /// `due` is asked before each painting, and `draw` called when it is time: what has to be drawn anew is drawn once, however
    /// often its size or look changed.
    PlotCanvas(std::function<PlotScene()> scene, std::function<Due()> due, std::function<void()> draw, QWidget *parent);
    ~PlotCanvas() override;

    /// The picture is due soon. With the next painting, which is asked for already, where `start` says so.
    void drawSoon(PaintShare::Start start);
    /// Nothing of the picture that is on the screen changes with the next painting, even if the window asks for it.
    void stayOnce() { m_staysOnce = true; }

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
    /// True while `draw` is called.
    [[nodiscard]] bool isPainting() const { return m_isPainting; }
    [[nodiscard]] const TraceRing &ring() const { return m_ring; }
    /// Device pixels repainted by show() so far; for measuring.
    [[nodiscard]] quint64 paintedPixels() const { return m_painted; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QRect areaRect() const { return {m_area, m_ring.size()}; }
    [[nodiscard]] QRect logical(const QRect &device) const;
    [[nodiscard]] bool hasOverlays() const;
    [[nodiscard]] bool moveOnScreen(int columns, const QRect &rows);
    void placeDots(const QList<const TraceData *> &traces);
    void placeHoleWords(bool any);
    [[nodiscard]] const QImage &dot(const QColor &color, qreal diameter);
    [[nodiscard]] bool isOfScreen(const QPainter &painter) const;
    [[nodiscard]] bool drawIfDue(bool isScreen);
    void paint(QPainter &painter, const QPaintEvent &event);
    void paintPart(QPainter &painter, const QRect &part) const;
    void paintMargins(QPainter &painter, const QRect &damage) const;

    /// Asks for a repaint; while painting, all is painted anyway.
    void repaintLater(const QRect &device);
    void repaintAllLater();

    std::function<PlotScene()> m_scene;
    std::function<Due()> m_due;
    std::function<void()> m_draw;
    QPointer<PaintShare> m_share;
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
    QList<QRect> m_holeWords; ///< where they are, device pixels
    bool m_isNew = true;
    bool m_isPainting = false;
    bool m_changedWhilePainting = false;
    bool m_staysOnce = false;
    QRect m_onScreen; ///< where in the window it was painted last
    quint64 m_painted = 0;
};

} // namespace stanforis
