// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/service/recordpage.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/transactionstore.h"
#include "models/telemetry/timecontext.h"
#include "views/sector/placeheader.h"
#include "views/service/confirmsheet.h"
#include "views/service/recordlistpanel.h"
#include "views/service/recordview.h"
#include "views/service/signedworkpanel.h"
#include "views/widgets/dates.h"
#include "views/widgets/errortext.h"
#include "views/widgets/qualityoverlay.h"

#include <QEvent>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int listWidth = 336; // look.md, "Pages": Service
constexpr int listWidthCompact = 264;

} // namespace

RecordPage::RecordPage(const CatalogueStore &catalogue, const SubscriptionStore &subscriptions,
                       const PermissionStore &permissions, const HealthStore &health, const TransactionStore &transactions,
                       const TimeContext &time, QWidget *parent)
    : Page(parent)
    , m_catalogue(catalogue)
    , m_subscriptions(subscriptions)
    , m_permissions(permissions)
    , m_health(health)
    , m_transactions(transactions)
    , m_time(time)
    , m_header(new PlaceHeader(this))
    , m_list(new RecordListPanel(this))
    , m_view(new RecordView(this))
    , m_work(new SignedWorkPanel(transactions, this))
    , m_sheet(new ConfirmSheet(time, this))
    , m_columns(new QHBoxLayout)
    , m_start(new QVBoxLayout)
    , m_overlay(new QualityOverlay(this))
{
    setObjectName(u"record-page"_s);
    m_start->addWidget(m_list, 1);
    m_start->addWidget(m_work);
    m_columns->addLayout(m_start);
    m_columns->addWidget(m_view, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_header);
    layout->addLayout(m_columns, 1);
    dress();
    connectParts();
}

RecordPage::~RecordPage() = default;

void RecordPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        dress();
}

void RecordPage::dress()
{
    const Theme theme = Theme::of(this);
    const bool desk = theme.density() == Density::Desk;
    const int margin = theme.metrics().pageMargin;
    m_start->setSpacing(theme.metrics().gutter);
    m_columns->setSpacing(theme.metrics().gutter);
    // The list and the header start on the lines of the other pages.
    layout()->setContentsMargins(margin, theme.metrics().pageMargin, margin, margin);
    layout()->setSpacing(desk ? theme.space(4) : theme.space(3));
    for (QWidget *panel : {static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_work)})
        panel->setFixedWidth(desk ? listWidth : listWidthCompact);
}

void RecordPage::connectParts()
{
    connect(m_list, &RecordListPanel::listRequested, this, &RecordPage::listRequested);
    connect(m_list, &RecordListPanel::recordRequested, this, &RecordPage::openRecord);
    connect(m_view, &RecordView::operationRequested, this, &RecordPage::openForm);
    connect(m_view, &RecordView::messageActionRequested, this, [this] { Q_EMIT recordRequested(m_wanted); });
    connect(m_work, &SignedWorkPanel::transactionRequested, this, &RecordPage::openTransaction);
    connect(m_sheet, &ConfirmSheet::signRequested, this, [this](const Intent &intent) {
        const ConfirmContext context = contextOf(intent.operation, intent.record);
        Q_EMIT signRequested(intent, context.recordTitle.isEmpty()
                                         ? context.operation.name
                                         : tr("%1, %2", "operation, record").arg(context.operation.name, context.recordTitle));
    });
    connect(m_sheet, &ConfirmSheet::reviewAgainRequested, this, [this] {
        m_sheet->dismiss();
        if (m_form)
            review();
    });
    connect(m_sheet, &ConfirmSheet::againRequested, this, [this](const TransactionId &id) {
        m_sheet->dismiss();
        Q_EMIT againRequested(id);
    });
    connect(m_sheet, &ConfirmSheet::approveRequested, this,
            [this](const Intent &intent) { Q_EMIT approveRequested(intent.id, intent); });
    connect(m_sheet, &ConfirmSheet::declineRequested, this, &RecordPage::declineRequested);
    connect(m_sheet, &ConfirmSheet::verifyRequested, this, &RecordPage::verifyRequested);
    connect(m_sheet, &ConfirmSheet::saveReceiptRequested, this, &RecordPage::saveReceiptRequested);
    connect(m_sheet, &ConfirmSheet::courtReceiptRequested, this, &RecordPage::courtReceiptRequested);
    connect(m_sheet, &ConfirmSheet::closed, this, [this] { m_watched = {}; });
    connect(&m_transactions, &TransactionStore::transactionChanged, this, &RecordPage::followTransaction);
    connect(&m_transactions, &TransactionStore::changed, this, [this] { m_work->refresh(m_time.now()); });
    m_work->setApprovable([this](const Transaction &transaction) { return mayApprove(transaction); });
    connect(&m_permissions, &PermissionStore::changed, this, [this] {
        showOperations();
        m_work->refresh(m_time.now());
    });
    connect(&m_catalogue, &CatalogueStore::pageChanged, this, [this](const PageId &id) {
        if (id == m_page) {
            showColumns(); // the list, or a record that a link opened, may have been quicker
            refresh();
            showOperations();
            resumeForm();
            presentApproval();
            Q_EMIT titleChanged();
        }
    });
}

const ServicePageDefinition *RecordPage::definition() const { return m_catalogue.page(m_sector, m_service, m_page); }

void RecordPage::setPage(const SectorId &sector, const ServiceId &service, const PageId &page)
{
    if (sector == m_sector && service == m_service && page == m_page)
        return;
    closeForm();
    m_sheet->dismiss();
    m_sector = sector;
    m_service = service;
    m_page = page;
    m_record = {};
    m_reviewed = {};
    m_wanted = {};
    m_resume.clear();
    m_approval.reset();
    m_overtaken.reset();
    m_list->clear();
    showColumns();
    m_view->showMessage({}, {});
    m_view->showNothing(definition() ? definition()->recordNoun : QString());
    m_work->setPage(sector, service, page);
    refresh();
    Q_EMIT titleChanged();
    Q_EMIT listRequested({});
}

void RecordPage::refresh()
{
    showHeader();
    m_work->refresh(m_time.now());
}

QList<RecordColumn> RecordPage::columns() const { return definition() ? definition()->columns : QList<RecordColumn>(); }

void RecordPage::showColumns()
{
    m_list->setColumns(columns());
    if (!m_record.id.value.isEmpty())
        m_view->showRecord(m_record, columns());
}

void RecordPage::showHeader()
{
    const SectorSummary *sector = m_catalogue.summary(m_sector);
    const Microservice *service = m_catalogue.service(m_service);
    const ServicePageDefinition *page = definition();
    const ServiceHealth *health = m_health.service(m_sector, m_service);
    m_header->setPlace(sector ? sector->icon : QString(), title());
    m_header->setState(health && !m_disconnected ? health->severity : Severity::Unknown,
                       health && !m_disconnected && health->severity != Severity::Normal ? health->condition : QString());
    QStringList facts{service ? service->name : QString(), page ? page->summary : QString(), page ? page->standard : QString()};
    const Subscription *mine = m_subscriptions.current(m_sector);
    if (sector && mine)
        facts.insert(
            1,
            tr("role %1, purpose “%2”, until %3").arg(sector->roleName(mine->role), mine->purpose, Dates::day(mine->period.to)));
    m_header->setFacts(facts);
    if (page && !page->recordNoun.isEmpty())
        m_list->setTitle(tr("%1 records").arg(QString(page->recordNoun.at(0).toUpper() + page->recordNoun.mid(1))));
}

void RecordPage::showOperations()
{
    const ServicePageDefinition *page = definition();
    QList<Operation> allowed;
    for (const Operation &operation : page ? page->operations : QList<Operation>()) {
        if (m_permissions.allows({Action::ComposeWork, m_sector, operation.roles}))
            allowed.append(operation);
    }
    m_view->setOperations(allowed);
}

void RecordPage::showList(const Result<RecordList> &list) { m_list->showList(list); }

void RecordPage::openRecord(const RecordId &record)
{
    if (record != m_wanted)
        closeForm();
    m_wanted = record;
    Q_EMIT recordRequested(record);
}

void RecordPage::showRecord(const Result<Record> &record)
{
    if (!record) {
        presentApproval(); // what is signed can be read without it
        presentOvertaken({});
        m_view->showMessage(ErrorText::whatHappened(record.error()), ErrorText::whatToDo(record.error()), tr("Read again"));
        return;
    }
    if (record->id != m_wanted)
        return;
    m_view->showMessage({}, {});
    const bool changed = std::exchange(m_changedMeanwhile, false) && record->id == m_reviewed.id;
    const bool another = record->id != m_record.id;
    m_record = *record;
    m_view->showRecord(m_record, columns());
    m_list->select(m_record.id);
    if (another)
        showOperations();
    if (changed)
        showConflict(m_record);
    resumeForm();
    presentApproval();
    presentOvertaken(m_record);
}

QString RecordPage::title() const
{
    const ServicePageDefinition *page = definition();
    return page ? page->name : m_page.value;
}

QList<KeyHelp> RecordPage::keys() const
{
    return {{tr("Down"), tr("From the search to the list")}, {tr("Esc"), tr("Close the sheet; the draft is kept")}};
}

Instant RecordPage::now() const { return m_time.now(); }

QWidget *RecordPage::firstFocus() { return m_list->search(); }

void RecordPage::setDisconnected(bool disconnected)
{
    m_disconnected = disconnected;
    for (QWidget *panel : {static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_view), static_cast<QWidget *>(m_work)})
        m_overlay->setQuality(panel, disconnected ? Quality::Disconnected : Quality::Good, true);
    showHeader();
}

} // namespace stanforis
