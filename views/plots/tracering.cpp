// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/tracering.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stanforis {
namespace {

QRgb mixed(QRgb below, const QColor &over)
{
    const int alpha = over.alpha();
    const auto channel = [&](int top, int under) { return (top * alpha + under * (255 - alpha) + 127) / 255; };
    return qRgb(channel(over.red(), qRed(below)), channel(over.green(), qGreen(below)), channel(over.blue(), qBlue(below)));
}

/// Coverage of 45° lines of `hair`, `pitch` apart along x.
std::vector<uchar> hatchPattern(double pitch, double hair)
{
    const int period = std::max(2, int(std::lround(pitch)));
    std::vector<uchar> pattern(std::size_t(period), 0);
    for (int at = 0; at < period; ++at) {
        const double away = std::min(at, period - at) / std::sqrt(2.0);
        pattern[std::size_t(at)] = uchar(std::clamp(hair / 2 + 0.5 - away, 0.0, 1.0) * 255);
    }
    return pattern;
}

} // namespace

void TraceRing::setLook(TraceLook look)
{
    if (look.size != m_image.size()) {
        // A row of pixels more than a multiple of 4 KiB long, or columns would fall into the same few lines of the cache.
        const int width = std::max(0, look.size.width());
        qsizetype stride = (width + 15) / 16 * 16;
        stride += stride / 16 % 2 == 0 ? 16 : 0;
        m_image = {};
        const auto needed = std::size_t(stride * std::max(0, look.size.height()));
        if (m_memory.size() < needed) { // kept when the plot shrinks: new pages of memory cost more than drawing on them
            m_memory.resize(needed);
        }
        m_image = QImage(reinterpret_cast<uchar *>(m_memory.data()), width, look.size.height(), stride * qsizetype(sizeof(QRgb)),
                         QImage::Format_RGB32);
    }
    m_look = std::move(look);
    const int height = m_image.height();
    m_backdrop.assign(std::size_t(std::max(0, height)), m_look.background.rgb());
    for (const RowFill &fill : std::as_const(m_look.fills)) {
        const int from = std::clamp(int(std::lround(fill.from)), 0, height);
        const int to = std::clamp(int(std::lround(fill.to)), 0, height);
        for (int row = from; row < to; ++row) {
            m_backdrop[std::size_t(row)] = mixed(m_backdrop[std::size_t(row)], fill.color);
        }
    }
    m_hatch = hatchPattern(m_look.hatchPitch * m_look.scale, m_look.hair * m_look.scale);
    for (std::size_t axis = 0; axis < m_rows.size(); ++axis) {
        const ValueScale &scale = m_look.scales[axis];
        const double lower = scale.logarithmic ? std::log10(scale.lower) : scale.lower;
        const double upper = scale.logarithmic ? std::log10(scale.upper) : scale.upper;
        const double perUnit = -double(height) / (upper - lower);
        m_rows[axis] = {-upper * perUnit, perUnit, scale.logarithmic, scale.lower * 1e-3};
    }
    m_isDrawn = false;
}

double TraceRing::row(double value, ValueAxis axis) const
{
    const RowMap &map = m_rows[std::size_t(axis)];
    return map.zero + map.perUnit * (map.logarithmic ? std::log10(std::max(value, map.smallest)) : value);
}

int TraceRing::slotOf(std::int64_t column) const
{
    const std::int64_t slot = column % m_image.width();
    return int(slot < 0 ? slot + m_image.width() : slot);
}

RoundPixels TraceRing::pixelsFrom(std::int64_t column)
{
    return {m_memory.data(), m_image.bytesPerLine() / qsizetype(sizeof(QRgb)), m_image.width(), m_image.height(), slotOf(column)};
}

ColumnSpan TraceRing::show(std::int64_t first, const ColumnSpan &changed, const QList<const TraceData *> &traces,
                           const QList<ColumnSpan> &holes)
{
    const int width = m_image.width();
    if (width <= 0 || m_image.height() <= 0) {
        return {};
    }
    const ColumnSpan whole{first, first + width};
    ColumnSpan dirty;
    if (!m_isDrawn || std::abs(first - m_first) >= width) {
        dirty = whole;
    } else {
        if (first > m_first) {
            dirty = {m_first + width, whole.last};
        } else if (first < m_first) {
            dirty = {first, m_first};
        }
        if (!changed.isEmpty()) {
            // A thick line reaches beyond the columns it passes through.
            double widest = 0;
            for (const TraceStyle &style : std::as_const(m_look.traces)) {
                widest = std::max({widest, style.width, style.abnormalWidth, style.doubtWidth});
            }
            const auto reach = std::int64_t(widest * m_look.scale / 2) + 1;
            dirty.join({std::max(changed.first, whole.first) - reach, std::min(changed.last, whole.last) + reach});
        }
        dirty = {std::max(dirty.first, whole.first), std::min(dirty.last, whole.last)};
    }
    m_first = first;
    m_isDrawn = true;
    if (!dirty.isEmpty()) {
        draw(dirty, traces, holes);
    }
    measureInk(traces, holes);
    return dirty;
}

void TraceRing::draw(const ColumnSpan &span, const QList<const TraceData *> &traces, const QList<ColumnSpan> &holes)
{
    clear(span);
    for (const ColumnSpan &hole : holes) {
        hatch(hole, span);
    }
    const qsizetype count = std::min(traces.size(), m_look.traces.size());
    for (qsizetype index = 0; index < count; ++index) {
        if (!traces.at(index)->columns().isEmpty()) {
            drawTrace(*traces.at(index), m_look.traces.at(index), span);
        }
    }
}

void TraceRing::clear(const ColumnSpan &span)
{
    const RoundPixels pixels = pixelsFrom(span.first);
    const auto count = int(span.count());
    const int straight = std::min(count, pixels.width - pixels.slot);
    QRgb *line = pixels.bits;
    for (int row = 0; row < pixels.height; ++row, line += pixels.stride) {
        const QRgb color = m_backdrop[std::size_t(row)];
        if (row > 0 && m_backdrop[std::size_t(row - 1)] == color) { // copying is faster than filling
            std::copy_n(line - pixels.stride + pixels.slot, straight, line + pixels.slot);
            std::copy_n(line - pixels.stride, count - straight, line);
        } else {
            std::fill_n(line + pixels.slot, straight, color);
            std::fill_n(line, count - straight, color);
        }
    }
}

void TraceRing::hatch(const ColumnSpan &hole, const ColumnSpan &span)
{
    if (hole.last - hole.first < 3) {
        return; // two sides and nothing between them say nothing
    }
    const ColumnSpan part{std::max(hole.first, span.first), std::min(hole.last, span.last)};
    const auto hair = std::max<std::int64_t>(1, std::lround(m_look.hair * m_look.scale));
    const auto period = std::int64_t(m_hatch.size());
    const RoundPixels pixels = pixelsFrom(0);
    for (std::int64_t column = part.first; column < part.last; ++column) {
        const bool isSide = column < hole.first + hair || column >= hole.last - hair;
        QRgb *pixel = pixels.bits + slotOf(column);
        auto at = std::size_t(((column % period) + period) % period);
        for (int row = 0; row < pixels.height; ++row, pixel += pixels.stride) {
            QColor color = m_look.hatch;
            if (!isSide) {
                color.setAlpha(color.alpha() * m_hatch[at] / 255);
            }
            if (color.alpha() > 0) {
                *pixel = mixed(*pixel, color);
            }
            at = at + 1 == m_hatch.size() ? 0 : at + 1;
        }
    }
}

void TraceRing::measureInk(const QList<const TraceData *> &traces, const QList<ColumnSpan> &holes)
{
    const int height = m_image.height();
    m_inkTop = height;
    m_inkBottom = 0;
    if (!holes.isEmpty()) {
        m_inkTop = 0;
        m_inkBottom = height;
        return;
    }
    for (qsizetype index = 0; index < std::min(traces.size(), m_look.traces.size()); ++index) {
        const TraceData &trace = *traces.at(index);
        if (trace.lowest() > trace.highest()) {
            continue;
        }
        const TraceStyle &style = m_look.traces.at(index);
        const double reach = std::max({style.width, style.abnormalWidth, style.doubtWidth}) * m_look.scale / 2 + 1;
        const double top = row(trace.highest(), style.axis) - reach;
        const double bottom = row(trace.lowest(), style.axis) + reach;
        m_inkTop = std::min(m_inkTop, int(std::clamp(std::floor(top), 0.0, double(height))));
        m_inkBottom = std::max(m_inkBottom, int(std::clamp(std::ceil(bottom), 0.0, double(height))));
    }
}

void TraceRing::paint(QPainter &painter, QPoint at) const
{
    const int width = m_image.width();
    if (width <= 0) {
        return;
    }
    const int seam = slotOf(m_first);
    painter.drawImage(at, m_image, QRect(seam, 0, width - seam, m_image.height()));
    if (seam > 0) {
        painter.drawImage(at + QPoint(width - seam, 0), m_image, QRect(0, 0, seam, m_image.height()));
    }
}

} // namespace stanforis
