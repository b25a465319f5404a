// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/workspace.h"

#include "app/console/audit/auditlog.h"
#include "app/console/performance.h"
#include "app/console/platformsession.h"
#include "app/controllers/cardcontroller.h"
#include "app/controllers/shellcontroller.h"
#include "app/link/platformaddress.h"
#include "views/access/signinpage.h"
#include "views/shell/mainwindow.h"

namespace stanforis {

using Level = PageLink::Level;

Workspace::Workspace(const Environment &environment, QObject *parent)
    : QObject(parent)
    , m_environment(environment)
    , m_outbox(environment.outboxFile, environment.keychain)
    , m_stores(environment.clock, m_vault)
    , m_window(std::make_unique<MainWindow>())
    , m_signInPage(new SignInPage(m_stores.connection, environment.clock))
    , m_shell(std::make_unique<ShellController>(
          *m_window, ShellController::Stores{m_stores.catalogue, m_stores.subscriptions, m_stores.permissions, m_stores.health,
                                             m_stores.connection, m_stores.transactions, m_stores.notices, m_stores.series,
                                             m_stores.time, m_stores.trust}))
    , m_performance(std::make_unique<Performance>(*m_window, m_shell->clock(), m_stores))
    , m_reader(std::make_unique<ProfileReader>(tools()))
{
    connect(&m_navigator, &Navigator::moved, this, &Workspace::follow);
    connect(m_window.get(), &MainWindow::backRequested, &m_navigator, &Navigator::back);
    connect(m_window.get(), &MainWindow::navigateRequested, this, [this](const QString &text) {
        if (const auto link = PageLink::parse(text))
            open(*link);
    });
    // A page that was open, or was asked for before anything was known, does not outlive the right to it.
    connect(&m_stores.permissions, &PermissionStore::changed, this, [this] {
        const PageLink here = m_navigator.current();
        if (m_stores.subscriptions.isKnown() && !here.sector.value.isEmpty() && m_stores.permissions.standing().signedIn &&
            !m_stores.permissions.standing().covered && !m_stores.permissions.allows(requestFor(here)))
            m_navigator.closeSector(here.sector);
    });
    connect(m_shell.get(), &ShellController::pageDue, this, [this] {
        if (m_page)
            m_page->refresh();
    });
    connect(m_shell.get(), &ShellController::plotsDue, this, [this] {
        if (m_page)
            m_page->follow();
    });
    connect(&m_stores.connection, &ConnectionStore::lostChanged, this, [this](bool lost) {
        if (m_page)
            m_page->setDisconnected(lost);
    });
    AuditLog &audit = environment.audit;
    connect(&audit.store(), &AuditStore::changed, this, &Workspace::showAudit);
    connect(&m_stores.connection, &ConnectionStore::clockChanged, this, &Workspace::showAudit); // what is open gets older
    connect(m_window.get(), &MainWindow::auditSettleRequested, this, [this] {
        const Identity *identity = m_platform ? m_platform->session().identity() : nullptr;
        m_environment.audit.settle({.subject = identity ? identity->subject : SubjectId{}});
    });
    showAudit();
    if (environment.card)
        m_card = std::make_unique<CardController>(*m_signInPage, *environment.card);
    m_window->setChromeVisible(false);
    follow({.level = Level::SignIn});
}

Workspace::~Workspace() { leave(); }

TrustTools Workspace::tools() const { return {m_verifier, m_environment.memory, m_environment.clock}; }

void Workspace::reach(const PlatformAddress &address, const QString &trustFile, const QString &enrolmentCode)
{
    leave();
    m_signInPage->setAddress(address.text());
    m_reader->read(address, trustFile, [this, enrolmentCode](Result<Reached> reached) {
        if (!reached) {
            showFailure(reached.error());
            return;
        }
        m_platform =
            std::make_unique<PlatformSession>(m_environment, m_outbox, m_stores, *m_window, *m_signInPage, *reached, tools());
        connect(m_platform.get(), &PlatformSession::linkRequested, this, &Workspace::open);
        connect(m_platform.get(), &PlatformSession::sectorClosed, &m_navigator, &Navigator::closeSector);
        connect(&m_platform->session(), &SessionPort::stateChanged, this, &Workspace::followSession);
        connect(&m_platform->session(), &SessionPort::signInFailed, m_shell.get(), &ShellController::setFailure);
        connect(&m_platform->workstation(), &WorkstationPort::changed, this, &Workspace::followWorkstation);
        followSession();
        m_resumed = false;
        m_platform->workstation().start(enrolmentCode);
        Q_EMIT this->reached();
    });
}

void Workspace::leave()
{
    if (!m_platform)
        return;
    m_shell->setSession(nullptr);
    m_navigator.restart({.level = Level::SignIn});
    m_platform.reset();
}

void Workspace::open(const PageLink &link)
{
    if (m_navigator.current().level == Level::SignIn)
        m_firstPage = link; // looked at again when what this person may see is known
    else if (m_stores.permissions.admit(requestFor(link)))
        m_navigator.go(link);
}

void Workspace::showFailure(const Error &error) { m_stores.connection.setFailure(error); }

void Workspace::showAudit() { m_window->setAudit(m_environment.audit.store(), m_environment.clock.now()); }

void Workspace::followSession()
{
    const SessionState state = m_platform->session().state();
    m_shell->setSession(&m_platform->session());
    if (m_page)
        m_page->setDisconnected(m_stores.connection.lostSince() || state == SessionState::OfflineGrace);
    const bool inside = m_navigator.current().level != Level::SignIn;
    // Locked and expired work stays where it is, covered by the window.
    if (state == SessionState::Active && !inside) {
        m_platform->expect(m_firstPage);
        // Later: what the page will show is asked for first, and is on its way while the page is made.
        QMetaObject::invokeMethod(this, &Workspace::enter, Qt::QueuedConnection);
    } else if (state == SessionState::SignedOut) {
        if (inside)
            m_navigator.restart({.level = Level::SignIn});
        m_platform->forgetPages();
    }
}

/// From the sign-in page to the page that was asked for, if the session is still there.
void Workspace::enter()
{
    if (m_platform && m_platform->session().state() == SessionState::Active && m_navigator.current().level == Level::SignIn)
        m_navigator.restart(std::exchange(m_firstPage, PageLink{}));
}

/// Without a certificate nothing can be asked of the platform; what is on the pages stays, and comes back with a new one.
void Workspace::followWorkstation()
{
    const bool inside = m_navigator.current().level != Level::SignIn;
    if (m_platform->workstation().workstation().phase == WorkstationPhase::NotEnrolled && inside) {
        m_firstPage = m_navigator.current();
        m_navigator.restart({.level = Level::SignIn});
    } else if (m_platform->workstation().workstation().phase == WorkstationPhase::Enrolled) {
        // What was kept of a session is bound to this workstation, so it is of use from now on.
        if (!std::exchange(m_resumed, true))
            m_platform->session().resume();
        followSession();
    }
}

void Workspace::follow(const PageLink &link)
{
    Page *page = m_platform ? m_platform->page(link) : nullptr;
    if (!page)
        page = m_signInPage;
    if (m_page != page) {
        if (m_page)
            disconnect(m_page, &Page::titleChanged, this, nullptr);
        m_page = page;
        connect(page, &Page::titleChanged, this, [this] { m_shell->show(m_navigator.current(), m_page->title()); });
        m_window->setPage(page);
        page->setDisconnected(m_stores.connection.lostSince().has_value());
    }
    QList<ShortcutHelp> keys;
    for (const KeyHelp &help : page->keys())
        keys.append({help.keys, help.what});
    m_window->setPageShortcuts(keys);
    m_shell->show(link, page->title());
    if (m_platform)
        m_platform->show(link);
    m_performance->setPageWatches(link.level == Level::Load);
    page->refresh();
    if (QWidget *first = page->firstFocus())
        first->setFocus(Qt::OtherFocusReason);
}

} // namespace stanforis
