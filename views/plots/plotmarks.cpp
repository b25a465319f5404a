// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotmarks.h"

#include "views/plots/columngaps.h"
#include "views/plots/cursorlink.h"
#include "views/plots/plottext.h"
#include "views/plots/plotwords.h"
#include "views/plots/timeplot.h"
#include "views/plots/timewording.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

std::optional<double> valueAt(const TimePlot &plot, int index, Instant time)
{
    const PlotSeries &one = plot.series().at(index);
    if (one.hidden || time < plot.range().from || time > plot.range().to)
        return std::nullopt;
    const Duration longest = plot.view().interval(one.key) * 5 / 2;
    const auto sample = plot.view().sampleAt(one.key, time);
    if (sample && time - sample->time <= longest)
        return sample->value;
    const QList<Column> &columns = plot.columns(index);
    const auto after = std::upper_bound(columns.cbegin(), columns.cend(), time,
                                        [](Instant at, const Column &column) { return at < column.time; });
    const Duration pixel = plot.range().length() / std::max(1, plot.widthInPixels());
    if (after == columns.cbegin() ||
        time - endOf(*(after - 1), plot.view().interval(one.key), pixel) > std::max(longest, pixel * 2))
        return std::nullopt;
    return (after - 1)->last;
}

QString valueTextAt(const TimePlot &plot, int index, Instant time)
{
    const auto value = valueAt(plot, index, time);
    if (!value)
        return {};
    const PlotSeries &one = plot.series().at(index);
    const QList<Column> &columns = plot.columns(index);
    const auto after = std::upper_bound(columns.cbegin(), columns.cend(), time,
                                        [](Instant at, const Column &column) { return at < column.time; });
    if (after == columns.cbegin() || time >= (after - 1)->time + (after - 1)->span)
        return plottext::quantity(*value, one.decimals, one.unit);
    const Column &column = *(after - 1);
    const QString lowest = plottext::number(column.minimum, one.decimals);
    const QString highest = plottext::number(column.maximum, one.decimals);
    const QString length = plottext::length(column.span);
    if (lowest == highest)
        return words(QT_TRANSLATE_NOOP("stanforis::PlotMarks", "%1, history %2"))
            .arg(plottext::quantity(column.maximum, one.decimals, one.unit), length);
    return words(QT_TRANSLATE_NOOP("stanforis::PlotMarks", "%1 to %2, history %3"))
        .arg(lowest, plottext::quantity(column.maximum, one.decimals, one.unit), length);
}

QList<PlotNote> notesIn(const TimePlot &plot, TimeRange range)
{
    QList<PlotNote> found;
    const QList<PlotNote> &notes = plot.cursorLink()->notes();
    std::copy_if(notes.cbegin(), notes.cend(), std::back_inserter(found),
                 [&](const PlotNote &note) { return note.time >= range.from && note.time <= range.to; });
    return found;
}

void PlotMarks::togglePin(Instant time, Duration near)
{
    const auto found = std::find_if(m_pins.cbegin(), m_pins.cend(),
                                    [&](Instant pin) { return std::max(pin, time) - std::min(pin, time) <= near; });
    if (found != m_pins.cend())
        m_pins.erase(found);
    else
        m_pins.append(time);
}

QList<TimeEvent> PlotMarks::eventsIn(TimeRange range) const
{
    QList<TimeEvent> found;
    std::copy_if(m_events.cbegin(), m_events.cend(), std::back_inserter(found),
                 [&](const TimeEvent &event) { return event.time >= range.from && event.time <= range.to; });
    return found;
}

QStringList PlotMarks::differences() const
{
    QStringList lines;
    const auto mark = m_plot.cursorLink()->mark();
    const auto cursor = m_plot.cursorLink()->cursor();
    if (!mark || !cursor)
        return lines;
    for (int index = 0; index < m_plot.series().size(); ++index) {
        const auto before = valueAt(m_plot, index, *mark);
        const auto now = valueAt(m_plot, index, *cursor);
        const PlotSeries &one = m_plot.series().at(index);
        if (!before || !now)
            continue;
        // The sign is always there: it says which way.
        QString figure = plottext::quantity(*now - *before, one.decimals, one.unit);
        if (*now > *before)
            figure.insert(figure.startsWith(QChar(0x2066)) ? 1 : 0, u'+');
        lines.append(m_plot.series().size() > 1 ? QString(one.label + u' ' + figure) : figure);
    }
    return lines;
}

QString PlotMarks::summary() const
{
    QStringList sentences;
    const CursorLink &link = *m_plot.cursorLink();
    if (link.mark()) {
        sentences.append(
            words(QT_TRANSLATE_NOOP("stanforis::PlotMarks", "Mark at %1.")).arg(plottext::clock(*link.mark(), m_plot.zone())));
        if (link.cursor())
            sentences.append(words(QT_TRANSLATE_NOOP("stanforis::PlotMarks", "From there to the cursor %1, %2."))
                                 .arg(timewording::span(*link.cursor() - *link.mark()), differences().join(u", "_s)));
    }
    for (const Instant pin : m_pins) {
        QStringList values;
        for (int index = 0; index < m_plot.series().size(); ++index) {
            const PlotSeries &one = m_plot.series().at(index);
            if (const QString value = valueTextAt(m_plot, index, pin); !value.isEmpty())
                values.append(one.label + u' ' + value);
        }
        if (!values.isEmpty())
            sentences.append(words(QT_TRANSLATE_NOOP("stanforis::PlotMarks", "Pinned at %1: %2."))
                                 .arg(plottext::clock(pin, m_plot.zone()), values.join(u", "_s)));
    }
    const QList<PlotNote> notes = notesIn(m_plot, m_plot.range());
    for (const PlotNote &note : notes)
        sentences.append(words(QT_TRANSLATE_NOOP("stanforis::PlotMarks", "Note at %1: %2."))
                             .arg(plottext::clock(note.time, m_plot.zone()), note.text));
    return sentences.join(u' ');
}

bool PlotMarks::isShown() const
{
    const TimeRange range = m_plot.range();
    const auto inView = [&](Instant time) { return time >= range.from && time <= range.to; };
    const auto mark = m_plot.cursorLink()->mark();
    return m_box || (mark && inView(*mark)) || !notesIn(m_plot, range).isEmpty() ||
           std::any_of(m_pins.cbegin(), m_pins.cend(), inView) ||
           std::any_of(m_events.cbegin(), m_events.cend(), [&](const TimeEvent &event) { return inView(event.time); });
}

} // namespace stanforis
