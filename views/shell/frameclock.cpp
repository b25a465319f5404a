// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/frameclock.h"

#include <QCoreApplication>
#include <QEvent>
#include <QScreen>
#include <QWidget>
#include <QWindow>

#include <algorithm>

namespace stanforis {

using namespace std::chrono_literals;

namespace {

constexpr auto wordsPause = 250ms; // a person reads no faster
constexpr auto wordsSettle = 50ms; // one tick of the platform comes as several messages
constexpr auto restPause =
    1100ms; // ages are shown in seconds; samples of a 1 Hz source come a little sooner and bring it forward
constexpr auto longestCost = 100ms;

} // namespace

FrameClock::FrameClock(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FrameClock::fire);
    window->installEventFilter(this);
}

bool FrameClock::isSeen() const
{
    // A window system that knows tells when a window is wholly covered, too.
    const QWindow *handle = m_window->windowHandle();
    return m_window->isVisible() && !m_window->isMinimized() && handle && handle->isExposed();
}

FrameClock::Steady::duration FrameClock::frameLength() const
{
    const QScreen *screen = m_window->screen();
    const double hertz = screen ? std::clamp(screen->refreshRate(), 24.0, 240.0) : 60.0;
    const auto display = std::chrono::duration_cast<Steady::duration>(std::chrono::duration<double>(1.0 / hertz));
    // Where painting takes longer than a frame, half of the time stays for keys and pointer.
    return std::max(display, 2 * m_lastCost);
}

void FrameClock::wake()
{
    if (!m_wordsWait)
        m_wordsWait = Steady::now();
    plan();
}

void FrameClock::wakePlots()
{
    m_plotsWait = true;
    plan();
}

void FrameClock::notePainted()
{
    if (m_frameBegan)
        m_lastCost = std::min<Steady::duration>(Steady::now() - m_lastFrame, longestCost);
}

void FrameClock::plan()
{
    if (!isSeen()) {
        m_timer.stop();
        return; // the next exposure wakes it
    }
    const auto now = Steady::now();
    auto next = m_lastWords + restPause;
    if (m_wordsWait)
        next = std::min(next, std::max(m_lastWords + wordsPause, *m_wordsWait + wordsSettle));
    if (m_plotsWait)
        next = std::min(next, m_lastFrame + frameLength());
    // Rounded up: a timer that fires early would fire twice.
    const auto pause = std::chrono::ceil<std::chrono::milliseconds>(std::max(next - now, Steady::duration::zero()));
    if (m_timer.isActive() && m_planned <= now + pause)
        return;
    m_planned = now + pause;
    m_timer.start(pause);
}

bool FrameClock::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window && event->type() == QEvent::Show && m_window->windowHandle())
        m_window->windowHandle()->installEventFilter(this);
    if (event->type() == QEvent::Show || event->type() == QEvent::WindowStateChange)
        wake();
    else if (event->type() == QEvent::Expose && watched == m_window->windowHandle())
        // The window knows of it after the event only.
        QMetaObject::invokeMethod(this, &FrameClock::wake, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void FrameClock::fire()
{
    if (!isSeen())
        return;
    const auto now = Steady::now();
    const bool told = m_wordsWait && now >= std::max(m_lastWords + wordsPause, *m_wordsWait + wordsSettle);
    const bool words = told || now >= m_lastWords + restPause;
    if (m_plotsWait || words) {
        m_frameBegan = std::min(m_planned, now);
        m_lastFrame = now;
        m_plotsWait = false;
        if (words) {
            m_lastWords = now;
            m_wordsWait.reset();
            Q_EMIT due();
        } else {
            if (!m_wordsWait)
                m_wordsWait = now; // the figures of these samples follow
            Q_EMIT frameDue();
        }
        // Behind the window's own request to be painted, which has this priority: a frame that changed nothing ends here.
        QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::LowEventPriority);
    }
    plan();
}

// After the paint, so whoever hears of its end still learns to which frame it belonged.
void FrameClock::customEvent(QEvent *) { m_frameBegan.reset(); }

} // namespace stanforis
