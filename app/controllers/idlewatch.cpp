// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/idlewatch.h"

#include <QCoreApplication>
#include <QKeyEvent>

namespace stanforis {

namespace {

bool isLock(const QKeyEvent &event)
{
    return event.key() == Qt::Key_L && event.modifiers() == (Qt::ControlModifier | Qt::AltModifier);
}

} // namespace

IdleWatch::IdleWatch(std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_patience(patience)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &IdleWatch::check);
    m_sinceInput.start();
    m_timer.start(m_patience);
    QCoreApplication::instance()->installEventFilter(this);
}

void IdleWatch::setPatience(std::chrono::milliseconds patience)
{
    m_patience = patience;
    restart(); // somebody has just chosen it
}

void IdleWatch::restart()
{
    m_sinceInput.restart();
    m_timer.start(m_patience);
}

bool IdleWatch::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletMove:
    case QEvent::TabletPress:
    case QEvent::InputMethod:
        if (!event->spontaneous())
            break; // made by the program, not by a person
        m_sinceInput.restart();
        if (event->type() == QEvent::KeyPress && isLock(*static_cast<QKeyEvent *>(event)))
            Q_EMIT lockPressed();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

/// The timer is not touched by every movement of the mouse; when it fires it looks how long it really was.
void IdleWatch::check()
{
    const auto left = m_patience - std::chrono::milliseconds(m_sinceInput.elapsed());
    const bool isIdle = left <= std::chrono::milliseconds::zero();
    m_timer.start(isIdle ? m_patience : left);
    if (isIdle)
        Q_EMIT idle();
}

} // namespace stanforis
