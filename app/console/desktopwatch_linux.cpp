// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/desktopwatch_linux.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QLoggingCategory>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(desktopLog, "stanforis.console.desktop", QtInfoMsg)

const auto logind = u"org.freedesktop.login1"_s;
const auto managerPath = u"/org/freedesktop/login1"_s;
const auto managerInterface = u"org.freedesktop.login1.Manager"_s;
const auto sessionInterface = u"org.freedesktop.login1.Session"_s;

} // namespace

DesktopSignals::DesktopSignals(const QDBusConnection &system, const QDBusConnection &session, QObject *parent)
    : QObject(parent)
    , m_system(system)
    , m_session(session)
{
    // No service is named where a signal is asked for: to find its owner would wait for the bus, and whoever forges one can
    // lock this console but not open it.
    if (m_system.isConnected()) {
        m_system.connect({}, managerPath, managerInterface, u"PrepareForSleep"_s, this, SLOT(prepareForSleep(bool)));
        findSession();
        delaySleep();
    }
    if (m_session.isConnected()) {
        for (const auto &interface : {u"org.freedesktop.ScreenSaver"_s, u"org.gnome.ScreenSaver"_s})
            m_session.connect({}, {}, interface, u"ActiveChanged"_s, this, SLOT(screenChanged(bool)));
    }
}

/// Our session's own object, on which Lock is told (loginctl lock-session, the desktop's lock key).
void DesktopSignals::findSession()
{
    const QString id = qEnvironmentVariable("XDG_SESSION_ID");
    auto call = QDBusMessage::createMethodCall(logind, managerPath, managerInterface,
                                               id.isEmpty() ? u"GetSessionByPID"_s : u"GetSession"_s);
    if (id.isEmpty())
        call << quint32(QCoreApplication::applicationPid());
    else
        call << id;
    auto *watcher = new QDBusPendingCallWatcher(m_system.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> path = *watcher;
        if (path.isError()) {
            qCInfo(desktopLog).noquote() << "logind does not know this session:" << path.error().name();
            return;
        }
        m_system.connect({}, path.value().path(), sessionInterface, u"Lock"_s, this, SLOT(sessionLocked()));
        Q_EMIT sessionFound();
    });
}

/// A delay, not a block: logind goes on after InhibitDelayMaxSec (5 s) whatever we do.
void DesktopSignals::delaySleep()
{
    auto call = QDBusMessage::createMethodCall(logind, managerPath, managerInterface, u"Inhibit"_s);
    call << u"sleep"_s << u"STANFORIS Console"_s << u"Covers what is in view before sleep"_s << u"delay"_s;
    auto *watcher = new QDBusPendingCallWatcher(m_system.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        if (!reply.isError())
            m_delay = reply.value();
    });
}

void DesktopSignals::covered() { m_delay = {}; }

void DesktopSignals::prepareForSleep(bool sleeping)
{
    if (sleeping)
        Q_EMIT lockAsked(LockReason::Sleep);
    else
        delaySleep();
}

void DesktopSignals::screenChanged(bool active)
{
    if (active)
        Q_EMIT lockAsked(LockReason::Screen);
}

void DesktopSignals::sessionLocked() { Q_EMIT lockAsked(LockReason::Screen); }

struct DesktopWatch::System
{
    DesktopSignals signalsOfBus{QDBusConnection::systemBus(), QDBusConnection::sessionBus()};
};

DesktopWatch::DesktopWatch(QObject *parent)
    : QObject(parent)
    , m_system(std::make_unique<System>())
{
    connect(&m_system->signalsOfBus, &DesktopSignals::lockAsked, this, &DesktopWatch::lockAsked);
}

DesktopWatch::~DesktopWatch() = default;

void DesktopWatch::covered() { m_system->signalsOfBus.covered(); }

} // namespace stanforis
