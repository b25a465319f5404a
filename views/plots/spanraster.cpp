// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/spanraster.h"

#include <algorithm>
#include <cmath>

namespace stanforis {
namespace {

/// Source-over of a plain colour with a coverage of 0 … 255 on a premultiplied pixel.
QRgb blend(QRgb below, QRgb color, int coverage)
{
    const int rest = 255 - coverage;
    const auto channel = [&](int over, int under) { return (over * coverage + under * rest + 127) / 255; };
    return qRgba(channel(qRed(color), qRed(below)), channel(qGreen(color), qGreen(below)), channel(qBlue(color), qBlue(below)),
                 channel(255, qAlpha(below)));
}

bool isDrawn(int column, const QList<qreal> &dash)
{
    if (dash.isEmpty()) {
        return true;
    }
    double period = 0;
    for (const qreal part : dash) {
        period += part;
    }
    double place = std::fmod(double(column), std::max(1.0, period));
    bool on = true;
    for (const qreal part : dash) {
        if (place < part) {
            return on;
        }
        place -= part;
        on = !on;
    }
    return on;
}

} // namespace

SpanRaster::SpanRaster(int width)
    : m_spans(std::size_t(std::max(0, width)))
{}

void SpanRaster::merge(int column, double top, double bottom)
{
    if (column < 0 || column >= int(m_spans.size())) {
        return;
    }
    Span &span = m_spans[std::size_t(column)];
    span = span.isEmpty() ? Span{top, bottom} : Span{std::min(span.top, top), std::max(span.bottom, bottom)};
}

void SpanRaster::addExtent(double x, double top, double bottom)
{
    // The right edge itself belongs to the last column, or the newest sample would be lost.
    const int width = int(m_spans.size());
    const int column = x == double(width) ? width - 1 : int(std::floor(x));
    merge(column, std::min(top, bottom), std::max(top, bottom));
}

void SpanRaster::addSegment(double fromX, double fromY, double toX, double toY)
{
    if (toX < fromX) {
        std::swap(fromX, toX);
        std::swap(fromY, toY);
    }
    if (toX - fromX < 1e-9) {
        addExtent(fromX, fromY, toY);
        return;
    }
    const double slope = (toY - fromY) / (toX - fromX);
    const int first = std::max(0, int(std::floor(fromX)));
    const int last = std::min(int(m_spans.size()) - 1, int(std::floor(toX)));
    for (int column = first; column <= last; ++column) {
        const double start = fromY + (std::max(double(column), fromX) - fromX) * slope;
        const double end = fromY + (std::min(double(column) + 1, toX) - fromX) * slope;
        merge(column, std::min(start, end), std::max(start, end));
    }
}

SpanRaster::Span SpanRaster::thickened(int column, double radius) const
{
    Span result;
    const int reach = int(radius);
    for (int offset = -reach; offset <= reach; ++offset) {
        const int neighbour = column + offset;
        if (neighbour < 0 || neighbour >= int(m_spans.size()) || m_spans[std::size_t(neighbour)].isEmpty()) {
            continue;
        }
        const Span &span = m_spans[std::size_t(neighbour)];
        const double half = std::sqrt(radius * radius - double(offset) * offset);
        const Span grown{span.top - half, span.bottom + half};
        result = result.isEmpty() ? grown : Span{std::min(result.top, grown.top), std::max(result.bottom, grown.bottom)};
    }
    return result;
}

void SpanRaster::paint(QImage &target, double thickness, const QColor &color, Rows rows, const QList<qreal> &dash) const
{
    const double radius = std::max(thickness, 1.0) / 2;
    const int firstRow = std::max(0, rows.first);
    const int lastRow = std::min(target.height(), rows.last);
    const int width = std::min(target.width(), int(m_spans.size()));
    const QRgb rgb = color.rgb();
    auto *const bits = target.bits();
    const auto stride = target.bytesPerLine();
    for (int column = 0; column < width; ++column) {
        const Span span = thickened(column, radius);
        if (span.isEmpty() || !isDrawn(column, dash)) {
            continue;
        }
        const int from = std::max(firstRow, int(std::floor(span.top)));
        const int to = std::min(lastRow, int(std::ceil(span.bottom)));
        for (int row = from; row < to; ++row) {
            const double covered = std::min(span.bottom, row + 1.0) - std::max(span.top, double(row));
            auto *const pixel = reinterpret_cast<QRgb *>(bits + row * stride) + column;
            *pixel = blend(*pixel, rgb, int(std::lround(std::clamp(covered, 0.0, 1.0) * 255)));
        }
    }
}

int SpanRaster::filledColumns() const
{
    return int(std::count_if(m_spans.cbegin(), m_spans.cend(), [](const Span &span) { return !span.isEmpty(); }));
}

} // namespace stanforis
