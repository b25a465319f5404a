// SPDX-License-Identifier: GPL-3.0-or-later
// How the marks of a plot look; what they are is in plotmarks.cpp.
#include "views/plots/cursorlink.h"
#include "views/plots/plotmarks.h"
#include "views/plots/plottext.h"
#include "views/plots/plotwords.h"
#include "views/plots/timeplot.h"
#include "views/plots/timewording.h"
#include "views/widgets/severitymark.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

/// A small plate with lines of text, the first one quieter; it stays within the area and beside `x`.
void paintPlate(QPainter &painter, const PlotScene &scene, double x, bool atBottom, const QStringList &lines)
{
    const Theme &theme = scene.theme;
    const QFont font = theme.font(TypeRole::Caption);
    const qreal hair = theme.stroke().hair;
    const qreal pad = theme.space(2);
    const qreal row = theme.lineHeight(TypeRole::Caption);
    qreal widest = 0;
    for (const QString &line : lines)
        widest = std::max(widest, QFontMetricsF(font).horizontalAdvance(line));
    const QSizeF size(std::ceil(widest) + 2 * pad, row * qreal(lines.size()) + pad);
    const qreal gap = theme.space(1);
    const bool toTheLeft = x + gap + size.width() > scene.area.right();
    const qreal left = std::max(scene.area.left(), toTheLeft ? x - gap - size.width() : x + gap);
    // Above the row of events.
    const qreal low = scene.area.bottom() - scene.metrics.limitMark - gap - size.height();
    const QRectF box(QPointF(std::round(left), std::round(atBottom ? low : scene.area.top())), size);
    painter.setPen(QPen(theme.line().strong, hair));
    painter.setBrush(theme.surface().sheet);
    painter.drawRoundedRect(box.adjusted(hair / 2, hair / 2, -hair / 2, -hair / 2), theme.radius(), theme.radius());
    painter.setFont(font);
    QRectF at(box.left() + pad, box.top() + pad / 2, box.width(), row);
    for (int line = 0; line < lines.size(); ++line, at.translate(0, row)) {
        painter.setPen(line == 0 ? theme.text().secondary : theme.text().primary);
        painter.drawText(at, Qt::AlignLeft | Qt::AlignVCenter, lines.at(line));
    }
}

/// Upright line at whole pixels, so that it is as sharp as the cursor.
void paintUpright(QPainter &painter, const PlotScene &scene, double x, const QColor &color, qreal dash)
{
    const qreal hair = scene.theme.stroke().hair;
    const QRectF line(std::floor(x), scene.area.top(), hair, scene.area.height());
    if (dash <= 0)
        return painter.fillRect(line, color);
    for (qreal y = line.top(); y < line.bottom(); y += 2 * dash)
        painter.fillRect(QRectF(line.left(), y, hair, std::min(dash, line.bottom() - y)), color);
}

/// A note in lines that fit on a plate; it has no line of its own that is wider.
QStringList wrappedNote(const QString &text, const QFont &font, qreal width)
{
    const QFontMetricsF measure(font);
    QStringList lines;
    const QStringList parts = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString longer = lines.isEmpty() ? part : QString(lines.last() + u' ' + part);
        if (!lines.isEmpty() && measure.horizontalAdvance(longer) <= width)
            lines.last() = longer;
        else
            lines.append(measure.elidedText(part, Qt::ElideRight, width));
    }
    return lines;
}

} // namespace

void PlotMarks::paint(QPainter &painter, const PlotScene &scene) const
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintNotes(painter, scene);
    paintEvents(painter, scene);
    for (const Instant pin : m_pins) {
        if (pin >= scene.range.from && pin <= scene.range.to)
            paintPin(painter, scene, pin);
    }
    paintDifference(painter, scene);
    paintBox(painter, scene);
}

void PlotMarks::paintEvents(QPainter &painter, const PlotScene &scene) const
{
    const QList<TimeEvent> events = eventsIn(scene.range);
    const qreal size = scene.metrics.limitMark;
    const qreal top = std::round(scene.area.bottom() - size - scene.theme.space(1) / 2.0);
    // Marks that would cover each other are one: the worst of them.
    qreal taken = -1e9;
    for (qsizetype first = 0; first < events.size();) {
        qsizetype worst = first;
        const double x = scene.x(events.at(first).time);
        qsizetype next = first + 1;
        for (; next < events.size() && scene.x(events.at(next).time) - x < size; ++next) {
            if (events.at(next).severity > events.at(worst).severity)
                worst = next;
        }
        const double center = std::clamp(x, scene.area.left() + size / 2, scene.area.right() - size / 2);
        if (center - taken >= size / 2) {
            paintSeverityMark(painter, QRectF(std::round(center - size / 2), top, size, size), events.at(worst).severity, true,
                              scene.theme);
            taken = center;
        }
        first = next;
    }
    const auto cursor = m_plot.cursorLink()->cursor();
    if (!cursor)
        return;
    QStringList lines;
    for (const TimeEvent &event : events) {
        if (std::abs(scene.x(event.time) - scene.x(*cursor)) > size)
            continue;
        if (lines.isEmpty())
            lines.append(plottext::clock(event.time, m_plot.zone()));
        const QString what = event.text.isEmpty() ? words(QT_TRANSLATE_NOOP("stanforis::PlotMarks", "normal again")) : event.text;
        if (lines.size() < 4)
            lines.append(u"%1: %2"_s.arg(event.source, what));
    }
    const QList<PlotNote> notes = notesIn(m_plot, scene.range);
    for (const PlotNote &note : notes) {
        if (std::abs(scene.x(note.time) - scene.x(*cursor)) > size)
            continue;
        if (lines.isEmpty())
            lines.append(plottext::clock(note.time, m_plot.zone()));
        lines.append(wrappedNote(note.text, scene.theme.font(TypeRole::Caption), scene.area.width() / 2));
    }
    if (!lines.isEmpty())
        paintPlate(painter, scene, scene.x(*cursor), true, lines);
}

/// A small plate with the note's number on an upright line; what it says is told at the cursor, and under saved pictures.
void PlotMarks::paintNotes(QPainter &painter, const PlotScene &scene) const
{
    const Theme &theme = scene.theme;
    const QFont font = theme.font(TypeRole::Caption);
    const qreal row = theme.lineHeight(TypeRole::Caption);
    const QList<PlotNote> notes = notesIn(m_plot, scene.range);
    for (qsizetype number = 1; number <= notes.size(); ++number) {
        const double x = scene.x(notes.at(number - 1).time);
        paintUpright(painter, scene, x, theme.line().strong, 2 * scene.metrics.limitDash);
        const QString text = QString::number(number);
        const qreal wide = std::ceil(QFontMetricsF(font).horizontalAdvance(text)) + theme.space(2);
        const qreal left = std::clamp(std::floor(x), scene.area.left(), scene.area.right() - wide);
        const QRectF plate(left, scene.area.top(), wide, row);
        painter.fillRect(plate, theme.text().secondary);
        painter.setFont(font);
        painter.setPen(theme.plot().background);
        painter.drawText(plate, Qt::AlignCenter, text);
    }
}

void PlotMarks::paintPin(QPainter &painter, const PlotScene &scene, Instant pin) const
{
    const Theme &theme = scene.theme;
    const double x = scene.x(pin);
    paintUpright(painter, scene, x, theme.line().strong, 0);
    const QFont font = theme.font(TypeRole::Caption);
    const qreal row = theme.lineHeight(TypeRole::Caption);
    const qreal pad = theme.space(1);
    const QFontMetricsF measure(font);
    // Values keep the order of their lines and do not cover each other.
    QList<std::pair<double, int>> levels;
    for (int index = 0; index < m_plot.series().size(); ++index) {
        if (const auto value = valueAt(m_plot, index, pin))
            levels.append({scene.y(*value, m_plot.series().at(index).axis), index});
    }
    std::sort(levels.begin(), levels.end());
    painter.setFont(font);
    qreal free = scene.area.top();
    for (const auto &[level, index] : levels) {
        const QString text = valueTextAt(m_plot, index, pin);
        const qreal wide = std::ceil(measure.horizontalAdvance(text)) + 2 * pad;
        const bool toTheLeft = x + pad + wide > scene.area.right();
        const qreal y = std::clamp(level - row / 2, free, std::max(free, scene.area.bottom() - row));
        const QRectF plate(toTheLeft ? x - pad * 2 - wide : x + pad * 2, std::round(y), wide, row);
        painter.fillRect(plate, theme.plot().background);
        painter.setPen(theme.text().primary);
        painter.drawText(plate, Qt::AlignCenter, text);
        painter.setPen(QPen(m_plot.seriesColor(index), theme.stroke().icon));
        painter.setBrush(m_plot.seriesColor(index));
        const qreal radius = scene.metrics.cursorRing / 2;
        painter.drawEllipse(QPointF(x, level), radius, radius);
        free = plate.bottom();
    }
}

void PlotMarks::paintDifference(QPainter &painter, const PlotScene &scene) const
{
    const auto mark = m_plot.cursorLink()->mark();
    if (!mark || *mark < scene.range.from || *mark > scene.range.to)
        return;
    const Theme &theme = scene.theme;
    const double x = scene.x(*mark);
    paintUpright(painter, scene, x, theme.plot().cursor, scene.metrics.limitDash);
    const auto cursor = m_plot.cursorLink()->cursor();
    if (!cursor || *cursor < scene.range.from || *cursor > scene.range.to)
        return paintPlate(painter, scene, x, true, {plottext::clock(*mark, m_plot.zone())});
    const QString span = timewording::span(*cursor - *mark);
    paintPlate(painter, scene, std::min(x, scene.x(*cursor)), true, QStringList{QString(u"Δ "_s + span)} + differences());
}

void PlotMarks::paintBox(QPainter &painter, const PlotScene &scene) const
{
    if (!m_box)
        return;
    const Theme &theme = scene.theme;
    const double left = std::clamp(scene.x(m_box->from), scene.area.left(), scene.area.right());
    const double right = std::clamp(scene.x(m_box->to), scene.area.left(), scene.area.right());
    QColor fill = theme.accent().focus;
    fill.setAlphaF(0.18F); // the traces stay readable through it
    painter.fillRect(QRectF(left, scene.area.top(), right - left, scene.area.height()), fill);
    paintUpright(painter, scene, left, theme.accent().focus, 0);
    paintUpright(painter, scene, right - 1, theme.accent().focus, 0);
    const QString length = timewording::span(m_box->length()).mid(1);
    const QFont font = theme.font(TypeRole::Caption);
    const qreal wide = QFontMetricsF(font).horizontalAdvance(length) + theme.space(2);
    const qreal center = std::clamp((left + right) / 2, scene.area.left() + wide / 2, scene.area.right() - wide / 2);
    const QRectF plate(std::round(center - wide / 2), scene.area.bottom() - theme.lineHeight(TypeRole::Caption), wide,
                       theme.lineHeight(TypeRole::Caption));
    painter.fillRect(plate, theme.surface().sheet);
    painter.setFont(font);
    painter.setPen(theme.text().primary);
    painter.drawText(plate, Qt::AlignCenter, length);
}

} // namespace stanforis
