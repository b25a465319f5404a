// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/entry/entrypage.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/stores/noticestore.h"
#include "models/stores/outboxstore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/transactionstore.h"
#include "models/telemetry/timecontext.h"
#include "views/access/lookupfield.h"
#include "views/entry/identitycard.h"
#include "views/entry/nationpanel.h"
#include "views/entry/sectortile.h"
#include "views/entry/waitingpanel.h"
#include "views/widgets/dates.h"
#include "views/widgets/textlabel.h"

#include <QGridLayout>
#include <QListView>

using namespace Qt::StringLiterals;

namespace stanforis {

EntryPage::EntryPage(const EntryStores &stores, QWidget *parent)
    : Page(parent)
    , m_stores(stores)
    , m_actModel(stores.transactions)
    , m_noticeModel(stores.notices)
    , m_acts(new RowTextModel(
          &m_actModel, [this](int row) { return act(row); }, this))
    , m_notices(new RowTextModel(
          &m_noticeModel, [this](int row) { return notice(row); }, this))
    , m_facts(new TextLabel({}, TypeRole::Body, Tone::Tertiary, this))
    , m_card(new IdentityCard(this))
    , m_waiting(new WaitingPanel(stores, this))
    , m_actPanel(new Panel(tr("My last signed acts"), this))
    , m_noticePanel(new Panel(tr("Notices"), this))
    , m_noActs(new TextLabel(tr("What you sign is listed here, with its receipt."), TypeRole::Body, Tone::Secondary, m_actPanel))
    , m_noNotices(new TextLabel(tr("Messages from the platform and your sectors appear here."), TypeRole::Body, Tone::Secondary,
                                m_noticePanel))
    , m_nation(new NationPanel(stores, this))
    , m_lookup(new Panel(this))
    , m_lookUp(new LookUpField(m_lookup))
    , m_grid(new QGridLayout)
{
    setObjectName(u"entry-page"_s);
    build();
    connect(m_waiting, &WaitingPanel::linkRequested, this, &EntryPage::linkRequested);
    connect(m_waiting, &WaitingPanel::renewRequested, this, &EntryPage::renewRequested);
    connect(m_waiting, &WaitingPanel::signAgainRequested, this, &EntryPage::signAgainRequested);
    connect(m_waiting, &WaitingPanel::discardRequested, this, &EntryPage::discardRequested);
    connect(m_waiting, &WaitingPanel::sendNowRequested, this, &EntryPage::sendNowRequested);
    connect(m_nation, &NationPanel::sectorRequested, this, &EntryPage::openSector);
    connect(m_lookUp, &LookUpField::checkRequested, this, &EntryPage::lookUpRequested);
    connect(&stores.subscriptions, &SubscriptionStore::changed, this, &EntryPage::refresh);
    connect(&stores.catalogue, &CatalogueStore::sectorsChanged, this, &EntryPage::refresh);
    connect(&stores.transactions, &TransactionStore::changed, this, &EntryPage::refresh);
    connect(&stores.permissions, &PermissionStore::changed, this, &EntryPage::refresh);
    connect(&stores.outbox, &OutboxStore::changed, this, &EntryPage::refresh);
    connect(&stores.notices, &NoticeStore::changed, this, &EntryPage::refresh);
    refresh();
}

QString EntryPage::title() const { return tr("Entry"); }

QList<KeyHelp> EntryPage::keys() const
{
    return {{tr("Tab"), tr("From sector to sector, worst first")},
            {tr("Enter"), tr("Open the sector, the act or the notice")},
            {tr("T"), tr("The regions as a table, and back")}};
}

QWidget *EntryPage::firstFocus()
{
    QLayoutItem *first = m_grid->itemAt(0);
    return first ? first->widget() : nullptr;
}

void EntryPage::refresh()
{
    for (SectorTile *tile : std::as_const(m_tiles))
        tile->refresh(m_disconnected);
    placeTiles();
    m_nation->refresh(m_disconnected);
    m_waiting->refresh();
    m_acts->refresh();
    m_notices->refresh();
    for (auto [panel, empty, rows] :
         {std::tuple{m_actPanel, m_noActs, m_acts}, std::tuple{m_noticePanel, m_noNotices, m_notices}}) {
        empty->setVisible(rows->rowCount() == 0);
        panel->findChild<QListView *>()->setVisible(rows->rowCount() > 0);
        panel->setSubtitle(rows->rowCount() > 0 ? QString::number(rows->rowCount()) : QString());
    }
    showFacts();
    askForVerdicts();
}

void EntryPage::showFacts()
{
    const Instant now = m_stores.time.now();
    const auto open = m_stores.subscriptions.activeSectors();
    QStringList facts{Dates::longDay(now), tr("%1 of %2 sectors").arg(open.size()).arg(m_stores.catalogue.sectors().size())};
    const int abnormal = m_stores.health.counts().total();
    facts << (m_disconnected || m_stores.health.isStale() ? tr("nothing fresh is known")
              : abnormal == 1                             ? tr("1 service abnormal")
              : abnormal > 1                              ? tr("%n services abnormal", nullptr, abnormal)
                                                          : tr("all services normal"));
    m_facts->setFullText(facts.join(u" · "_s));
    if (!m_identity)
        return;
    QStringList roles;
    for (const SectorId &id : open) {
        const SectorSummary *sector = m_stores.catalogue.summary(id);
        for (const RoleId &role : m_stores.subscriptions.rolesIn(id))
            roles << tr("%1 in %2", "role, sector")
                         .arg(sector ? sector->roleName(role) : role.value, sector ? sector->name : id.value);
    }
    m_card->setIdentity(*m_identity, m_sessionEnds, roles, now);
}

void EntryPage::setDisconnected(bool disconnected)
{
    m_disconnected = disconnected;
    m_lookUp->setAvailable(!disconnected);
    refresh();
}

void EntryPage::setIdentity(const Identity &identity, Instant sessionEnds)
{
    m_identity = identity;
    m_sessionEnds = sessionEnds;
    showFacts();
}

void EntryPage::setVerified(const TransactionId &id, bool genuine)
{
    m_verdicts.insert(id, genuine);
    m_acts->refresh();
}

void EntryPage::setLookUpOutcome(const LookUpAnswer &answer) { m_lookUp->setOutcome(answer); }

void EntryPage::openSector(const SectorId &sector) { Q_EMIT linkRequested(PageLink{PageLink::Level::Sector, sector}); }

void EntryPage::openAct(int row)
{
    if (const Transaction *t = m_actModel.at(row))
        Q_EMIT linkRequested(PageLink{PageLink::Level::Page, t->sector, t->service, t->page});
}

void EntryPage::openNotice(int row)
{
    const Notice *found = m_noticeModel.at(row);
    const auto link = found ? PageLink::parse(found->link) : std::nullopt;
    if (link)
        Q_EMIT linkRequested(*link);
}

RowText EntryPage::act(int row) const
{
    const Transaction *t = m_actModel.at(row);
    if (!t)
        return {};
    const SectorSummary *sector = m_stores.catalogue.summary(t->sector);
    RowText text{{},
                 t->title,
                 tr("%1, %2", "sector, when")
                     .arg(sector ? sector->name : t->sector.value, Dates::when(t->submitted, m_stores.time.now()))};
    switch (t->state) {
    case Transaction::State::Waiting:
        text.trailing = tr("waits for a second person");
        break;
    case Transaction::State::Declined:
        text.trailing = tr("declined");
        break;
    case Transaction::State::Expired:
        text.trailing = tr("lapsed");
        break;
    case Transaction::State::Outdated:
        text.trailing = tr("overtaken");
        break;
    case Transaction::State::Written: {
        const auto verdict = m_verdicts.constFind(t->id);
        text.checked = verdict != m_verdicts.cend() && *verdict;
        text.trailing = text.checked ? tr("verified") : tr("written");
        if (verdict != m_verdicts.cend() && !*verdict) {
            text.trailing = tr("receipt not genuine");
            text.severity = Severity::High;
        }
        break;
    }
    }
    return text;
}

RowText EntryPage::notice(int row) const
{
    const Notice *found = m_noticeModel.at(row);
    if (!found)
        return {};
    return {{},
            found->title,
            found->text,
            Dates::since(found->time, m_stores.time.now()),
            false,
            false,
            found->severity == Severity::Unknown ? Severity::Normal : found->severity};
}

void EntryPage::askForVerdicts()
{
    if (m_disconnected)
        return;
    for (int row = 0; row < m_actModel.rowCount(); ++row) {
        const Transaction *t = m_actModel.at(row);
        if (t && t->state == Transaction::State::Written && !t->receipt.jws.isEmpty() && !m_asked.contains(t->id)) {
            m_asked.insert(t->id);
            Q_EMIT verifyRequested(t->id);
        }
    }
}

} // namespace stanforis
