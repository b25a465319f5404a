// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/spanraster.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stanforis {
namespace {

/// Source-over of a plain colour with a coverage of 0 … 255 on an opaque pixel.
inline QRgb blend(QRgb below, QRgb color, int coverage)
{
    // Red and blue side by side in one number, green in another; 256 parts, so that full coverage is exactly the colour.
    const auto over = QRgb(coverage + (coverage >> 7));
    const QRgb under = 256 - over;
    const QRgb redBlue = ((color & 0xff00ffU) * over + (below & 0xff00ffU) * under) >> 8U;
    const QRgb green = ((color & 0x00ff00U) * over + (below & 0x00ff00U) * under) >> 8U;
    return 0xff000000U | (redBlue & 0xff00ffU) | (green & 0x00ff00U);
}

/// Tells for columns, one after the other, whether the dash is on.
class Dash
{
public:
    Dash(const QList<qreal> &parts, double start)
        : m_parts(parts)
    {
        double period = 0;
        for (const qreal part : parts) {
            period += part;
        }
        m_period = std::max(1.0, period);
        m_at = start - std::floor(start / m_period) * m_period;
    }
    [[nodiscard]] bool isOn(int column) const
    {
        if (m_parts.isEmpty()) {
            return true;
        }
        double place = std::fmod(m_at + column, m_period);
        bool on = true;
        for (const qreal part : m_parts) {
            if (place < part) {
                return on;
            }
            place -= part;
            on = !on;
        }
        return on;
    }

private:
    const QList<qreal> &m_parts;
    double m_period = 1;
    double m_at = 0;
};

constexpr int widestReach = 16; ///< half of the thickest line

} // namespace

void SpanRaster::begin(int width)
{
    m_spans.assign(std::size_t(std::max(0, width)), Span());
    m_top = std::numeric_limits<double>::infinity();
    m_bottom = -m_top;
}

void SpanRaster::join(int column, double top, double bottom)
{
    m_spans[std::size_t(column)].join(float(top), float(bottom));
    m_top = std::min(m_top, top);
    m_bottom = std::max(m_bottom, bottom);
}

void SpanRaster::addExtent(int column, double top, double bottom)
{
    if (column >= 0 && column < int(m_spans.size())) {
        join(column, std::min(top, bottom), std::max(top, bottom));
    }
}

void SpanRaster::addSegment(double fromX, double fromY, double toX, double toY) { addArea(fromX, fromY, fromY, toX, toY, toY); }

void SpanRaster::addArea(double fromX, double fromTop, double fromBottom, double toX, double toTop, double toBottom)
{
    const int width = int(m_spans.size());
    if (toX < 0 || fromX >= width) {
        return;
    }
    if (toX - fromX < 1e-9) {
        addExtent(int(std::floor(fromX)), std::min(fromTop, toTop), std::max(fromBottom, toBottom));
        return;
    }
    const double topSlope = (toTop - fromTop) / (toX - fromX);
    const double bottomSlope = (toBottom - fromBottom) / (toX - fromX);
    const int first = std::max(0, int(std::floor(fromX)));
    const int last = std::min(width - 1, int(std::floor(toX)));
    for (int column = first; column <= last; ++column) {
        const double start = std::max(double(column), fromX) - fromX;
        const double end = std::min(double(column) + 1, toX) - fromX;
        const double top = std::min(fromTop + start * topSlope, fromTop + end * topSlope);
        const double bottom = std::max(fromBottom + start * bottomSlope, fromBottom + end * bottomSlope);
        join(column, top, bottom);
    }
}

void SpanRaster::paint(const RoundPixels &target, int first, int last, const SpanStroke &stroke) const
{
    // Each span grows by the half circle of the pen's end, and by those of its neighbours that reach into its column.
    const double radius = stroke.thickness / 2;
    const int reach = std::clamp(int(radius), 0, widestReach);
    std::array<float, widestReach + 1> half{};
    for (int offset = 0; offset <= reach; ++offset) {
        half[std::size_t(offset)] = float(std::sqrt(std::max(0.0, radius * radius - double(offset) * offset)));
    }
    const int width = int(m_spans.size());
    const int firstRow = std::max(0, stroke.firstRow);
    const int lastRow = std::min(target.height, stroke.lastRow);
    const Dash dash(stroke.dash, stroke.dashStart);
    for (int column = std::max(0, first); column < std::min(width, last); ++column) {
        Span span;
        const int from = std::max(0, column - reach);
        const int to = std::min(width - 1, column + reach);
        for (int neighbour = from; neighbour <= to; ++neighbour) {
            const Span &other = m_spans[std::size_t(neighbour)];
            const float grow = half[std::size_t(std::abs(neighbour - column))];
            span.join(other.top - grow, other.bottom + grow); // empty spans are infinite and stay so
        }
        if (span.bottom < span.top || !dash.isOn(column)) {
            continue;
        }
        const float top = std::max(span.top, float(firstRow));
        const float bottom = std::min(span.bottom, float(lastRow));
        if (bottom <= top) {
            continue;
        }
        const int topRow = int(top); // never negative: the same as floor
        const int bottomRow = std::min(lastRow - 1, int(bottom));
        int slot = target.slot + column;
        while (slot >= target.width) {
            slot -= target.width;
        }
        QRgb *pixel = target.bits + topRow * target.stride + slot;
        const auto cover = [&](QRgb *at, float share) {
            *at = blend(*at, stroke.color, int(share * float(stroke.opacity) + 0.5F));
        };
        if (topRow == bottomRow) {
            cover(pixel, bottom - top);
            continue;
        }
        cover(pixel, float(topRow + 1) - top);
        pixel += target.stride;
        if (stroke.opacity == 255) {
            for (int row = topRow + 1; row < bottomRow; ++row, pixel += target.stride) {
                *pixel = stroke.color;
            }
        } else {
            for (int row = topRow + 1; row < bottomRow; ++row, pixel += target.stride) {
                *pixel = blend(*pixel, stroke.color, stroke.opacity);
            }
        }
        cover(pixel, bottom - float(bottomRow));
    }
}

int SpanRaster::filledColumns() const
{
    return int(std::count_if(m_spans.cbegin(), m_spans.cend(), [](const Span &span) { return span.bottom >= span.top; }));
}

} // namespace stanforis
