// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRgb>

#include <limits>
#include <vector>

namespace stanforis {

/// Opaque pixels whose columns go round: column `slot` comes after column `width - 1`.
struct RoundPixels
{
    QRgb *bits = nullptr;
    qsizetype stride = 0; ///< pixels from row to row
    int width = 0;
    int height = 0;
    int slot = 0; ///< where the first column of a raster is
};

/// How a line or area is filled in; lengths are device pixels.
struct SpanStroke
{
    QRgb color = 0;
    int opacity = 255;
    double thickness = 1;
    int firstRow = 0;     ///< nothing is painted above
    int lastRow = 0;      ///< nor from here on below
    QList<qreal> dash;    ///< on and off lengths; empty is solid
    double dashStart = 0; ///< where in the dash the first column is
};

/// The trace of one line as vertical spans, one per device pixel column. Its cost is the width of the plot, whatever
/// the number of samples and the thickness of the line: QPainter's wide pens are many times dearer.
class SpanRaster final
{
public:
    /// Starts anew with `width` empty columns; keeps its memory.
    void begin(int width);
    /// Adds everything between two rows in one column; nothing outside the width is kept.
    void addExtent(int column, double top, double bottom);
    /// Adds a straight line between two points, the left one first.
    void addSegment(double fromX, double fromY, double toX, double toY);
    /// Adds the area between two straight lines.
    void addArea(double fromX, double fromTop, double fromBottom, double toX, double toTop, double toBottom);
    /// Paints columns [first, last) as a round pen would, smoothed at the ends of each span.
    void paint(const RoundPixels &target, int first, int last, const SpanStroke &stroke) const;
    /// Columns that hold anything.
    [[nodiscard]] int filledColumns() const;
    /// Whether anything lies in rows before or after these.
    [[nodiscard]] bool reachesAbove(double row) const { return m_top < row; }
    [[nodiscard]] bool reachesBelow(double row) const { return m_bottom > row; }

private:
    struct Span
    {
        float top = std::numeric_limits<float>::infinity();
        float bottom = -std::numeric_limits<float>::infinity();
        void join(float otherTop, float otherBottom)
        {
            top = otherTop < top ? otherTop : top;
            bottom = otherBottom > bottom ? otherBottom : bottom;
        }
    };

    void join(int column, double top, double bottom);

    std::vector<Span> m_spans;
    double m_top = std::numeric_limits<double>::infinity();
    double m_bottom = -std::numeric_limits<double>::infinity();
};

} // namespace stanforis
