// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/frameclock.h"

#include <QEvent>
#include <QWidget>

namespace stanforis {

namespace {

constexpr int shortestPause = 200; // ms; an operator reads no faster
constexpr int longestPause = 1000; // ms; ages are shown in seconds

} // namespace

FrameClock::FrameClock(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FrameClock::fire);
    window->installEventFilter(this);
}

void FrameClock::wake()
{
    if (!m_window->isVisible() || m_window->isMinimized())
        return;
    const qint64 passed = m_last.isValid() ? m_last.elapsed() : shortestPause;
    const int pause = static_cast<int>(std::max<qint64>(shortestPause - passed, 0));
    if (!m_timer.isActive() || m_timer.remainingTime() > pause)
        m_timer.start(pause);
}

bool FrameClock::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::WindowStateChange)
        wake();
    return QObject::eventFilter(watched, event);
}

void FrameClock::fire()
{
    if (!m_window->isVisible() || m_window->isMinimized())
        return; // the next show wakes it
    m_last.start();
    m_timer.start(longestPause);
    Q_EMIT due();
}

} // namespace stanforis
