// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/platformsession.h"

#include "app/console/stores.h"
#include "app/console/workspace.h"
#include "app/controllers/accesscontroller.h"
#include "app/controllers/cardpinprompt.h"
#include "app/controllers/entrycontroller.h"
#include "app/controllers/loadcontroller.h"
#include "app/controllers/membershipcontroller.h"
#include "app/controllers/outboxcontroller.h"
#include "app/controllers/placecontroller.h"
#include "app/controllers/recordcontroller.h"
#include "app/controllers/sessionscontroller.h"
#include "app/controllers/stepupcontroller.h"
#include "app/controllers/streammanager.h"
#include "app/controllers/subscriptionscontroller.h"
#include "app/identity/signingkey.h"
#include "app/controllers/trustcontroller.h"
#include "app/controllers/walletcontroller.h"
#include "models/domain/link.h"
#include "views/entry/entrypage.h"
#include "views/load/loadpage.h"
#include "views/microservice/microservicepage.h"
#include "views/sector/plotgroup.h"
#include "views/sector/sectorpage.h"
#include "views/service/recordpage.h"
#include "views/sessions/sessionspage.h"
#include "views/shell/identitydrawer.h"
#include "views/shell/mainwindow.h"
#include "views/subscriptions/subscriptionspage.h"
#include "views/trust/credentialpanel.h"
#include "views/trust/trustpage.h"
#include "views/widgets/savefile.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSysInfo>
#include <QVBoxLayout>

namespace stanforis {

using Level = PageLink::Level;

namespace {

/// The platform by what it proves itself with: the same at each start, another one for another authority at the same address.
QString nameOf(const Reached &reached)
{
    const QByteArray proof =
        reached.root.kind() == TrustAnchor::Kind::System ? reached.profile.address.toUtf8() : reached.root.pem();
    return QString::fromLatin1(identity::sha256(proof).left(8).toHex());
}

} // namespace

PlatformSession::PlatformSession(const Environment &environment, OutboxPort &outbox, Stores &stores, MainWindow &window,
                                 const Reached &reached, const TrustTools &tools)
    : m_stores(stores)
    , m_window(window)
    , m_trustWatch(reached.platformTrust(), reached.profile, tools)
    , m_http(reached.anchor)
    , m_workstation(m_http, QUrl(reached.profile.enrolmentUrl), reached.profile.address, environment.keychain, environment.clock)
    , m_workstationTrust(m_workstation, environment.clock)
    , m_listTrust(m_trustWatch, environment.clock)
    , m_session(reached.profile, m_http, environment.browser, environment.clock,
                environment.keepsSession ? environment.keychain : nullptr)
    , m_link(reached, m_trustWatch, m_http, m_session.tokens(), m_session.signer(), environment.clock)
    , m_trail(environment.audit, m_session)
    , m_witnessing(environment.audit, m_link.witness(), nameOf(reached))
    , m_ledger(environment.audit, m_link.witness(), environment.clock, nameOf(reached))
    , m_auditTrust(environment.audit.store(), environment.clock)
    , m_auditedRecords(m_link.records(), m_trail)
    , m_auditedSubscriptions(m_link.subscriptions(), m_trail)
    , m_auditedTransactions(m_link.transactions(), m_trail, environment.audit.store(), environment.clock)
    , m_auditedSessions(m_link.sessions(), m_trail)
    , m_lookUpHttp(reached.anchor)
    , m_registry(m_lookUpHttp, environment.clock, {platformDid(reached.profile.address)})
    , m_lookUps(m_auditedTransactions, m_registry)
    , m_keyTrust(reached.profile, m_http, m_trustWatch.trust().list, environment.clock)
    , m_sessionTrust(m_session, environment.card, environment.clock)
    , m_trust(std::make_unique<TrustController>(TrustController::Stores{stores.trust, stores.connection, stores.performance},
                                                m_session, environment.log))
    , m_streams(std::make_unique<StreamManager>(m_link.telemetry(), stores.series))
    , m_stepUp(std::make_unique<StepUpController>(m_session, environment.clock, window.sheetHost()))
    , m_membership(std::make_unique<MembershipController>(
          MembershipController::Ports{m_link.catalogue(), m_auditedSubscriptions, m_link.health(), m_auditedTransactions,
                                      m_link.notices()},
          MembershipController::Stores{stores.catalogue, stores.subscriptions, stores.health, stores.transactions, stores.notices,
                                       stores.series}))
    , m_places(std::make_unique<PlaceController>(*m_streams, m_link.telemetry(), m_link.health(), stores.series, stores.time))
    , m_outbox(std::make_unique<OutboxController>(OutboxController::Ports{outbox, m_auditedTransactions},
                                                  OutboxController::Stores{stores.outbox, stores.transactions, stores.time},
                                                  reached.profile.issuer))
{
    if (environment.card) // before the session, which covers the work when the card is taken out
        m_pin = std::make_unique<CardPinPrompt>(*environment.card, window);
    m_session.setCard(environment.card);
    m_session.setDisplayName(
        {QSysInfo::machineHostName(), {}}); // a display that goes on after a restart does not say where it is
    connect(m_places.get(), &PlaceController::linkRequested, this, &PlatformSession::linkRequested);
    connect(m_outbox.get(), &OutboxController::refusedByPolicy, this,
            [this](const UnsentWork &work) { m_stores.permissions.notePolicyChange(work.sector); });
    connect(&stores.permissions, &PermissionStore::policyChanged, m_membership.get(), &MembershipController::readAgain);
    connect(m_membership.get(), &MembershipController::sectorClosed, this, &PlatformSession::sectorClosed);
    connect(&m_workstation, &WorkstationKeeper::credentialChanged, this, [this](const WorkstationCredential &credential) {
        m_http.setCredential(credential);
        m_session.forgetAccessTokens();
        m_link.setCredential(credential);
        m_keyTrust.lookAgain();
    });
    connect(&m_trustWatch, &TrustWatch::groundsChanged, this, [this](const TrustAnchor &anchor) {
        m_http.setAnchor(anchor);
        m_lookUpHttp.setAnchor(anchor);
        m_link.connectAnew(anchor, m_workstation.credential());
    });
    m_session.setTrusted(m_trustWatch.trust().list);
    m_http.setRevocations(m_trustWatch.revocations());
    m_lookUpHttp.setRevocations(m_trustWatch.revocations());
    m_link.setCredential({});
    connect(&m_session, &SessionPort::stateChanged, this, &PlatformSession::followSession);
    connect(&m_link.transports(), &TransportMonitor::changed, this, [this](const TransportState &state) {
        m_stores.connection.setTransport(state);
        followTransports();
    });
    connect(&stores.transactions, &TransactionStore::transactionChanged, &m_ledger, &LedgerMemory::look);
    connect(&window, &MainWindow::tryNowRequested, &m_link.transports(), &TransportMonitor::retryNow);
    connect(&window, &MainWindow::lockRequested, &m_session, [this] { m_session.lock(LockReason::Person); });
    connect(&window, &MainWindow::unlockRequested, &m_session, [this] { m_session.signIn(SignInWay::Browser); });
    connect(&window, &MainWindow::unlockByCodeRequested, &m_session, [this] { m_session.signIn(SignInWay::DeviceCode); });
    connect(&window, &MainWindow::unlockCancelRequested, &m_session, &SessionPort::cancelSignIn);
    connect(&window, &MainWindow::unlockLinkRequested, &m_session,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_session.signInPrompt().address.toEncoded())); });
    connect(&window, &MainWindow::signOutRequested, &m_session, &SessionPort::signOut);
    connect(&window, &MainWindow::signOutEverywhereRequested, this, [this] {
        if (!m_stores.permissions.admit({Action::EndMySessions}))
            return;
        m_link.sessions().endMine(this, [this](const Result<Done> &ended) {
            m_session.signOut(); // this one in any case
            Q_EMIT signedOutEverywhere(ended.has_value());
        });
    });
    connect(&window, &MainWindow::actionRequested, this, [this](const QString &action) {
        if (action == QLatin1String("sign-out"))
            m_session.signOut();
    });
    m_trust->add(m_link.trust());
    m_trust->add(m_keyTrust.port());
    m_trust->add(m_workstationTrust.port());
    m_trust->add(m_listTrust.port());
    m_trust->add(m_auditTrust.port());
    m_trust->add(m_sessionTrust.port());
    connect(&window, &MainWindow::identityOpened, this, &PlatformSession::showWallet);
}

PlatformSession::~PlatformSession()
{
    disconnect(&m_link.transports(), nullptr, this, nullptr); // it reports closing, which is not a loss
    m_membership->stop();
    forgetPages();
    m_stores.connection.setLostSince(std::nullopt);
    delete m_credentials; // the drawer outlives this platform
}

void PlatformSession::attach(SignInPage &page)
{
    m_access =
        std::make_unique<AccessController>(page, AccessController::Ports{m_session, m_workstation, m_link.notices(), m_lookUps});
}

void PlatformSession::forgetPages()
{
    m_places->detach();
    m_entry.reset();
    m_subscriptions.reset();
    m_records.reset();
    m_load.reset();
    m_sessions.reset();
    m_stores.sessions.clear();
    const auto forget = [this](auto *&page) {
        if (!page)
            return;
        m_window.removePage(page);
        std::exchange(page, nullptr)->deleteLater(); // the wish to sign out may come from within it
    };
    forget(m_entryPage);
    forget(m_subscriptionsPage);
    forget(m_sectorPage);
    forget(m_microservicePage);
    forget(m_recordPage);
    forget(m_loadPage);
    forget(m_sessionsPage);
    forget(m_trustPage);
}

void PlatformSession::showWallet()
{
    if (!m_wallet) {
        m_credentials = new CredentialPanel;
        QVBoxLayout *sections = m_window.identityDrawer()->sections();
        sections->insertWidget(sections->count() - 1, m_credentials); // before the stretch at its end
        m_wallet = std::make_unique<WalletController>(*m_credentials, m_link.wallet(), m_registry);
    }
    m_wallet->refresh();
}

void PlatformSession::followSession(SessionState state)
{
    if (state == SessionState::Active && std::exchange(m_covered, false))
        m_link.setSignedIn(false); // the channel belongs to the session that the new sign-in replaced
    m_covered = m_session.isCovered();
    if (m_pin && m_covered)
        m_pin->giveUp();
    m_link.setSignedIn(hasStreams());
    if (!m_session.isOccupied())
        m_sessionWatch.reset();
    else if (!m_sessionWatch)
        m_sessionWatch = m_link.sessions().watch([this](const SessionEnding &ending) {
            // Not from within the stream that says so: it goes.
            QMetaObject::invokeMethod(
                &m_session,
                [this, ending] {
                    ending.kind == SessionEnding::Kind::Locked ? m_session.lockedByPlatform(ending.sentence)
                                                               : m_session.endedByPlatform(ending.sentence);
                },
                Qt::QueuedConnection);
        });
    m_witnessing.setSignedIn(state == SessionState::Active);
    followStanding();
    followOutbox();
    followFeed();
    if (state == SessionState::Active ||
        (state == SessionState::Locked && hasStreams())) // alarms are counted under the cover too
        m_membership->start();
    else if (state == SessionState::SignedOut) {
        m_membership->stop();
        m_streams->clear();
        if (m_wallet)
            m_wallet->forget();
    }
}

/// Locked by the person or the clock, telemetry goes on; a session that is over has no streams.
bool PlatformSession::hasStreams() const
{
    const auto cover = m_session.cover();
    const bool over = m_session.beneath() == SessionState::Expired || (cover && cover->reason == LockReason::Administrator);
    return m_session.isOccupied() && !over;
}

void PlatformSession::followStanding()
{
    const SessionState state = m_session.state();
    const Identity *identity = m_session.identity();
    Standing standing;
    standing.signedIn = identity && m_session.isOccupied();
    standing.covered = m_session.isCovered();
    standing.waiting = state == SessionState::StepUp;
    standing.offline = state == SessionState::OfflineGrace;
    standing.readOnly = identity && !identity->mayAct;
    m_stores.permissions.setStanding(standing); // first: who is gone leaves no page for want of roles
    m_stores.permissions.setPlatformRoles(identity ? identity->roles : QSet<RoleId>());
}

void PlatformSession::followOutbox()
{
    const SessionState state = m_session.state();
    if (state == SessionState::Active)
        m_outbox->start(m_session.identity()->subject);
    else if (state == SessionState::SignedOut)
        m_outbox->stop();
    else
        m_outbox->pause();
}

void PlatformSession::followTransports()
{
    // The user channel's heartbeat decides: it is there whenever a session has streams, whatever page is in view. What the
    // platform closed with a session is not lost.
    const TransportState &channel = m_stores.connection.transport(Transport::WebSocket);
    const bool signedIn = hasStreams();
    const bool down = signedIn && (channel.state == LinkState::Waiting || channel.state == LinkState::Lost);
    if (down)
        m_stores.connection.setLostSince(channel.lastMessage.value_or(m_stores.time.now()));
    else if (!signedIn || channel.state == LinkState::Connected) {
        const bool back = signedIn && m_stores.connection.lostSince();
        m_stores.connection.setLostSince(std::nullopt);
        if (back)
            m_outbox->retryNow();
        if (back)
            // The platform is there again; gRPC need not wait for its turn. Queued: this answers to a report of the transports.
            QMetaObject::invokeMethod(&m_link.transports(), &TransportMonitor::retryNow, Qt::QueuedConnection);
    }
    followFeed();
    m_stores.connection.setClock(m_link.clock());
    if (const auto &clock = m_stores.connection.clock())
        m_stores.time.setClockOffset(clock->offset);
}

/// What nothing comes for any more is old, whether the line is cut or the session is over.
void PlatformSession::followFeed()
{
    m_stores.health.setStale(m_stores.connection.lostSince() || (m_session.isOccupied() && !hasStreams()));
}

void PlatformSession::adopt(Page *page)
{
    connect(page, &Page::linkRequested, this, &PlatformSession::linkRequested);
    page->setDisconnected(m_stores.connection.lostSince().has_value());
}

EntryPage *PlatformSession::entryPage()
{
    if (!m_entryPage) {
        m_entryPage = new EntryPage({m_stores.catalogue, m_stores.subscriptions, m_stores.transactions, m_stores.outbox,
                                     m_stores.permissions, m_stores.notices, m_stores.health, m_stores.series, m_stores.time});
        adopt(m_entryPage);
        m_entry = std::make_unique<EntryController>(
            *m_entryPage, EntryController::Ports{m_session, *m_streams, m_link.telemetry(), m_auditedTransactions, m_lookUps},
            EntryController::Stores{m_stores.catalogue, m_stores.subscriptions, m_stores.transactions, m_stores.series,
                                    m_stores.time});
        connect(m_entryPage, &EntryPage::askRequested, this, [this](const SectorId &sector) {
            subscriptionsPage()->openSector(sector);
            Q_EMIT linkRequested({.level = Level::Subscriptions});
        });
        connect(m_entryPage, &EntryPage::signAgainRequested, this, &PlatformSession::signAgain);
        connect(m_entryPage, &EntryPage::discardRequested, this, [this](const TransactionId &id) {
            if (m_stores.permissions.admit({Action::DiscardUnsent}))
                m_outbox->discard(id);
        });
        connect(m_entryPage, &EntryPage::sendNowRequested, this, [this] {
            if (m_stores.permissions.admit({Action::SendUnsent}))
                m_outbox->retryNow();
        });
        connect(m_entryPage, &EntryPage::renewRequested, this, [this](const SubscriptionId &id) {
            subscriptionsPage()->beginRenewal(id);
            Q_EMIT linkRequested({.level = Level::Subscriptions});
        });
    }
    return m_entryPage;
}

SubscriptionsPage *PlatformSession::subscriptionsPage()
{
    if (!m_subscriptionsPage) {
        m_subscriptionsPage = new SubscriptionsPage(m_stores.catalogue, m_stores.subscriptions, m_stores.time);
        adopt(m_subscriptionsPage);
        m_subscriptions = std::make_unique<SubscriptionsController>(*m_subscriptionsPage, m_auditedSubscriptions,
                                                                    m_stores.subscriptions, m_stores.permissions);
    }
    return m_subscriptionsPage;
}

Provenance PlatformSession::provenance() const
{
    Provenance provenance;
    if (const auto &profile = m_stores.connection.profile()) {
        provenance.platform =
            profile->platform.isEmpty() ? profile->name : QString(profile->name + QLatin1String(", ") + profile->platform);
        provenance.mode = profile->mode;
    }
    if (const Identity *identity = m_session.identity())
        provenance.person = identity->name;
    return provenance;
}

SectorPage *PlatformSession::sectorPage()
{
    if (!m_sectorPage) {
        m_sectorPage =
            new SectorPage(m_stores.catalogue, m_stores.health, m_stores.subscriptions, m_stores.series, m_stores.time);
        adopt(m_sectorPage);
        m_sectorPage->plotGroup()->setProvenance([this] { return provenance(); });
        m_places->attach(m_sectorPage);
    }
    return m_sectorPage;
}

MicroservicePage *PlatformSession::microservicePage()
{
    if (!m_microservicePage) {
        m_microservicePage = new MicroservicePage(m_stores.catalogue, m_stores.health, m_stores.subscriptions,
                                                  m_stores.permissions, m_stores.series, m_stores.time);
        adopt(m_microservicePage);
        m_microservicePage->plotGroup()->setProvenance([this] { return provenance(); });
        m_places->attach(m_microservicePage);
    }
    return m_microservicePage;
}

RecordPage *PlatformSession::recordPage()
{
    if (!m_recordPage) {
        m_recordPage = new RecordPage(m_stores.catalogue, m_stores.subscriptions, m_stores.permissions, m_stores.health,
                                      m_stores.transactions, m_stores.time);
        adopt(m_recordPage);
        m_records = std::make_unique<RecordController>(
            *m_recordPage,
            RecordController::Ports{m_link.catalogue(), m_auditedRecords, m_auditedTransactions, *m_outbox, m_stores.permissions,
                                    m_link.witness(), m_pin.get()},
            m_stores.catalogue, m_stores.transactions, [this] {
                const Identity *identity = m_session.identity();
                return RecordController::Signer{identity ? identity->subject : SubjectId(),
                                                m_stores.connection.profile() ? m_stores.connection.profile()->issuer
                                                                              : QString()};
            });
        for (const auto saved : {&RecordPage::saveReceiptRequested, &RecordPage::courtReceiptRequested})
            connect(m_recordPage, saved, this, [this](const Receipt &receipt) {
                const QByteArray hash = identity::sha256(receipt.jws).toHex();
                m_trail.record({.event = QStringLiteral("receipt.exported"), .object = QString::fromLatin1(hash)});
            });
    }
    return m_recordPage;
}

void PlatformSession::signAgain(const TransactionId &id)
{
    const UnsentWork *found = m_stores.outbox.find(id);
    if (!found)
        return;
    const UnsentWork work = *found;
    Q_EMIT linkRequested({.level = Level::Page, .sector = work.sector, .service = work.service, .page = work.page});
    if (m_records && !work.isSecond)
        m_records->resume(work);
}

LoadPage *PlatformSession::loadPage()
{
    if (!m_loadPage) {
        m_loadPage = new LoadPage({m_stores.catalogue, m_stores.health, m_stores.series, m_stores.performance, m_stores.time});
        adopt(m_loadPage);
        m_loadPage->plotGroup()->setProvenance([this] { return provenance(); });
        m_load = std::make_unique<LoadController>(
            *m_loadPage, LoadController::Ports{m_link.simulation(), m_link.telemetry(), m_stores.permissions},
            m_stores.subscriptions, m_stores.series);
    }
    return m_loadPage;
}

SessionsPage *PlatformSession::sessionsPage()
{
    if (!m_sessionsPage) {
        m_sessionsPage = new SessionsPage({m_stores.sessions, m_stores.catalogue, m_stores.permissions, m_stores.time});
        adopt(m_sessionsPage);
        m_sessions =
            std::make_unique<SessionsController>(*m_sessionsPage, m_auditedSessions, m_stores.sessions, m_stores.permissions);
    }
    return m_sessionsPage;
}

TrustPage *PlatformSession::trustPage()
{
    if (!m_trustPage) {
        m_trustPage = new TrustPage(m_stores.trust, m_stores.time);
        adopt(m_trustPage);
        m_trust->attach(m_trustPage);
        connect(m_trustPage, &TrustPage::proofRequested, this, &PlatformSession::saveLedgerProof);
        connect(m_trustPage, &TrustPage::keysRequested, this, &PlatformSession::saveLedgerKeys);
    }
    return m_trustPage;
}

void PlatformSession::saveLedgerProof()
{
    m_ledger.exportProof(m_trustPage, [this](const Result<QByteArray> &proof) {
        if (proof)
            saveFile(m_trustPage, TrustPage::tr("Save the proof of the ledger"), QStringLiteral("ledger.checkpoints"), *proof);
        else
            m_trustPage->showProofFailure(proof.error());
    });
}

void PlatformSession::saveLedgerKeys()
{
    m_link.witness().keySet(m_trustPage, [this](const Result<QByteArray> &keys) {
        if (keys)
            saveFile(m_trustPage, TrustPage::tr("Save the keys of receipts and ledger"), QStringLiteral("ledger.jwks"), *keys);
        else
            m_trustPage->showKeysFailure(keys.error());
    });
}

Page *PlatformSession::page(const PageLink &link)
{
    switch (link.level) {
    case Level::SignIn:
        return nullptr;
    case Level::Entry:
        return entryPage();
    case Level::Load:
        return loadPage();
    case Level::Sessions:
        return sessionsPage();
    case Level::Trust:
        return trustPage();
    case Level::Subscriptions:
        return subscriptionsPage();
    case Level::Sector:
        sectorPage()->setSector(link.sector);
        return m_sectorPage;
    case Level::Service:
        microservicePage()->setService(link.sector, link.service);
        return m_microservicePage;
    case Level::Page:
        break;
    }
    return recordPage();
}

void PlatformSession::expect(const PageLink &link)
{
    if (!link.sector.value.isEmpty())
        m_membership->expect(link.sector);
}

void PlatformSession::show(const PageLink &link)
{
    m_places->show(link);
    if (m_entry)
        m_entry->setShown(link.level == Level::Entry);
    if (m_load)
        m_load->setShown(link.level == Level::Load);
    if (m_sessions)
        m_sessions->setShown(link.level == Level::Sessions);
    if (m_records && link.level == Level::Page)
        m_records->open(link);
}

} // namespace stanforis
