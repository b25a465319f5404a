// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"

#include <QList>
#include <QWidget>

#include <functional>

namespace stanforis {
class CursorLink;
class FrameClock;
class PlotPanel;
class SeriesView;
} // namespace stanforis

namespace stanforis::bench {

/// The key of series `index` of a wall or a source.
[[nodiscard]] SeriesKey seriesKey(int index);

/// Twelve panels of four lines on one frame clock, each as on a page: header, legend, axes, units, limits.
class Wall final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int panels = 12;
    static constexpr int lines = 4;

    /// `window`: the time in view.
    Wall(const SeriesView &view, Duration window, const Clock &clock);
    ~Wall() override;

    /// Samples have come.
    void wake();
    /// As the window of the console tells its clock.
    void notePainted();
    /// Takes the newest samples now, as the frame clock makes it do.
    void follow();
    void setWindow(Duration window) { m_window = window; }
    [[nodiscard]] const QList<PlotPanel *> &all() const { return m_panels; }

Q_SIGNALS:
    /// follow() has run: what was stored by now is in the paint that comes.
    void followed();

private:
    const Clock &m_clock;
    Duration m_window;
    CursorLink *m_cursor;
    FrameClock *m_frames;
    QList<PlotPanel *> m_panels;
};

/// Calls `painted` at the end of each update of the window in which some plot was painted: drawn and handed to the display.
class PaintWatch final : public QObject
{
public:
    PaintWatch(QWidget *window, std::function<void()> painted);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_window;
    std::function<void()> m_painted;
    bool m_any = false;
};

} // namespace stanforis::bench
