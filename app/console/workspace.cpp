// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/workspace.h"

#include "app/console/audit/auditlog.h"
#include "app/console/performance.h"
#include "app/console/platformsession.h"
#include "app/controllers/cardcontroller.h"
#include "app/controllers/shellcontroller.h"
#include "app/link/platformaddress.h"
#include "models/ports/cardport.h"
#include "views/access/openingpage.h"
#include "views/access/signinpage.h"
#include "views/shell/mainwindow.h"

#include <QTimer>
#include <QTimeZone>

namespace stanforis {

using Level = PageLink::Level;

namespace {

constexpr std::chrono::milliseconds opening{1500}; // then the sign-in page says what it waits for
constexpr std::chrono::milliseconds arriving{250}; // catalogue, health and first samples of a page

/// In which the platform's times are told: UTC where this workstation does not know the zone, its own where none is stated.
QTimeZone zoneOf(const ConnectionProfile &profile)
{
    const QTimeZone stated(profile.timeZone.toLatin1());
    return stated.isValid() || profile.timeZone.isEmpty() ? stated : QTimeZone::utc();
}

} // namespace

Workspace::Workspace(const Environment &environment, QObject *parent)
    : QObject(parent)
    , m_environment(environment)
    , m_outbox(environment.outboxFile, environment.keychain)
    , m_stores(environment.clock, m_vault)
    , m_reader(makeReader())
    , m_window(std::make_unique<MainWindow>())
    , m_shell(std::make_unique<ShellController>(
          *m_window, ShellController::Stores{m_stores.catalogue, m_stores.subscriptions, m_stores.permissions, m_stores.health,
                                             m_stores.connection, m_stores.transactions, m_stores.notices, m_stores.series,
                                             m_stores.time, m_stores.trust}))
    , m_performance(std::make_unique<Performance>(*m_window, m_shell->clock(), m_stores))
{
    connect(&m_navigator, &Navigator::moved, this, &Workspace::follow);
    connect(m_window.get(), &MainWindow::backRequested, &m_navigator, &Navigator::back);
    connect(m_window.get(), &MainWindow::navigateRequested, this, [this](const QString &text) {
        if (const auto link = PageLink::parse(text))
            open(*link);
    });
    connect(&m_stores.permissions, &PermissionStore::changed, this,
            [this] { m_navigator.leaveForbidden(m_stores.permissions, m_stores.subscriptions); });
    connect(m_shell.get(), &ShellController::pageDue, this, [this] {
        if (m_page && !m_window->refreshWall())
            m_page->refresh();
    });
    connect(m_shell.get(), &ShellController::plotsDue, this, [this] {
        if (m_page && !m_window->followWall())
            m_page->follow();
    });
    connect(&m_stores.connection, &ConnectionStore::lostChanged, this, [this](bool lost) {
        if (m_page)
            m_page->setDisconnected(lost);
    });
    if (CardPort *card = environment.card) {
        connect(card, &CardPort::factsChanged, m_window.get(),
                [this](const CardFacts &facts) { m_window->setCardReady(facts.isReady()); });
        connect(m_window.get(), &MainWindow::unlockByCardRequested, this, [this] {
            (void)signInPage(); // whose controller asks for the PIN
            m_platform->session().signIn(SignInWay::Card);
        });
    }
    AuditLog &audit = environment.audit;
    connect(&audit.store(), &AuditStore::changed, this, &Workspace::showAudit);
    connect(&m_stores.connection, &ConnectionStore::clockChanged, this, &Workspace::showAudit); // what is open gets older
    connect(&m_stores.permissions, &PermissionStore::changed, this, &Workspace::showAudit);
    connect(m_window.get(), &MainWindow::auditSettleRequested, this, [this] {
        if (!m_stores.permissions.admit({Action::SettleAudit}))
            return;
        const Identity *identity = m_platform ? m_platform->session().identity() : nullptr;
        m_environment.audit.settle({.subject = identity ? identity->subject : SubjectId{}});
    });
    showAudit();
    m_window->setChromeVisible(false);
    if (environment.keychain && !environment.first.authoritySha256.isEmpty()) { // it may have kept a session
        m_openingPage = new OpeningPage(environment.first.origin.host());
        QTimer::singleShot(opening, this, &Workspace::endOpening);
    }
    follow({.level = Level::SignIn});
}

Workspace::~Workspace() { leave(); }

TrustTools Workspace::tools() const { return {m_verifier, m_environment.memory, m_environment.clock}; }

std::unique_ptr<ProfileReader> Workspace::makeReader() const
{
    auto reader = std::make_unique<ProfileReader>(tools());
    reader->prepare(m_environment.first);
    return reader;
}

SignInPage &Workspace::signInPage()
{
    if (m_signInPage)
        return *m_signInPage;
    m_signInPage = new SignInPage(m_stores.connection, m_environment.clock, m_window.get());
    m_signInPage->hide(); // until it is its turn
    m_signInPage->setAddress(m_address);
    connect(m_signInPage, &SignInPage::platformRequested, this, &Workspace::platformRequested);
    connect(m_signInPage, &SignInPage::simulatorRequested, this, &Workspace::simulatorRequested);
    connect(m_signInPage, &SignInPage::simulatorCancelRequested, this, &Workspace::simulatorCancelRequested);
    connect(m_signInPage, &SignInPage::retryRequested, this, &Workspace::retryRequested);
    if (m_environment.card)
        m_card = std::make_unique<CardController>(*m_signInPage, *m_environment.card, *m_window);
    if (m_platform)
        m_platform->attach(*m_signInPage);
    return *m_signInPage;
}

void Workspace::reach(const PlatformAddress &address, const QString &trustFile, const QString &enrolmentCode)
{
    leave();
    m_address = address.text();
    if (m_signInPage)
        m_signInPage->setAddress(m_address);
    m_reader->read(address, trustFile, [this, enrolmentCode](Result<Reached> reached) {
        if (!reached) {
            showFailure(reached.error());
            return;
        }
        m_platform = std::make_unique<PlatformSession>(m_environment, m_outbox, m_stores, *m_window, *reached, tools());
        if (m_signInPage)
            m_platform->attach(*m_signInPage); // knows whether it is enrolled before it shows a way in
        m_stores.connection.setProfile(reached->profile, reached->trust);
        m_stores.time.setClockOffset(reached->trust.clockOffset);
        m_stores.time.setPlatformZone(zoneOf(reached->profile));
        connect(&m_platform->session(), &SessionPort::endedFor, this, [this](const QString &why) {
            endOpening();
            signInPage().setSessionEnded(why);
        });
        connect(m_platform.get(), &PlatformSession::signedOutEverywhere, this,
                [this](bool all) { signInPage().setSignedOutEverywhere(all); });
        connect(m_platform.get(), &PlatformSession::linkRequested, this, &Workspace::open);
        connect(m_platform.get(), &PlatformSession::sectorClosed, &m_navigator, &Navigator::closeSector);
        connect(&m_platform->session(), &SessionPort::stateChanged, this, &Workspace::followSession);
        connect(&m_platform->session(), &SessionPort::signInFailed, m_shell.get(), &ShellController::setFailure);
        connect(&m_platform->session(), &SessionPort::signInFailed, this, [this](const Error &error) {
            if (!m_openingPage)
                return; // the sign-in page has heard of it
            endOpening();
            signInPage().setSignInFailure(error);
        });
        connect(&m_platform->session(), &SessionPort::nothingToResume, this, &Workspace::endOpening);
        connect(&m_platform->workstation(), &WorkstationPort::changed, this, &Workspace::followWorkstation);
        followSession();
        m_resumed = false;
        m_platform->session().prepareToResume();
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
    else if (m_stores.permissions.admit(m_stores.permissions.requestFor(link)))
        m_navigator.go(link);
}

void Workspace::showFailure(const Error &error)
{
    m_stores.connection.setFailure(error);
    endOpening();
}

void Workspace::endOpening()
{
    if (!m_openingPage)
        return;
    Page *page = std::exchange(m_openingPage, nullptr);
    if (m_page == page)
        follow(m_navigator.current());
    m_window->removePage(page);
    page->deleteLater();
}

void Workspace::showAudit()
{
    m_window->setAudit(m_environment.audit.store(), m_environment.clock.now(),
                       m_stores.permissions.allows({Action::SettleAudit}));
}

void Workspace::followSession()
{
    const SessionState state = m_platform->session().state();
    m_shell->setSession(&m_platform->session());
    if (m_page)
        m_page->setDisconnected(m_stores.connection.lostSince() || state == SessionState::OfflineGrace);
    const bool inside = m_navigator.current().level != Level::SignIn;
    // Locked and expired work stays where it is, covered by the window; work that was kept under a lock comes under it.
    if ((state == SessionState::Active || state == SessionState::Locked) && !inside) {
        m_platform->expect(m_firstPage);
        // Later: what the page will show is asked for first, and is on its way while the page is made.
        QMetaObject::invokeMethod(this, &Workspace::enter, Qt::QueuedConnection);
    } else if (state == SessionState::SigningIn && m_openingPage) {
        // A session goes on: its page is made while the provider answers. Later, for the question has to be on its way first.
        QMetaObject::invokeMethod(this, &Workspace::prepareFirstPage, Qt::QueuedConnection);
    } else if (state == SessionState::SignedOut) {
        if (inside)
            m_navigator.restart({.level = Level::SignIn});
        m_platform->forgetPages();
    }
}

void Workspace::prepareFirstPage()
{
    if (m_platform && m_openingPage)
        (void)m_platform->page(m_firstPage); // kept there; forgotten with the others when nobody gets in
}

/// From the sign-in page to the page that was asked for, if the session is still there.
void Workspace::enter()
{
    const SessionState state = m_platform ? m_platform->session().state() : SessionState::SignedOut;
    if ((state == SessionState::Active || state == SessionState::Locked) && m_navigator.current().level == Level::SignIn) {
        showTogether();
        m_navigator.restart(std::exchange(m_firstPage, PageLink{}));
    }
    endOpening();
}

/// What comes for the first page is painted once, when samples are there, and not over and over as it comes in.
void Workspace::showTogether()
{
    MainWindow *window = m_window.get();
    window->setUpdatesEnabled(false);
    const auto show = [window] { window->setUpdatesEnabled(true); };
    connect(&m_stores.series, &SeriesStore::appended, window, show,
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    QTimer::singleShot(arriving, window, show);
}

/// Without a certificate nothing can be asked of the platform; what is on the pages stays, and comes back with a new one.
void Workspace::followWorkstation()
{
    const bool inside = m_navigator.current().level != Level::SignIn;
    const WorkstationPhase phase = m_platform->workstation().workstation().phase;
    if (phase == WorkstationPhase::NotEnrolled)
        endOpening();
    if (phase == WorkstationPhase::NotEnrolled && inside) {
        m_firstPage = m_navigator.current();
        m_navigator.restart({.level = Level::SignIn});
    } else if (phase == WorkstationPhase::Enrolled) {
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
        page = m_openingPage ? static_cast<Page *>(m_openingPage) : &signInPage();
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
