// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/audit/auditlog.h"
#include "app/console/commandline.h"
#include "app/console/runningconsole.h"
#include "app/console/workspace.h"
#include "app/identity/browserlauncher.h"
#include "app/identity/card/cardreader.h"
#include "app/storage/keychain.h"
#include "app/storage/settings.h"
#include "models/core/clock.h"
#include "models/domain/identity.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <memory>

class QApplication;

namespace stanforis {

class DesktopWatch;
class IdleWatch;
class SimulatorChild;
class ThemeManager;

/// Composition root of the console a person uses: makes everything in order and owns it. GUI thread.
class Application final : public QObject
{
    Q_OBJECT
public:
    /// `log` outlives it.
    Application(QApplication &application, const CommandLine &line, const LogPort &log);
    ~Application() override;

    void start();

private:
    void connectPage();
    void connectLook();
    void watchForLocks();
    void lock(LockReason reason);
    void connectFirst();
    /// The address to begin with; empty for the simulator of this machine.
    [[nodiscard]] QString firstPlatform() const;
    /// It, if it names its authority, which is found without reading all that the system trusts; else one without.
    [[nodiscard]] PlatformAddress firstPinned() const;
    void takeLinks();
    void showWindow();
    void reach(const QString &address);
    [[nodiscard]] QString takeEnrolmentCode();
    void startSimulator();
    void stopSimulator();

    CommandLine m_line;
    SystemClock m_clock;
    Settings m_settings;
    Keychain m_keychain;
    AuditStore m_auditStore;
    AuditLog m_audit;
    BrowserLauncher m_browser;
    CardReader m_card;
    RunningConsole m_running;
    bool m_keepsSession; ///< the first console of this person: another one has what is kept in use
    ThemeManager *m_theme;
    std::unique_ptr<SimulatorChild> m_simulator;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<IdleWatch> m_idle;
    std::unique_ptr<DesktopWatch> m_desktop;
    QString m_address;
    QTimer m_begin;
};

} // namespace stanforis
