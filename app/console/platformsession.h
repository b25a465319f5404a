// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/audit/auditedports.h"
#include "app/console/audit/audittrail.h"
#include "app/console/audit/audittrust.h"
#include "app/console/audit/auditwitnessing.h"
#include "app/console/audit/ledgermemory.h"
#include "app/controllers/lookups.h"
#include "app/controllers/sessiontrust.h"
#include "app/identity/keytrust.h"
#include "app/identity/registryclient.h"
#include "app/identity/session.h"
#include "app/identity/workstationkeeper.h"
#include "app/identity/workstationtrust.h"
#include "app/link/listtrust.h"
#include "app/link/httpclient.h"
#include "app/link/platformlink.h"
#include "app/link/profilereader.h"
#include "app/link/trustwatch.h"
#include "views/plots/provenance.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace stanforis {

class AccessController;
class CardPinPrompt;
class CredentialPanel;
class EntryController;
class EntryPage;
class LoadController;
class LoadPage;
class MainWindow;
class MembershipController;
class MicroservicePage;
class OutboxController;
class OutboxPort;
class Page;
class PlaceController;
class RecordController;
class RecordPage;
class SectorPage;
class SessionsController;
class SessionsPage;
class SignInPage;
class StepUpController;
class StreamManager;
class SubscriptionsController;
class SubscriptionsPage;
class TrustController;
class WalletController;
class TrustPage;
struct Environment;
struct PageLink;
struct Stores;

/// Everything that lives while one window is at one platform: link, session, controllers, and the pages made so far.
class PlatformSession final : public QObject
{
    Q_OBJECT
public:
    PlatformSession(const Environment &environment, OutboxPort &outbox, Stores &stores, MainWindow &window,
                    const Reached &reached, const TrustTools &tools);
    ~PlatformSession() override;

    [[nodiscard]] Session &session() { return m_session; }
    [[nodiscard]] WorkstationKeeper &workstation() { return m_workstation; }
    [[nodiscard]] PlatformLink &link() { return m_link; }
    /// The page shows and steers how somebody signs in here.
    void attach(SignInPage &page);
    /// The page for the link, made when it is first asked for; null for sign-in. It is told where it is before it is returned.
    [[nodiscard]] Page *page(const PageLink &link);
    /// The page that will be asked for first: the pass to its sector and what is in it take a while to come.
    void expect(const PageLink &link);
    /// The page in view has changed; streams follow.
    void show(const PageLink &link);
    /// Destroys every page made so far: what one person saw or drafted is not for the next. None of them may be in view.
    void forgetPages();

Q_SIGNALS:
    void linkRequested(const stanforis::PageLink &link);
    void sectorClosed(const stanforis::SectorId &sector);
    /// `all`: the platform was told of the other sessions too.
    void signedOutEverywhere(bool all);

private:
    void followTransports();
    void followSession(SessionState state);
    [[nodiscard]] bool hasStreams() const;
    void followFeed();
    void followStanding();
    void followOutbox();
    void showWallet();
    void signAgain(const TransactionId &id);
    [[nodiscard]] EntryPage *entryPage();
    [[nodiscard]] SubscriptionsPage *subscriptionsPage();
    [[nodiscard]] SectorPage *sectorPage();
    /// Of what is saved from a page now.
    [[nodiscard]] Provenance provenance() const;
    [[nodiscard]] MicroservicePage *microservicePage();
    [[nodiscard]] RecordPage *recordPage();
    [[nodiscard]] LoadPage *loadPage();
    [[nodiscard]] SessionsPage *sessionsPage();
    [[nodiscard]] TrustPage *trustPage();
    void saveLedgerProof();
    void saveLedgerKeys();
    void adopt(Page *page);

    Stores &m_stores;
    MainWindow &m_window;
    TrustWatch m_trustWatch;
    HttpClient m_http;
    WorkstationKeeper m_workstation;
    WorkstationTrust m_workstationTrust;
    ListTrust m_listTrust;
    Session m_session;
    PlatformLink m_link;
    AuditTrail m_trail;
    AuditWitnessing m_witnessing;
    LedgerMemory m_ledger;
    AuditTrust m_auditTrust;
    AuditedRecords m_auditedRecords;
    AuditedSubscriptions m_auditedSubscriptions;
    AuditedTransactions m_auditedTransactions;
    AuditedSessions m_auditedSessions;
    HttpClient m_lookUpHttp; ///< what another host answers says nothing about the gateway
    RegistryClient m_registry;
    LookUps m_lookUps;
    KeyTrust m_keyTrust;
    SessionTrust m_sessionTrust;
    std::unique_ptr<TrustController> m_trust;
    std::unique_ptr<WalletController> m_wallet;
    QPointer<CredentialPanel> m_credentials; ///< in the window's identity drawer
    std::unique_ptr<StreamManager> m_streams;
    std::unique_ptr<AccessController> m_access;
    std::unique_ptr<StepUpController> m_stepUp;
    std::unique_ptr<MembershipController> m_membership;
    std::unique_ptr<EntryController> m_entry;
    std::unique_ptr<SubscriptionsController> m_subscriptions;
    std::unique_ptr<PlaceController> m_places;
    std::unique_ptr<OutboxController> m_outbox;
    std::unique_ptr<CardPinPrompt> m_pin; ///< null: no card here
    std::unique_ptr<RecordController> m_records;
    std::unique_ptr<LoadController> m_load;
    std::unique_ptr<SessionsController> m_sessions;
    Watch m_sessionWatch;
    bool m_covered = false;
    EntryPage *m_entryPage = nullptr;
    SubscriptionsPage *m_subscriptionsPage = nullptr;
    SectorPage *m_sectorPage = nullptr;
    MicroservicePage *m_microservicePage = nullptr;
    RecordPage *m_recordPage = nullptr;
    LoadPage *m_loadPage = nullptr;
    SessionsPage *m_sessionsPage = nullptr;
    TrustPage *m_trustPage = nullptr;
};

} // namespace stanforis
