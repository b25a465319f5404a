// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

class QWidget;

namespace stanforis {

/// The one clock of a window's frames. Plots follow what arrived at once when the window was at rest, and once in a frame of the
/// display while more keeps coming; figures in words follow a moment later, so that what comes together is told at once, and
/// change four times a second at most, so that they can be read, and once a second when nothing came, because ages grow. Nothing
/// at all while the window is hidden, minimised or covered. GUI thread.
class FrameClock final : public QObject
{
    Q_OBJECT
public:
    using Steady = std::chrono::steady_clock;

    explicit FrameClock(QWidget *window);

    /// When the frame that runs was due, until its paint has ended; none between frames.
    [[nodiscard]] std::optional<Steady::time_point> frameBegan() const { return m_frameBegan; }

public Q_SLOTS:
    /// Something that is told in words has changed.
    void wake();
    /// Samples have come.
    void wakePlots();
    /// The paint that followed a frame has ended; one that took long leaves room for the person before the next.
    void notePainted();

Q_SIGNALS:
    /// Plots only; due() comes instead when it is time for both.
    void frameDue();
    void due();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void customEvent(QEvent *event) override;

private:
    void fire();
    void plan();
    [[nodiscard]] bool isSeen() const;
    [[nodiscard]] Steady::duration frameLength() const;

    QWidget *m_window;
    QTimer m_timer;
    bool m_plotsWait = false;
    std::optional<Steady::time_point> m_wordsWait; ///< since when
    Steady::time_point m_planned;                  ///< when the timer ought to fire
    std::optional<Steady::time_point> m_frameBegan;
    Steady::time_point m_lastFrame;
    Steady::time_point m_lastWords;
    Steady::duration m_lastCost{}; ///< from fire() to the end of the paint
};

} // namespace stanforis
