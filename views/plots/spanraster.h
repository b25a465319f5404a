// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QList>

#include <vector>

namespace stanforis {

/// The trace of one line as vertical spans, one per device pixel column. Its cost is the width of the plot, whatever
/// the number of samples and the thickness of the line: QPainter's wide pens are many times dearer.
class SpanRaster final
{
public:
    /// Rows [first, last) that may be painted; rows are device pixels.
    struct Rows
    {
        int first = 0;
        int last = 0;
    };

    explicit SpanRaster(int width);

    /// Adds everything between two rows at one place; nothing outside the width is kept.
    void addExtent(double x, double top, double bottom);
    /// Adds a straight line between two points.
    void addSegment(double fromX, double fromY, double toX, double toY);
    /// Paints all spans as a round pen of `thickness` would, smoothed at their ends. `dash` holds on and off lengths
    /// along x; empty means solid. `target` must be premultiplied ARGB.
    void paint(QImage &target, double thickness, const QColor &color, Rows rows, const QList<qreal> &dash = {}) const;
    /// Columns that hold anything.
    [[nodiscard]] int filledColumns() const;

private:
    struct Span
    {
        double top = 0;
        double bottom = -1; ///< above `top` means empty
        [[nodiscard]] bool isEmpty() const { return bottom < top; }
    };

    void merge(int column, double top, double bottom);
    [[nodiscard]] Span thickened(int column, double radius) const;

    std::vector<Span> m_spans;
};

} // namespace stanforis
