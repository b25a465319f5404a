// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/subscriptions/subscriptionspage.h"

#include "models/domain/duties.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/telemetry/timecontext.h"
#include "views/subscriptions/askform.h"
#include "views/subscriptions/inboxpanel.h"
#include "views/subscriptions/minepanel.h"
#include "views/subscriptions/rolematrix.h"
#include "views/subscriptions/subscriptiontable.h"
#include "views/subscriptions/subscriptiontext.h"
#include "views/widgets/dates.h"
#include "views/widgets/errortext.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/textlabel.h"

#include <QGridLayout>
#include <QListView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int mostWidth = 2400;
constexpr int tallHeight = 1300;

} // namespace

SubscriptionsPage::SubscriptionsPage(const CatalogueStore &catalogue, const SubscriptionStore &subscriptions,
                                     const TimeContext &time, QWidget *parent)
    : Page(parent)
    , m_catalogue(catalogue)
    , m_subscriptions(subscriptions)
    , m_time(time)
    , m_sectorModel(catalogue, subscriptions)
    , m_sectorRows(new RowTextModel(
          &m_sectorModel,
          [this](int row) {
              const SectorSummary *sector = m_sectorModel.sector(row);
              return sector ? SubscriptionText::sectorRow(*sector, m_sectorModel.current(row), m_time.now()) : RowText();
          },
          this))
    , m_facts(new TextLabel(tr("What you may see and do, why, and until when"), TypeRole::Body, Tone::Tertiary, this))
    , m_sectors(new Panel(tr("Sectors"), this))
    , m_sectorList(makeRowList(m_sectorRows, u"sector-list"_s, tr("Sectors"), true, m_sectors))
    , m_ask(new AskForm(time, this))
    , m_matrix(new RoleMatrix(this))
    , m_mine(new MinePanel(subscriptions, catalogue, time, this))
    , m_inbox(new InboxPanel(subscriptions, catalogue, time, this))
    , m_table(new SubscriptionTable(subscriptions, catalogue, this))
{
    setObjectName(u"subscriptions-page"_s);
    build();
    m_ask->setPrecededBy(m_sectorList);
    connect(m_sectorList->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &row) { chooseRow(row.row()); });
    connect(m_ask, &AskForm::roleChosen, m_matrix, &RoleMatrix::setRole);
    connect(m_ask, &AskForm::roleChosen, this, &SubscriptionsPage::block);
    connect(m_ask, &AskForm::requestRequested, this, &SubscriptionsPage::requestRequested);
    connect(m_inbox, &InboxPanel::decideRequested, this, &SubscriptionsPage::decideRequested);
    connect(m_mine, &MinePanel::withdrawRequested, this, &SubscriptionsPage::withdrawRequested);
    connect(m_mine, &MinePanel::renewRequested, this, &SubscriptionsPage::renewRequested);
    connect(m_table, &SubscriptionTable::chosen, m_mine, &MinePanel::choose);
    connect(&subscriptions, &SubscriptionStore::changed, this, &SubscriptionsPage::refresh);
    connect(&catalogue, &CatalogueStore::sectorsChanged, this, &SubscriptionsPage::refresh);
    refresh();
}

void SubscriptionsPage::build()
{
    const Theme theme = Theme::of(this);
    m_sectors->setEdgeToEdge(true);
    m_sectors->body()->addWidget(m_sectorList);
    m_facts->setElided(Qt::ElideRight);

    auto *header = new QHBoxLayout;
    header->setSpacing(theme.space(4));
    header->addWidget(new TextLabel(tr("Subscriptions"), TypeRole::Title, Tone::Primary, this));
    header->addWidget(m_facts, 1);

    m_asking = new QGridLayout;
    m_asking->addWidget(m_sectors, 0, 0);
    m_asking->addWidget(m_ask, 0, 1);
    m_asking->addWidget(m_matrix, 1, 0, 1, 2);
    m_asking->setColumnStretch(0, 1);
    m_asking->setColumnStretch(1, 1);
    m_having = new QVBoxLayout;
    m_having->addWidget(m_mine, 3);
    m_having->addWidget(m_inbox, 5);
    auto *columns = new QHBoxLayout;
    columns->addLayout(m_asking, 1);
    columns->addLayout(m_having, 1);
    placeTable();
    // Both halves are as wide as each other whatever their words are.
    for (QWidget *panel : std::initializer_list<QWidget *>{m_sectors, m_ask, m_matrix, m_mine, m_inbox, m_table}) {
        panel->setMinimumWidth(1);
        panel->setSizePolicy(QSizePolicy::Ignored, panel == m_matrix ? QSizePolicy::Preferred : QSizePolicy::Expanding);
    }

    auto *layout = new QVBoxLayout(this);
    layout->addLayout(header);
    layout->addLayout(columns, 1);
    followTheme(this, [=, this](const Theme &now) {
        for (QLayout *part : std::initializer_list<QLayout *>{m_asking, m_having, columns, layout})
            part->setSpacing(now.metrics().gutter);
        dress();
    });
}

void SubscriptionsPage::dress()
{
    // Sentences and forms are not read better when they are stretched.
    const int margin = Theme::of(this).metrics().pageMargin;
    const int side = std::max(margin, (width() - mostWidth) / 2);
    layout()->setContentsMargins(side, margin, side, margin);
}

void SubscriptionsPage::placeTable()
{
    // On a tall screen the requests have a place of their own under the form; else an approver's inbox takes it.
    m_asking->removeWidget(m_table);
    m_having->removeWidget(m_table);
    m_asking->setRowStretch(0, m_tall ? 0 : 1);
    m_asking->setRowStretch(2, m_tall ? 1 : 0);
    if (m_tall)
        m_asking->addWidget(m_table, 2, 0, 1, 2);
    else
        m_having->addWidget(m_table, 3);
}

void SubscriptionsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    dress();
    const bool tall = height() >= tallHeight;
    if (tall == m_tall)
        return;
    m_tall = tall;
    placeTable();
    refresh();
}

QString SubscriptionsPage::title() const { return tr("Subscriptions"); }

QList<KeyHelp> SubscriptionsPage::keys() const
{
    return {{tr("Up, Down"), tr("Choose a sector, a subscription or a request")},
            {tr("T"), tr("My subscriptions as a table, and back")},
            {tr("Esc"), tr("Keep what was to be withdrawn or renewed")}};
}

void SubscriptionsPage::setPermissions(const PermissionStore &permissions)
{
    m_permissions = &permissions;
    // Queued: what is permitted follows from the subscriptions, and changes before the models of this page have heard of them.
    connect(&permissions, &PermissionStore::changed, this, &SubscriptionsPage::refresh, Qt::QueuedConnection);
    refresh();
}

QWidget *SubscriptionsPage::firstFocus() { return m_sectorList; }

void SubscriptionsPage::refresh()
{
    const auto open = m_subscriptions.activeSectors().size();
    m_sectors->setSubtitle(tr("%1 of %2 open to you").arg(open).arg(m_catalogue.sectors().size()));
    const bool acts = !m_permissions || m_permissions->allows({Action::AskForRole});
    const bool approver = acts && (m_subscriptions.isApprover() || !m_subscriptions.inbox().isEmpty());
    m_ask->setVisible(acts);
    m_mine->setActing(acts);
    m_inbox->setVisible(approver);
    m_table->setVisible(m_tall || !approver);
    m_sectorRows->refresh();
    forgetDecided();
    m_mine->refresh();
    m_inbox->refresh();
    if (m_subscriptions.isKnown() && !m_sectorList->currentIndex().isValid() && m_sectorRows->rowCount() > 0) {
        int row = 0;
        while (row < m_sectorRows->rowCount() && m_sectorModel.current(row))
            ++row;
        const int wanted = m_sectorModel.rowOf(m_chosen);
        m_sectorList->setCurrentIndex(m_sectorRows->index(wanted >= 0 ? wanted : row < m_sectorRows->rowCount() ? row : 0, 0));
    }
    block();
}

void SubscriptionsPage::forgetDecided()
{
    const auto mine = m_subscriptions.mine();
    const auto sent = std::ranges::find_if(mine, [this](const Subscription &s) { return s.id == m_sent; });
    if (sent == mine.end() || sent->state == Subscription::State::Requested)
        return;
    m_sent.reset();
    m_ask->forgetOutcome();
}

void SubscriptionsPage::setDisconnected(bool disconnected)
{
    m_disconnected = disconnected;
    m_mine->setDisconnected(disconnected);
    m_inbox->setDisconnected(disconnected);
    block();
}

void SubscriptionsPage::openSector(const SectorId &sector, const RoleId &role)
{
    m_chosen = sector;
    const int row = m_sectorModel.rowOf(sector);
    if (row < 0)
        return;
    m_sectorList->setCurrentIndex(m_sectorRows->index(row, 0));
    m_ask->setRole(role);
    m_ask->firstFocus()->setFocus(Qt::OtherFocusReason);
}

void SubscriptionsPage::beginRenewal(const SubscriptionId &id) { m_mine->beginRenewal(id); }

void SubscriptionsPage::chooseRow(int row)
{
    const SectorSummary *sector = m_sectorModel.sector(row);
    if (!sector)
        return;
    m_chosen = sector->id;
    m_matrix->setSector(*sector);
    m_ask->setSector(*sector);
    block();
}

void SubscriptionsPage::block()
{
    if (m_disconnected)
        return m_ask->setBlocked(tr("The connection is lost; what you entered is kept"));
    // Of what is in force now; a period that begins later is looked at when the request is sent.
    const TimeRange now{m_time.now(), m_time.now() + std::chrono::seconds(1)};
    const auto held = m_permissions ? m_permissions->conflictOf(m_chosen, m_ask->role(), now) : std::nullopt;
    if (held && held->value == securityOfficer)
        return m_ask->setBlocked(tr("A security officer of the platform may not operate or approve in a sector"));
    if (held)
        return m_ask->setBlocked(tr("Operator and approver may not be combined in one sector; withdraw the other role first"));
    m_ask->setBlocked({});
}

void SubscriptionsPage::requestFinished(const Result<Subscription> &outcome)
{
    if (!outcome)
        return m_ask->refuse(ErrorText::whatHappened(outcome.error()), ErrorText::whatToDo(outcome.error()));
    const SectorSummary *sector = m_catalogue.summary(outcome->sector);
    m_sent = outcome->id;
    m_ask->accept(tr("Sent. It waits for a decision."),
                  sector && !sector->approver.isEmpty()
                      ? tr("%1 decides. You will see it here at once.", "an authority").arg(sector->approver)
                      : tr("You will see the decision here at once."));
}

void SubscriptionsPage::decisionFinished(const Result<Subscription> &outcome)
{
    if (!outcome)
        return m_inbox->tell(ErrorText::whatHappened(outcome.error()), ErrorText::whatToDo(outcome.error()), false);
    const bool refused = outcome->state == Subscription::State::Refused;
    m_inbox->tell(refused ? tr("Refused. %1 was told why.").arg(outcome->requester.name)
                          : tr("Approved. %1 was told.").arg(outcome->requester.name),
                  tr("Kept in the log with your name."), true);
}

void SubscriptionsPage::withdrawalFinished(const Result<Subscription> &outcome)
{
    if (!outcome)
        return m_mine->tell(ErrorText::whatHappened(outcome.error()), ErrorText::whatToDo(outcome.error()), false);
    m_mine->tell(tr("Withdrawn."), tr("What it showed is closed here and was forgotten by this console."), true);
}

void SubscriptionsPage::renewalFinished(const Result<Subscription> &outcome)
{
    if (!outcome)
        return m_mine->tell(ErrorText::whatHappened(outcome.error()), ErrorText::whatToDo(outcome.error()), false);
    m_mine->tell(tr("Renewal sent. It waits for a decision."), tr("The present role stays in force until its end."), true);
}

} // namespace stanforis
