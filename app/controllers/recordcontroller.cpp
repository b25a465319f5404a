// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/recordcontroller.h"

#include "app/controllers/outboxcontroller.h"
#include "models/ports/pinprompt.h"
#include "models/ports/witnessport.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/transactionstore.h"
#include "views/service/recordpage.h"
#include "views/widgets/savefile.h"

#include <QPointer>

namespace stanforis {

namespace {

/// With the PIN; none: it was something else.
PinRequest::Trouble troubleOf(const Error &error)
{
    if (error.code != Error::Code::Invalid)
        return PinRequest::Trouble::None;
    return error.detail == pinProblem         ? PinRequest::Trouble::Wrong
           : error.detail == pinLengthProblem ? PinRequest::Trouble::Length
                                              : PinRequest::Trouble::None;
}

} // namespace

RecordController::RecordController(RecordPage &page, const Ports &ports, CatalogueStore &catalogue,
                                   TransactionStore &transactions, std::function<Signer()> signer, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_ports(ports)
    , m_catalogue(catalogue)
    , m_transactions(transactions)
    , m_signer(std::move(signer))
{
    using std::chrono_literals::operator""s;
    m_retry.setSingleShot(true);
    m_retry.setInterval(3s);
    connect(&m_retry, &QTimer::timeout, this, &RecordController::readDefinition);
    connect(&page, &RecordPage::listRequested, this, [this](const QString &text) {
        m_text = text;
        readList();
    });
    // What was written, by whomever signed last, shows in the list too.
    connect(&transactions, &TransactionStore::transactionChanged, this, [this](const TransactionId &id) {
        const Transaction *changed = m_transactions.find(id);
        if (changed && changed->state == Transaction::State::Written && changed->sector == m_link.sector &&
            changed->service == m_link.service && changed->page == m_link.page)
            readList();
    });
    connect(&page, &RecordPage::recordRequested, this, [this](const RecordId &record) {
        m_ports.records.get(this, m_link.sector, m_link.service, m_link.page, record,
                            [this](const Result<Record> &found) { m_page.showRecord(found); });
    });
    connect(&page, &RecordPage::prepareRequested, this, &RecordController::prepare);
    connect(&page, &RecordPage::signRequested, this,
            [this](const Intent &intent, const QString &title) { sign(intent, {}, title); });
    connect(&page, &RecordPage::intentRequested, this, &RecordController::readIntent);
    connect(&page, &RecordPage::approveRequested, this, &RecordController::approve);
    connect(&page, &RecordPage::againRequested, this, [this](const TransactionId &id) {
        const Transaction *transaction = m_transactions.find(id);
        if (const auto intent = transaction ? m_ports.transactions.intentOf(*transaction) : Result<Intent>(Error{}); intent)
            m_page.resume(*intent);
    });
    connect(&page, &RecordPage::declineRequested, this, [this](const TransactionId &id, const QString &reason) {
        const Transaction *transaction = m_transactions.find(id);
        if (!transaction || !admits(transaction->mine ? Action::TakeBackWork : Action::DeclineWork, transaction->operation))
            return;
        m_ports.transactions.decline(this, m_link.sector, id, reason, finishing());
    });
    connect(&page, &RecordPage::verifyRequested, this, [this](const Receipt &receipt) {
        m_ports.transactions.verify(this, receipt, [this](const Result<ReceiptFacts> &facts) { m_page.showVerification(facts); });
    });
    connect(&page, &RecordPage::saveReceiptRequested, this, &RecordController::save);
    connect(&page, &RecordPage::courtReceiptRequested, this, &RecordController::saveForCourt);
}

void RecordController::open(const PageLink &link)
{
    m_link = link;
    m_page.setPage(link.sector, link.service, link.page);
    readDefinition();
    if (!link.record.value.isEmpty())
        m_page.openRecord(link.record);
}

void RecordController::readList()
{
    m_ports.records.list(this, m_link.sector, m_link.service, m_link.page, m_text,
                         [this](const Result<RecordList> &list) { m_page.showList(list); });
}

void RecordController::readDefinition()
{
    m_retry.stop();
    if (m_catalogue.page(m_link.sector, m_link.service, m_link.page))
        return;
    m_ports.catalogue.page(this, m_link.sector, m_link.service, m_link.page, [this](Result<ServicePageDefinition> page) {
        if (page)
            m_catalogue.setPage(std::move(*page));
        else if (page.error().code == Error::Code::Unreachable || page.error().code == Error::Code::TimedOut)
            m_retry.start();
    });
}

bool RecordController::allowed(Action action, const QString &operation)
{
    const ServicePageDefinition *page = m_catalogue.page(m_link.sector, m_link.service, m_link.page);
    const Operation *found = page ? page->operation(operation) : nullptr;
    const bool second = action == Action::ApproveWork || action == Action::DeclineWork;
    const QList<RoleId> roles = !found ? QList<RoleId>() : second ? found->approverRoles : found->roles;
    return m_ports.permissions.admit({action, m_link.sector, roles});
}

bool RecordController::admits(Action action, const QString &operation)
{
    if (allowed(action, operation))
        return true;
    m_page.showOutcome(Error{Error::Code::PermissionDenied, {}});
    return false;
}

void RecordController::noteDenial(const Error &error)
{
    if (error.code == Error::Code::PermissionDenied)
        m_ports.permissions.notePolicyChange(m_link.sector);
}

void RecordController::prepare(const Draft &draft)
{
    if (!admits(Action::ComposeWork, draft.operation)) {
        m_page.showIntent(Error{Error::Code::PermissionDenied, {}}, {});
        return;
    }
    m_ports.transactions.prepare(this, draft, [this, draft](const Result<Prepared> &prepared) {
        if (prepared) {
            m_page.showIntent(m_ports.transactions.compose(draft, *prepared), prepared->approvers);
        } else {
            noteDenial(prepared.error());
            m_page.showIntent(prepared.error(), {});
        }
    });
}

void RecordController::readIntent(const TransactionId &id)
{
    const Transaction *transaction = m_transactions.find(id);
    if (!transaction)
        return;
    if (!allowed(Action::ApproveWork, transaction->operation)) {
        m_page.showApprovalRefused({}, Error{Error::Code::PermissionDenied, {}});
        return;
    }
    auto intent = m_ports.transactions.intentOf(*transaction);
    if (!intent) {
        m_page.showApproval(intent);
        return;
    }
    // The platform's leave first: it says when the record has changed, and gives the nonce that makes the signature fresh.
    m_ports.transactions.beginApproval(this, transaction->sector, id,
                                       [this, intent = *std::move(intent)](const Result<Approval> &approval) mutable {
                                           if (!approval) {
                                               noteDenial(approval.error());
                                               m_page.showApprovalRefused(intent, approval.error());
                                               return;
                                           }
                                           intent.nonce = approval->nonce;
                                           intent.signBy = std::min(intent.expires, approval->nonceExpires);
                                           m_page.showApproval(intent);
                                       });
}

void RecordController::approve(const TransactionId &id, const Intent &intent)
{
    if (const Transaction *transaction = m_transactions.find(id))
        sign(intent, transaction->jws, transaction->title);
}

void RecordController::sign(const Intent &intent, const QByteArray &first, const QString &title)
{
    if (!admits(first.isEmpty() ? Action::SignWork : Action::ApproveWork, intent.operation))
        return;
    if (const auto may = m_ports.transactions.mayBeSigned(intent); !may) {
        m_page.showOutcome(may.error());
        return;
    }
    if (!m_ports.transactions.asksForPin()) {
        signWith(Secret(), intent, first, title);
        return;
    }
    if (m_ports.pin)
        askForPin(intent, first, title, PinRequest::Trouble::None);
    else
        m_page.showOutcome(Error{Error::Code::Unavailable, {}});
}

void RecordController::askForPin(const Intent &intent, const QByteArray &first, const QString &title, PinRequest::Trouble trouble)
{
    m_ports.pin->ask(this, title, trouble, [this, intent, first, title](Result<Secret> pin) {
        if (pin)
            signWith(std::move(*pin), intent, first, title);
        else
            m_page.showOutcome(pin.error());
    });
}

void RecordController::signWith(Secret pin, const Intent &intent, const QByteArray &first, const QString &title)
{
    const Signer signer = m_signer();
    UnsentWork work{.id = intent.id,
                    .platform = signer.platform,
                    .subject = signer.subject,
                    .sector = intent.sector,
                    .service = intent.service,
                    .page = intent.page,
                    .operation = intent.operation,
                    .record = intent.record,
                    .title = title,
                    .isSecond = !first.isEmpty(),
                    .body = intent.body,
                    .bodyType = intent.bodyType,
                    .signedAt = m_page.now(),
                    .signBy = intent.signBy};
    m_ports.transactions.sign(this, intent, first, std::move(pin),
                              [this, intent, first, work = std::move(work)](const Result<QByteArray> &jws) mutable {
                                  const auto trouble = jws ? PinRequest::Trouble::None : troubleOf(jws.error());
                                  if (m_ports.pin && trouble != PinRequest::Trouble::None) {
                                      askForPin(intent, first, work.title, trouble);
                                      return;
                                  }
                                  if (m_ports.pin)
                                      m_ports.pin->settle();
                                  if (!jws) {
                                      m_page.showOutcome(jws.error());
                                      return;
                                  }
                                  work.jws = *jws;
                                  m_ports.outbox.send(
                                      work, [page = QPointer<RecordPage>(&m_page), work](const Result<Transaction> &outcome) {
                                          if (page)
                                              page->showSent(work, outcome);
                                      });
                              });
}

void RecordController::resume(const UnsentWork &work)
{
    Transaction signedWork;
    signedWork.jws = work.jws;
    signedWork.body = work.body;
    signedWork.bodyType = work.bodyType;
    if (const auto intent = m_ports.transactions.intentOf(signedWork))
        m_page.resume(*intent);
}

bool RecordController::admitsSaving()
{
    if (m_ports.permissions.admit({Action::SaveReceipt}))
        return true;
    m_page.showOutcome(Error{Error::Code::PermissionDenied, {}});
    return false;
}

void RecordController::save(const Receipt &receipt)
{
    if (!admitsSaving())
        return;
    saveFile(&m_page, RecordPage::tr("Save the receipt"), QStringLiteral("receipt.json"), toFile(receipt));
}

void RecordController::saveForCourt(const Receipt &receipt)
{
    if (!admitsSaving())
        return;
    m_ports.witness.seal(this, receipt, [this](const Result<QByteArray> &container) {
        if (container)
            saveFile(&m_page, RecordPage::tr("Save the receipt for courts"), QStringLiteral("receipt.asice"), *container);
        else
            m_page.showCourtFailure(container.error());
    });
}

Reply<Transaction> RecordController::finishing()
{
    return [this](const Result<Transaction> &outcome) {
        if (outcome)
            m_transactions.apply(*outcome);
        else
            noteDenial(outcome.error());
        m_page.showOutcome(outcome);
    };
}

} // namespace stanforis
