// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/entry/entrypage.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/stores/noticestore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/transactionstore.h"
#include "models/telemetry/timecontext.h"
#include "views/access/receiptcheck.h"
#include "views/entry/asktile.h"
#include "views/entry/identitycard.h"
#include "views/entry/nationpanel.h"
#include "views/entry/sectortile.h"
#include "views/entry/waitingpanel.h"
#include "views/widgets/dates.h"
#include "views/widgets/textlabel.h"

#include <QGridLayout>
#include <QListView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

/// Abnormal first, the worst before the others.
int rank(Severity severity)
{
    return severity == Severity::Unknown || severity == Severity::Normal ? 0 : int(severity);
}

QWidget *wrapped(Panel *panel, TextLabel *empty, QListView *list)
{
    const Theme theme = Theme::of(panel);
    panel->setEdgeToEdge(true);
    empty->setWordWrap(true);
    empty->setContentsMargins(theme.metrics().panelPadding, theme.space(3), theme.metrics().panelPadding, theme.space(3));
    panel->body()->addWidget(empty, 0, Qt::AlignTop);
    panel->body()->addWidget(list, 1);
    return list;
}

} // namespace

EntryPage::EntryPage(const EntryStores &stores, QWidget *parent)
    : Page(parent), m_stores(stores), m_actModel(stores.transactions), m_noticeModel(stores.notices),
      m_acts(new RowTextModel(&m_actModel, [this](int row) { return act(row); }, this)),
      m_notices(new RowTextModel(&m_noticeModel, [this](int row) { return notice(row); }, this)),
      m_facts(new TextLabel({}, TypeRole::Body, Tone::Tertiary, this)), m_card(new IdentityCard(this)),
      m_waiting(new WaitingPanel(stores, this)), m_actPanel(new Panel(tr("My last signed acts"), this)),
      m_noticePanel(new Panel(tr("Notices"), this)),
      m_noActs(new TextLabel(tr("What you sign is listed here, with its receipt."), TypeRole::Body, Tone::Secondary, m_actPanel)),
      m_noNotices(new TextLabel(tr("Messages from the platform and your sectors appear here."), TypeRole::Body, Tone::Secondary, m_noticePanel)),
      m_nation(new NationPanel(stores, this)), m_lookup(new Panel(this)), m_receipt(new ReceiptCheck(m_lookup)), m_grid(new QGridLayout)
{
    setObjectName(u"entry-page"_s);
    build();
    connect(m_waiting, &WaitingPanel::linkRequested, this, &EntryPage::linkRequested);
    connect(m_waiting, &WaitingPanel::renewRequested, this, &EntryPage::renewRequested);
    connect(m_nation, &NationPanel::sectorRequested, this, &EntryPage::openSector);
    connect(m_receipt, &ReceiptCheck::checkRequested, this, &EntryPage::checkReceiptRequested);
    connect(&stores.subscriptions, &SubscriptionStore::changed, this, &EntryPage::refresh);
    connect(&stores.catalogue, &CatalogueStore::sectorsChanged, this, &EntryPage::refresh);
    connect(&stores.transactions, &TransactionStore::changed, this, &EntryPage::refresh);
    connect(&stores.notices, &NoticeStore::changed, this, &EntryPage::refresh);
    refresh();
}

void EntryPage::build()
{
    const Theme theme = Theme::of(this);
    const int gutter = theme.metrics().gutter;
    m_facts->setElided(Qt::ElideRight);
    auto *header = new QHBoxLayout;
    header->setSpacing(theme.space(4));
    header->addWidget(new TextLabel(tr("Entry"), TypeRole::Title, Tone::Primary, this));
    header->addWidget(m_facts, 1);

    auto *acts = makeRowList(m_acts, u"act-list"_s, tr("My last signed acts"), true, m_actPanel);
    auto *notices = makeRowList(m_notices, u"notice-list"_s, tr("Notices"), true, m_noticePanel);
    wrapped(m_actPanel, m_noActs, acts);
    wrapped(m_noticePanel, m_noNotices, notices);
    connect(acts, &QListView::activated, this, [this](const QModelIndex &index) { openAct(index.row()); });
    connect(notices, &QListView::activated, this, [this](const QModelIndex &index) { openNotice(index.row()); });

    m_lookup->setTitle(tr("Look up"));
    m_lookup->setTitleRole(TypeRole::Heading);
    auto *what = new TextLabel(tr("Check a receipt that somebody shows you. No role is needed."), TypeRole::Body, Tone::Secondary, m_lookup);
    what->setWordWrap(true);
    m_lookup->body()->addWidget(what);
    m_lookup->body()->addWidget(m_receipt);
    m_lookup->body()->addStretch(1);

    auto *start = new QVBoxLayout;
    start->addWidget(m_card);
    start->addWidget(m_waiting);
    start->addWidget(m_actPanel, 1);
    auto *end = new QVBoxLayout;
    end->addWidget(m_nation);
    end->addWidget(m_noticePanel, 1);
    for (QVBoxLayout *column : {start, end})
        column->setSpacing(gutter);
    m_grid->setSpacing(gutter);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    for (QWidget *panel : std::initializer_list<QWidget *>{m_card, m_waiting, m_actPanel, m_noticePanel, m_nation, m_lookup}) {
        panel->setMinimumWidth(1);
        const bool asTallAsItsRows = panel == m_card || panel == m_waiting || panel == m_nation;
        panel->setSizePolicy(QSizePolicy::Ignored, asTallAsItsRows ? QSizePolicy::Fixed : QSizePolicy::Ignored);
    }

    auto *columns = new QHBoxLayout;
    columns->setSpacing(gutter);
    columns->addLayout(start, 404); // look.md, "Pages": 404 | 824 | 404
    columns->addLayout(m_grid, 824);
    columns->addLayout(end, 404);
    auto *layout = new QVBoxLayout(this);
    const int margin = theme.metrics().pageMargin;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(gutter);
    layout->addLayout(header);
    layout->addLayout(columns, 1);
}

QString EntryPage::title() const
{
    return tr("Entry");
}

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
    for (auto [panel, empty, rows] : {std::tuple{m_actPanel, m_noActs, m_acts}, std::tuple{m_noticePanel, m_noNotices, m_notices}}) {
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
            roles << tr("%1 in %2", "role, sector").arg(sector ? sector->roleName(role) : role.value, sector ? sector->name : id.value);
    }
    m_card->setIdentity(*m_identity, m_sessionEnds, roles, now);
}

void EntryPage::placeTiles()
{
    struct Place { int rank; int index; QWidget *widget; };
    QList<Place> places;
    int index = 0;
    for (const SectorSummary &summary : m_stores.catalogue.sectors()) {
        ++index;
        if (m_stores.subscriptions.isActive(summary.id)) {
            delete m_askTiles.take(summary.id);
            SectorTile *&tile = m_tiles[summary.id];
            if (!tile) {
                tile = new SectorTile(summary.id, m_stores, this);
                connect(tile, &SectorTile::opened, this, &EntryPage::openSector);
                tile->refresh(m_disconnected);
            }
            places.append({rank(tile->worst()) + 1, index, tile});
        } else {
            delete m_tiles.take(summary.id);
            AskTile *&tile = m_askTiles[summary.id];
            if (!tile) {
                tile = new AskTile(summary, this);
                connect(tile, &AskTile::askRequested, this, &EntryPage::askRequested);
            }
            tile->setRequest(m_stores.subscriptions.current(summary.id));
            places.append({0, index, tile});
        }
    }
    std::ranges::stable_sort(places, [](const Place &a, const Place &b) { return a.rank != b.rank ? a.rank > b.rank : a.index < b.index; });
    QStringList order;
    for (const Place &place : places)
        order << place.widget->objectName();
    if (order == m_order && !order.isEmpty())
        return;
    m_order = order;
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    QWidget *before = nullptr;
    for (int at = 0; at < places.size(); ++at) {
        QWidget *tile = places.at(at).widget;
        tile->setMinimumWidth(1);
        tile->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
        m_grid->addWidget(tile, at / 2, at % 2);
        tile->show();
        if (before)
            setTabOrder(before, tile);
        before = tile;
    }
    // The last cell is for looking things up; alone in its row it takes the whole of it, so that there is no hole.
    const int last = int(places.size());
    m_grid->addWidget(m_lookup, last / 2, last % 2, 1, 2 - last % 2);
    // A row that has figures takes what room there is; one that only offers roles is as tall as its words.
    const auto mine = std::ranges::count_if(places, [](const Place &place) { return place.rank > 0; });
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, row > last / 2 ? 0 : mine == 0 || row * 2 < mine ? 1 : 0);
}

void EntryPage::setDisconnected(bool disconnected)
{
    m_disconnected = disconnected;
    m_receipt->setAvailable(!disconnected);
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

void EntryPage::setReceiptOutcome(const Result<ReceiptFacts> &outcome)
{
    m_receipt->setOutcome(outcome);
}

void EntryPage::openSector(const SectorId &sector)
{
    Q_EMIT linkRequested(PageLink{PageLink::Level::Sector, sector});
}

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
    RowText text{{}, t->title,
                 tr("%1, %2", "sector, when").arg(sector ? sector->name : t->sector.value, Dates::when(t->submitted, m_stores.time.now()))};
    switch (t->state) {
    case Transaction::State::Waiting: text.trailing = tr("waits for a second person"); break;
    case Transaction::State::Declined: text.trailing = tr("declined"); break;
    case Transaction::State::Expired: text.trailing = tr("lapsed"); break;
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
    return {{}, found->title, found->text, Dates::since(found->time, m_stores.time.now()), false, false,
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
