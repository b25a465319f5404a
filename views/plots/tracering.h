// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/plotscale.h"
#include "views/plots/plotseries.h"
#include "views/plots/spanraster.h"
#include "views/plots/tracedata.h"

#include <QColor>
#include <QImage>

#include <array>
#include <optional>

class QPainter;

namespace stanforis {

/// How one trace is drawn; lengths are logical pixels.
struct TraceStyle
{
    QColor color;
    qreal width = 1;
    QList<qreal> dash;
    TraceKind kind = TraceKind::Line;
    ValueAxis axis = ValueAxis::First;
    std::optional<PlotLimit> limit; ///< beyond it the trace is drawn again in `abnormalColor`
    QColor abnormalColor;
    qreal abnormalWidth = 1;
    qreal lastDot = 0;                     ///< diameter of the dot on the newest sample; 0 is none
    std::array<QColor, 3> doubt;           ///< under the line where values are of Minor, Major, Invalid quality
    qreal doubtWidth = 0;                  ///< 0 is none
    std::array<QList<qreal>, 3> doubtDash; ///< one pattern each, so that colour does not carry it alone
};

/// What lies in one row under all traces.
struct RowFill
{
    double from = 0; ///< device pixels from the top
    double to = 0;
    QColor color;
};

/// Everything but data that decides how the plot's area looks.
struct TraceLook
{
    QSize size;      ///< device pixels
    qreal scale = 1; ///< device pixels for each logical one
    QColor background;
    QList<RowFill> fills; ///< bands, shades and grid, the lowest first
    std::array<ValueScale, 2> scales;
    QList<TraceStyle> traces;
    QColor hatch; ///< of holes
    qreal hatchPitch = 6;
    qreal hair = 1;
};

/// The area of a time plot as an image that is round in time: to scroll only moves its seam, and only columns that are new or
/// have changed are drawn. GUI thread.
class TraceRing
{
public:
    /// Nothing that was drawn holds.
    void setLook(TraceLook look);
    /// Shows `width` columns from `first` on. What came into view is drawn, and what `changed` is drawn again.
    /// Returns the columns that were drawn.
    ColumnSpan show(std::int64_t first, const ColumnSpan &changed, const QList<const TraceData *> &traces,
                    const QList<ColumnSpan> &holes);
    /// The area with its top left corner at `at`, device pixels.
    void paint(QPainter &painter, QPoint at) const;

    [[nodiscard]] const TraceLook &look() const { return m_look; }
    [[nodiscard]] QSize size() const { return m_image.size(); }
    [[nodiscard]] std::int64_t first() const { return m_first; }
    /// The row of a value, from the top; device pixels.
    [[nodiscard]] double row(double value, ValueAxis axis) const;
    /// Rows [first, last) in which anything differs from column to column.
    [[nodiscard]] std::pair<int, int> inkedRows() const { return {m_inkTop, m_inkBottom}; }

private:
    void draw(const ColumnSpan &span, const QList<const TraceData *> &traces, const QList<ColumnSpan> &holes);
    void clear(const ColumnSpan &span);
    void hatch(const ColumnSpan &hole, const ColumnSpan &span);
    void drawTrace(const TraceData &trace, const TraceStyle &style, const ColumnSpan &span);
    void drawDoubt(const TraceData &trace, const TraceStyle &style, const ColumnSpan &span, const RoundPixels &pixels);
    void measureInk(const QList<const TraceData *> &traces, const QList<ColumnSpan> &holes);
    [[nodiscard]] RoundPixels pixelsFrom(std::int64_t column);
    [[nodiscard]] int slotOf(std::int64_t column) const;

    TraceLook m_look;
    std::vector<QRgb> m_memory;
    QImage m_image;               ///< on m_memory
    std::vector<QRgb> m_backdrop; ///< one colour for each row
    std::vector<uchar> m_hatch;   ///< coverage by (column + row) modulo its size
    struct RowMap
    {
        double zero = 0;
        double perUnit = 0;
        bool logarithmic = false;
        double smallest = 0;
    };
    std::array<RowMap, 2> m_rows;
    SpanRaster m_line;
    SpanRaster m_under;
    std::int64_t m_first = 0;
    bool m_isDrawn = false;
    int m_inkTop = 0;
    int m_inkBottom = 0;
};

} // namespace stanforis
