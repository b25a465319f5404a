// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/shellcontroller.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/connectionstore.h"
#include "models/stores/healthstore.h"
#include "models/stores/noticestore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/transactionstore.h"
#include "models/stores/truststore.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"
#include "views/shell/frameclock.h"
#include "views/shell/identitydrawer.h"
#include "views/shell/mainwindow.h"
#include "views/widgets/dates.h"

namespace stanforis {

ShellController::ShellController(MainWindow &window, const Stores &stores, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_stores(stores)
    , m_presenter(stores.catalogue, stores.subscriptions, stores.permissions, stores.health, stores.connection, stores.trust)
    , m_identityText(stores.catalogue, stores.subscriptions)
    , m_clock(new FrameClock(&window))
{
    connect(m_clock, &FrameClock::due, this, [this] {
        showMoment();
        Q_EMIT pageDue();
    });
    connect(m_clock, &FrameClock::frameDue, this, &ShellController::plotsDue);
    connect(&window, &MainWindow::painted, m_clock, &FrameClock::notePainted);
    for (const auto signal : {&SeriesStore::appended, &SeriesStore::filled})
        connect(&stores.series, signal, m_clock, &FrameClock::wakePlots);
    connect(&stores.transactions, &TransactionStore::changed, m_clock, &FrameClock::wake);
    connect(&stores.notices, &NoticeStore::changed, m_clock, &FrameClock::wake);
    connect(&stores.time, &TimeContext::changed, m_clock, &FrameClock::wake);
    connect(&stores.time, &TimeContext::zoneChanged, this, [this] {
        Dates::setZone(m_stores.time.zone());
        m_clock->wake(); // frame and page write their times again
    });
    connect(&stores.connection, &ConnectionStore::lostChanged, this, &ShellController::showPlaces);
    connect(&stores.catalogue, &CatalogueStore::sectorsChanged, this, &ShellController::showPlaces);
    connect(&stores.catalogue, &CatalogueStore::sectorChanged, this, &ShellController::showPlaces);
    connect(&stores.permissions, &PermissionStore::changed, this, &ShellController::showPlaces);
    connect(&stores.health, &HealthStore::changed, this, &ShellController::showPlaces);
    connect(&stores.health, &HealthStore::staleChanged, this, &ShellController::showPlaces);
    connect(&stores.connection, &ConnectionStore::profileChanged, this, [this] {
        m_window.setMode(m_presenter.mode());
        showPlaces();
    });
    // Often, and only its mark in the rail can change by it.
    connect(&stores.trust, &TrustStore::changed, this, &ShellController::showRail);
    connect(&window, &MainWindow::identityOpened, this, &ShellController::showIdentity);
    m_window.setMode(m_presenter.mode());
    showPlaces();
}

void ShellController::setSession(const SessionPort *session)
{
    m_session = session;
    if (!session || session->state() == SessionState::SigningIn || !session->isCovered())
        m_failure.reset();
    m_window.setChromeVisible(session && session->isOccupied());
    const bool occupied = session && session->isOccupied();
    if (std::exchange(m_occupied, occupied) && !occupied)
        m_window.forgetDialogs();
    showLock(); // at once: what is covered must not be seen for another moment
    showPlaces();
}

void ShellController::setFailure(const Error &failure)
{
    m_failure = failure;
    showLock();
}

void ShellController::showIdentity()
{
    if (!m_session || !m_window.identityDrawer() || !m_window.identityDrawer()->isOpen())
        return;
    IdentityDetails details = m_identityText.details(*m_session, m_stores.time.now());
    details.idleMinutes = m_idleMinutes;
    details.mayEndSessions = m_stores.permissions.allows({Action::EndMySessions});
    m_window.setIdentityDetails(details);
}

void ShellController::showLock()
{
    if (m_session && m_session->state() == SessionState::SigningIn)
        m_way = m_session->signInPrompt().way;
    m_window.setLock(m_session ? m_presenter.lock(*m_session, m_failure, m_way, m_stores.time.now()) : LockState());
}

void ShellController::show(const PageLink &link, const QString &title)
{
    m_link = link;
    m_title = title;
    m_window.setCurrentLink(link.toString());
    showPlaces();
}

void ShellController::showPlaces()
{
    showRail();
    m_window.setPaletteEntries(m_presenter.palette(m_session ? m_session->identity() : nullptr, m_stores.time.now()));
    m_window.setCrumbs(m_presenter.crumbs(m_link, m_title));
    m_clock->wake();
}

void ShellController::showRail()
{
    m_window.setRail(m_presenter.rail(m_session ? m_session->identity() : nullptr, m_stores.time.now()));
}

void ShellController::showMoment()
{
    const Instant now = m_stores.time.now();
    const bool readOnly = m_session && m_session->state() == SessionState::OfflineGrace;
    m_window.setReadOnly(readOnly);
    m_window.setConnections(m_presenter.connections(now));
    m_window.setStatus(m_presenter.status(now, m_session && m_session->isCovered()));
    m_window.setBanner(m_presenter.banner(now, readOnly));
    m_window.setClock(Dates::moment(now), m_presenter.clock());
    showLock();
    showIdentity();
    if (m_session)
        m_window.setIdentity(m_presenter.identity(*m_session, m_link, now));
}

} // namespace stanforis
