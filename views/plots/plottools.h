// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/plotmarks.h"

#include <QObject>
#include <QPoint>

class QMouseEvent;
class QWheelEvent;

namespace stanforis {

class TimeContext;
class TimePlot;

/// Mouse and keys of a time plot that change its range or put marks on it: drag a span to zoom to it, wheel at the pointer (with
/// Ctrl, or alone once the plot has the focus, so that a page still scrolls), Shift and wheel to pan, double click to zoom out;
/// the keys of keys(). GUI thread.
class PlotTools final : public QObject
{
    Q_OBJECT

public:
    struct Key
    {
        QString keys;
        QString what;
    };

    /// The plot must outlive its tools.
    explicit PlotTools(TimePlot *plot);

    /// The range that gestures change; null: none. Must outlive its use here.
    void setTime(TimeContext *time) { m_time = time; }
    [[nodiscard]] TimeContext *time() const { return m_time; }
    [[nodiscard]] PlotMarks &marks() { return m_marks; }
    void setEvents(const QList<TimeEvent> &events);
    [[nodiscard]] static QList<Key> keys();

    // What the keys and the menu do.
    void zoomIn();
    void zoomOut();
    void pan(double share);
    /// To the span between mark and cursor.
    void zoomToMark();
    void toggleMark();
    void togglePin();
    void clearMarks();
    [[nodiscard]] bool hasMarks() const;
    void toggleSeries(int index);
    void toggleOnly(int index);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void menuRequested(const QPoint &globalPlace);
    /// The plot leaves the range of the page, or comes back to it.
    void ownRangeToggleRequested();
    void figuresToggleRequested();
    void logarithmicToggleRequested();
    /// The next way of drawing: line, steps, band.
    void nextKindRequested();
    /// A note at the cursor is to be written, or the one that is there changed.
    void noteRequested();
    void saveRequested();

private:
    bool press(const QMouseEvent &event);
    void drag(const QMouseEvent &event);
    bool release();
    bool turn(QWheelEvent &event);
    bool useKey(int key, Qt::KeyboardModifiers held);
    bool useRangeKey(int key, Qt::KeyboardModifiers held);
    void zoomAbout(double factor, Instant about);
    [[nodiscard]] Instant keyboardMoment() const;
    void marksChanged();

    TimePlot *m_plot;
    TimeContext *m_time = nullptr;
    PlotMarks m_marks;
    std::optional<Instant> m_pressed; ///< where the drag began
    double m_pressedAt = 0;
    bool m_dragging = false;
};

} // namespace stanforis
