// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QObject>

#include <chrono>

class QWidget;

namespace stanforis {

/// Keeps the frames of a window short while many of its plots change at once, as after a zoom, another theme or another size:
/// pictures that are all new are drawn by turns, as many in one update of the window as there is time for, and each plot shows
/// the picture it had, whole and with its own axes, until it is its turn. GUI thread.
class PaintShare final : public QObject
{
public:
    using Time = std::chrono::nanoseconds;
    /// Of one update; what is painted beside new pictures comes on top of it.
    static constexpr Time budget = std::chrono::milliseconds(5);

    /// The one of the window that holds `widget`; made when it is first asked for, and gone with the window.
    [[nodiscard]] static PaintShare &of(const QWidget *widget);

    /// When the first turn is given: with the update that comes, or only after it, as it is long already.
    enum class Start { Now, AfterUpdate };
    /// The widget needs a new picture: it is updated when it is its turn.
    void request(QWidget *widget, Start start = Start::Now);
    /// Whether it is the widget's turn.
    [[nodiscard]] bool isTurnOf(const QWidget *widget) const { return m_turns.contains(widget); }
    /// A new picture of the widget was drawn, which took so long.
    void drawn(QWidget *widget, Time cost);
    /// The widget is hidden, or will be destroyed.
    void forget(QWidget *widget);
    /// Widgets that wait for their turn.
    [[nodiscard]] bool isAnyWaiting() const { return !m_waiting.isEmpty() || !m_turns.isEmpty(); }

protected:
    void customEvent(QEvent *event) override;

private:
    explicit PaintShare(QWidget *window);
    void giveTurns();
    void giveTurnsLater();
    [[nodiscard]] Time expected(const QWidget *widget) const;

    QList<QWidget *> m_waiting;
    QHash<const QWidget *, Time> m_turns; ///< and what of the budget is theirs
    QHash<const QWidget *, Time> m_costs; ///< of a picture
    Time m_planned{};                     ///< of all turns
    bool m_isUpdating = false;            ///< turns are given after the update that runs
};

} // namespace stanforis
