// SPDX-License-Identifier: GPL-3.0-or-later
// The traces themselves, drawn into the columns of a TraceRing.
#include "views/plots/tracering.h"

#include <algorithm>
#include <cmath>

namespace stanforis {
namespace {

constexpr int doubtOpacity = 120; ///< of what says that values are not good: seen, yet under the line
constexpr int areaOpacity = 70;   ///< of the area between lowest and highest; grid and other traces stay visible through it

QList<qreal> scaled(QList<qreal> dash, qreal scale)
{
    for (qreal &part : dash) {
        part *= scale;
    }
    return dash;
}

/// Where in its dash a column is; counted from 1970, so that dashes move with the data.
double dashStartOf(const QList<qreal> &dash, std::int64_t column)
{
    double period = 0;
    for (const qreal part : dash) {
        period += part;
    }
    return period > 0 ? std::fmod(double(column), period) : 0;
}

} // namespace

void TraceRing::drawTrace(const TraceData &trace, const TraceStyle &style, const ColumnSpan &span)
{
    const qreal scale = m_look.scale;
    const double widest = std::max({style.width, style.abnormalWidth, style.doubtWidth}) * scale;
    // Neighbours of the columns to draw, as far as a thick line reaches, and the line that leads to them.
    const auto reach = std::int64_t(widest / 2) + 1;
    const std::int64_t origin = span.first - reach;
    const int width = int(span.count() + 2 * reach);
    const RoundPixels pixels = pixelsFrom(origin);
    const int first = int(reach);
    const int last = int(reach + span.count());
    if (style.doubtWidth > 0) {
        drawDoubt(trace, style, span, pixels);
    }

    m_line.begin(width);
    m_under.begin(style.kind == TraceKind::Band ? width : 0);
    const QList<Column> &columns = trace.columns();
    const QList<PixelGrid::Place> &places = trace.places();
    const qsizetype start = std::max<qsizetype>(0, trace.indexAt(origin) - 1);
    double beforeX = 0;
    double beforeLast = 0;
    std::optional<double> beforeMean;
    double beforeTop = 0;
    double beforeBottom = 0;
    for (qsizetype index = start; index < columns.size(); ++index) {
        const Column &column = columns.at(index);
        const int at = int(std::clamp<std::int64_t>(places.at(index).column - origin, -(1 << 28), 1 << 28));
        const double x = at + places.at(index).within;
        const double top = row(column.maximum, style.axis);
        const double bottom = row(column.minimum, style.axis);
        const double enter = row(column.first, style.axis);
        const std::optional<double> known = style.kind == TraceKind::Band ? column.mean() : std::nullopt;
        const std::optional<double> mean = known ? std::optional(row(*known, style.axis)) : std::nullopt;
        const bool isJoined = index > start && !trace.isPauseAfter(index - 1);
        switch (style.kind) {
        case TraceKind::Line:
            m_line.addExtent(at, top, bottom);
            if (isJoined) {
                m_line.addSegment(beforeX, beforeLast, x, enter);
            }
            break;
        case TraceKind::Step:
            m_line.addExtent(at, top, bottom);
            if (isJoined) {
                m_line.addSegment(beforeX, beforeLast, x, beforeLast);
                m_line.addExtent(at, std::min(beforeLast, enter), std::max(beforeLast, enter));
            }
            break;
        case TraceKind::Band:
            m_under.addExtent(at, top, bottom);
            if (isJoined) {
                m_under.addArea(beforeX, beforeTop, beforeBottom, x, top, bottom);
            }
            if (mean) { // where nobody knows it the area is without a line
                m_line.addExtent(at, *mean, *mean);
            }
            if (isJoined && mean && beforeMean) {
                m_line.addSegment(beforeX, *beforeMean, x, *mean);
            }
            beforeMean = mean;
            break;
        }
        beforeX = x;
        beforeLast = row(column.last, style.axis);
        beforeTop = top;
        beforeBottom = bottom;
        if (at >= width) {
            break; // what comes later is beyond
        }
    }
    SpanStroke stroke;
    stroke.color = style.color.rgb();
    stroke.lastRow = pixels.height;
    if (style.kind == TraceKind::Band) {
        stroke.opacity = areaOpacity;
        stroke.thickness = 1;
        m_under.paint(pixels, first, last, stroke);
        stroke.opacity = 255;
    }
    stroke.thickness = std::max(1.0, style.width * scale);
    stroke.dash = scaled(style.dash, scale);
    stroke.dashStart = dashStartOf(stroke.dash, origin);
    m_line.paint(pixels, first, last, stroke);
    if (!style.limit) {
        return;
    }
    const bool above = style.limit->violation == LimitSide::Above;
    const double edge = row(style.limit->value, style.axis);
    if (above ? !m_line.reachesAbove(edge) : !m_line.reachesBelow(edge)) {
        return;
    }
    const int edgeRow = int(std::lround(std::clamp(edge, 0.0, double(pixels.height))));
    stroke.color = style.abnormalColor.rgb();
    stroke.thickness = std::max(1.0, style.abnormalWidth * scale);
    stroke.firstRow = above ? 0 : edgeRow;
    stroke.lastRow = above ? edgeRow : pixels.height;
    m_line.paint(pixels, first, last, stroke);
}

void TraceRing::drawDoubt(const TraceData &trace, const TraceStyle &style, const ColumnSpan &span, const RoundPixels &pixels)
{
    const double widest = std::max({style.width, style.abnormalWidth, style.doubtWidth}) * m_look.scale;
    const auto reach = std::int64_t(widest / 2) + 1;
    const std::int64_t origin = span.first - reach;
    const int width = int(span.count() + 2 * reach);
    const QList<Column> &columns = trace.columns();
    const auto doubtOf = [](const Column &column) { return int(column.quality) - int(Quality::Minor); };
    const qsizetype start = std::max<qsizetype>(0, trace.indexAt(origin) - 1);
    const qsizetype end = std::min(columns.size(), trace.indexAt(span.last + reach) + 1);
    for (int doubt = 0; doubt < int(style.doubt.size()); ++doubt) {
        const auto isDoubtful = [&](const Column &column) { return doubtOf(column) == doubt; };
        if (std::none_of(columns.cbegin() + start, columns.cbegin() + end, isDoubtful)) {
            continue;
        }
        m_line.begin(width);
        for (qsizetype index = start; index < end; ++index) {
            const Column &column = columns.at(index);
            if (!isDoubtful(column)) {
                continue;
            }
            const PixelGrid::Place &place = trace.places().at(index);
            const int at = int(std::clamp<std::int64_t>(place.column - origin, -(1 << 28), 1 << 28));
            m_line.addExtent(at, row(column.maximum, style.axis), row(column.minimum, style.axis));
            if (index > 0 && !trace.isPauseAfter(index - 1)) {
                const PixelGrid::Place &before = trace.places().at(index - 1);
                const double left = double(std::max<std::int64_t>(before.column - origin, -(1 << 28))) + before.within;
                const double from = row(columns.at(index - 1).last, style.axis);
                const double to = style.kind == TraceKind::Step ? from : row(column.first, style.axis);
                m_line.addSegment(left, from, at + place.within, to);
            }
        }
        SpanStroke stroke;
        stroke.color = style.doubt[std::size_t(doubt)].rgb();
        stroke.thickness = style.doubtWidth * m_look.scale;
        stroke.opacity = doubtOpacity;
        stroke.lastRow = pixels.height;
        stroke.dash = scaled(style.doubtDash[std::size_t(doubt)], m_look.scale);
        stroke.dashStart = dashStartOf(stroke.dash, origin);
        m_line.paint(pixels, int(reach), int(reach + span.count()), stroke);
    }
}

} // namespace stanforis
