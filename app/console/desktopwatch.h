// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/identity.h"

#include <QObject>

#include <memory>

namespace stanforis {

/// Tells when the desktop locks its screen or the workstation is about to sleep. One implementation for each system; where none
/// of its sources answers, nothing is told, and the idle lock remains. GUI thread.
///
/// Linux: logind (PrepareForSleep, Lock of our session), org.freedesktop.ScreenSaver and org.gnome.ScreenSaver (ActiveChanged).
/// Windows: WTS session notifications and power broadcasts. macOS: NSWorkspace and the screen-lock notification.
class DesktopWatch final : public QObject
{
    Q_OBJECT
public:
    explicit DesktopWatch(QObject *parent = nullptr);
    ~DesktopWatch() override;

    /// What asks for a lock has been done: the workstation may go to sleep. Without it the system waits a few seconds.
    void covered();

Q_SIGNALS:
    void lockAsked(stanforis::LockReason reason);

private:
    struct System;
    std::unique_ptr<System> m_system;
};

} // namespace stanforis
