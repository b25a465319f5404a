// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/desktopwatch.h"

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>

namespace stanforis {

/// What the two buses of a Linux desktop say about sleep and the screen. The buses are given, so that a test can bring its own.
class DesktopSignals final : public QObject
{
    Q_OBJECT
public:
    DesktopSignals(const QDBusConnection &system, const QDBusConnection &session, QObject *parent = nullptr);

    /// Gives up the delay that keeps logind from sleeping, until the workstation wakes.
    void covered();
    [[nodiscard]] bool delaysSleep() const { return m_delay.isValid(); }

Q_SIGNALS:
    void lockAsked(stanforis::LockReason reason);
    void sessionFound(); ///< from here on Lock is heard

private Q_SLOTS: // by name: QDBusConnection knows no other way
    void prepareForSleep(bool sleeping);
    void screenChanged(bool active);
    void sessionLocked();

private:
    void findSession();
    void delaySleep();

    QDBusConnection m_system;
    QDBusConnection m_session;
    QDBusUnixFileDescriptor m_delay;
};

} // namespace stanforis
