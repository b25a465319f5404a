// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/navigator.h"
#include "app/console/stores.h"
#include "app/identity/trustverifier.h"
#include "app/link/platformaddress.h"
#include "app/storage/filevault.h"
#include "app/storage/outbox.h"

#include <QObject>

#include <memory>

namespace stanforis {

class AuditLog;
class BrowserPort;
class CardController;
class CardPort;
class KeychainPort;
class TrustMemoryPort;
class LogPort;
class MainWindow;
class Page;
class Performance;
class OpeningPage;
class PlatformSession;
class ProfileReader;
class ShellController;
class SignInPage;
struct TrustTools;

/// What a workspace is given; all of it outlives the workspace.
struct Environment
{
    const Clock &clock;
    BrowserPort &browser;
    const LogPort &log;
    AuditLog &audit;
    KeychainPort *keychain = nullptr;  ///< null: this system has none
    QString outboxFile = {};           ///< where signed work waits; empty: in the person's own data folder
    CardPort *card = nullptr;          ///< none: no signing in by card
    TrustMemoryPort *memory = nullptr; ///< null: nothing is remembered of platforms
    PlatformAddress first = {};        ///< will be reached first; without an authority: that is not known yet
    bool keepsSession = true;          ///< in the keychain; only one console of a person may, for both would use it
};

/// One window with all that stands behind it: stores, navigation, and the session with a platform once one is reached.
/// The console has one; the tour has two, for two people. GUI thread.
class Workspace final : public QObject
{
    Q_OBJECT
public:
    explicit Workspace(const Environment &environment, QObject *parent = nullptr);
    ~Workspace() override;

    [[nodiscard]] MainWindow *window() const { return m_window.get(); }
    /// Made when it is first needed: who comes back to a session does not see it.
    [[nodiscard]] SignInPage &signInPage();
    [[nodiscard]] ShellController &shell() { return *m_shell; }
    [[nodiscard]] Navigator &navigator() { return m_navigator; }
    [[nodiscard]] const Stores &stores() const { return m_stores; }
    /// Null until a platform was reached.
    [[nodiscard]] PlatformSession *platform() const { return m_platform.get(); }

    /// Leaves the platform it is at, if any, and goes to this one. `trustFile` may be empty, and so may `enrolmentCode`: then the
    /// person is asked for one when it is needed.
    void reach(const PlatformAddress &address, const QString &trustFile, const QString &enrolmentCode = {});
    /// The platform is being looked for in some other way, or could not be found.
    void leave();
    void showFailure(const Error &error);
    /// Opens a page, now or once somebody is signed in, if the guard lets this person.
    void open(const PageLink &link);

Q_SIGNALS:
    void reached();
    /// On the sign-in page: another platform, the simulator of this machine or an end to starting it, the same once more.
    void platformRequested(const QString &address);
    void simulatorRequested();
    void simulatorCancelRequested();
    void retryRequested();

private:
    void follow(const PageLink &link);
    void followSession();
    void prepareFirstPage();
    void enter();
    void showTogether();
    /// The sign-in page comes instead of the opening one, unless a page is there already.
    void endOpening();
    void showAudit();
    void followWorkstation();
    [[nodiscard]] TrustTools tools() const;
    [[nodiscard]] std::unique_ptr<ProfileReader> makeReader() const;

    Environment m_environment;
    const TrustVerifier m_verifier;
    FileVault m_vault;
    Outbox m_outbox;
    Stores m_stores;
    Navigator m_navigator;
    std::unique_ptr<ProfileReader> m_reader; ///< asks the first platform while the window is built
    std::unique_ptr<MainWindow> m_window;
    QString m_address; ///< that was tried last
    SignInPage *m_signInPage = nullptr;
    OpeningPage *m_openingPage = nullptr; ///< until it is known whether a session goes on
    Page *m_page = nullptr;
    std::unique_ptr<ShellController> m_shell;
    std::unique_ptr<CardController> m_card;
    std::unique_ptr<Performance> m_performance;
    std::unique_ptr<PlatformSession> m_platform;
    bool m_resumed = false; ///< the kept session was asked for
    PageLink m_firstPage;
};

} // namespace stanforis
