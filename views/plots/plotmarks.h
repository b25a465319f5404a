// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/timeevent.h"
#include "views/plots/plotnote.h"
#include "views/plots/plotoverlay.h"

#include <QList>
#include <QRectF>
#include <QString>

#include <optional>

namespace stanforis {

class TimePlot;

/// The value of a series of a plot at a moment: the sample there, or what is drawn there where only summaries are known.
/// Empty in a hole and for a hidden series.
[[nodiscard]] std::optional<double> valueAt(const TimePlot &plot, int index, Instant time);

/// The same in words, with the unit: where only a summary from history is known, its lowest and highest value and how much time
/// it tells of. Empty as valueAt().
[[nodiscard]] QString valueTextAt(const TimePlot &plot, int index, Instant time);

/// The notes of a plot in a range, ascending: they are numbered in this order.
[[nodiscard]] QList<PlotNote> notesIn(const TimePlot &plot, TimeRange range);

/// What people put on a plot and what happened, over its traces: the box while zooming, pinned values, the difference between the
/// mark and the cursor, notes, and events on the time axis. GUI thread.
class PlotMarks final : public PlotOverlay
{
public:
    /// `plot` must outlive the marks.
    explicit PlotMarks(const TimePlot &plot)
        : m_plot(plot)
    {}

    [[nodiscard]] const std::optional<TimeRange> &box() const { return m_box; }
    void setBox(std::optional<TimeRange> box) { m_box = box; }
    [[nodiscard]] const QList<Instant> &pins() const { return m_pins; }
    /// Pins the values of that moment; within `near` of a pin, takes that one away.
    void togglePin(Instant time, Duration near);
    void clearPins() { m_pins.clear(); }
    /// Ascending.
    void setEvents(const QList<TimeEvent> &events) { m_events = events; }
    [[nodiscard]] QList<TimeEvent> eventsIn(TimeRange range) const;
    /// Mark, difference, pins and notes in words.
    [[nodiscard]] QString summary() const;

    [[nodiscard]] bool isShown() const override;
    void paint(QPainter &painter, const PlotScene &scene) const override;

private:
    void paintEvents(QPainter &painter, const PlotScene &scene) const;
    void paintNotes(QPainter &painter, const PlotScene &scene) const;
    void paintPin(QPainter &painter, const PlotScene &scene, Instant pin) const;
    void paintDifference(QPainter &painter, const PlotScene &scene) const;
    void paintBox(QPainter &painter, const PlotScene &scene) const;
    [[nodiscard]] QStringList differences() const;

    const TimePlot &m_plot;
    std::optional<TimeRange> m_box;
    QList<Instant> m_pins;
    QList<TimeEvent> m_events;
};

} // namespace stanforis
