// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/paintshare.h"

#include <QCoreApplication>
#include <QEvent>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace stanforis {

using namespace std::chrono_literals;

namespace {

constexpr PaintShare::Time unknownCost = 2ms; // of a picture nobody has drawn yet

} // namespace

PaintShare &PaintShare::of(const QWidget *widget)
{
    QWidget *const window = widget->window();
    for (QObject *const child : window->children()) {
        if (auto *const share = dynamic_cast<PaintShare *>(child)) {
            return *share;
        }
    }
    return *new PaintShare(window);
}

PaintShare::PaintShare(QWidget *window)
    : QObject(window)
{}

PaintShare::Time PaintShare::expected(const QWidget *widget) const
{
    return std::min(m_costs.value(widget, unknownCost), budget);
}

void PaintShare::request(QWidget *widget, Start start)
{
    if (start == Start::AfterUpdate) {
        giveTurnsLater();
    }
    if (!m_turns.contains(widget) && !m_waiting.contains(widget)) {
        m_waiting.append(widget);
        giveTurns();
    }
}

void PaintShare::giveTurns()
{
    while (!m_isUpdating && !m_waiting.isEmpty() && m_planned + expected(m_waiting.first()) <= budget) {
        QWidget *const widget = m_waiting.takeFirst();
        const bool isSeen = !widget->visibleRegion().isEmpty(); // else nothing is painted until it is
        const Time share = isSeen ? expected(widget) : Time();
        m_planned += share;
        m_turns.insert(widget, share);
        widget->update();
    }
}

void PaintShare::drawn(QWidget *widget, Time cost)
{
    // A machine that was busy with something else makes a picture seem dear once, not for long.
    const Time before = m_costs.value(widget, cost);
    m_costs.insert(widget, cost < before ? cost : before + (cost - before) / 8);
    m_waiting.removeOne(widget);
    m_planned -= m_turns.take(widget);
    giveTurnsLater();
}

void PaintShare::giveTurnsLater()
{
    if (std::exchange(m_isUpdating, true)) {
        return;
    }
    // Behind the window's own request to be painted, which has this priority.
    QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::LowEventPriority);
}

void PaintShare::customEvent(QEvent * /*event*/)
{
    m_isUpdating = false;
    giveTurns();
}

void PaintShare::forget(QWidget *widget)
{
    m_waiting.removeOne(widget);
    m_planned -= m_turns.take(widget);
    m_costs.remove(widget);
    giveTurns();
}

} // namespace stanforis
