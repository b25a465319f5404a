// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QPainter>
#include <QRectF>

namespace stanforis {

/// A ready picture of a part of a plot; device pixels.
struct PlotSticker
{
    QPoint place;
    QImage image;
    [[nodiscard]] QRect rect() const { return {place, image.size()}; }
};

/// A picture of `box` (device pixels) as `paint` paints it in widget coordinates.
template <typename Painter, typename Paint>
PlotSticker stickerOf(const QRect &box, qreal scale, const QColor &background, const Paint &paint)
{
    PlotSticker sticker{box.topLeft(),
                        QImage(box.size(), background.isValid() ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied)};
    if (sticker.image.isNull()) {
        return sticker;
    }
    sticker.image.fill(background.isValid() ? background : QColor(Qt::transparent));
    Painter painter(&sticker.image);
    painter.translate(-box.topLeft());
    painter.scale(scale, scale);
    paint(painter);
    return sticker;
}

[[nodiscard]] inline QRect deviceRect(const QRectF &logical, qreal scale)
{
    return QRectF(logical.topLeft() * scale, logical.size() * scale).toAlignedRect();
}

} // namespace stanforis
