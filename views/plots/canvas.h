// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QWidget>

#include <functional>

namespace stanforis {

/// The picture of a ChartFace that is painted by a function. Mouse events fall through to the face.
class Canvas final : public QWidget
{
public:
    Canvas(std::function<void(QPainter &)> paint, QWidget *parent)
        : QWidget(parent)
        , m_paint(std::move(paint))
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setLayoutDirection(Qt::LeftToRight); // time and maps are not mirrored
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        painter.setLayoutDirection(Qt::LeftToRight); // time, maps and paths are never mirrored
        m_paint(painter);
    }

private:
    std::function<void(QPainter &)> m_paint;
};

} // namespace stanforis
