// SPDX-License-Identifier: GPL-3.0-or-later
// Signed work on a record: draft, review, signature, second person, receipt. The records themselves are in recordpage.cpp.
#include "models/ports/transactionport.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/transactionstore.h"
#include "views/service/confirmsheet.h"
#include "views/service/recordlistpanel.h"
#include "views/service/recordpage.h"
#include "views/service/recordview.h"
#include "views/widgets/errortext.h"

using namespace Qt::StringLiterals;

namespace stanforis {

QString RecordPage::draftKey(const QString &operationId) const
{
    return QStringList{m_sector.value, m_service.value, m_page.value, m_wanted.value, operationId}.join(u'/');
}

void RecordPage::openForm(const QString &operationId)
{
    const Operation *operation = definition() ? definition()->operation(operationId) : nullptr;
    if (!operation || m_record.id.value.isEmpty())
        return;
    m_form = new OperationForm(*operation, m_drafts.value(draftKey(operationId)), m_view);
    connect(m_form, &OperationForm::reviewRequested, this, &RecordPage::review);
    connect(m_form, &OperationForm::cancelRequested, this, &RecordPage::closeForm);
    connect(m_form, &OperationForm::edited, this,
            [this, key = draftKey(operationId)] { m_drafts.insert(key, m_form->values()); });
    m_view->setForm(m_form, operation->name);
    m_form->firstField()->setFocus(Qt::OtherFocusReason);
}

void RecordPage::closeForm()
{
    if (!m_form)
        return;
    m_form.clear();
    m_view->setForm(nullptr, {});
    m_view->firstOperation()->setFocus(Qt::OtherFocusReason);
}

void RecordPage::review()
{
    const FormValues values = m_form->values();
    m_drafts.insert(draftKey(m_form->operation().id), values);
    m_form->showMessage({}, {});
    m_form->setBusy(true);
    Q_EMIT prepareRequested(
        Draft{m_sector, m_service, m_page, m_form->operation().id, m_record.id, m_record.etag, values.values, values.reason});
}

ConfirmContext RecordPage::contextOf(const QString &operationId, const RecordId &record) const
{
    ConfirmContext context;
    const ServicePageDefinition *page = definition();
    if (page) {
        const Microservice *service = m_catalogue.service(m_service);
        context.pageName = service ? service->name : page->name;
        if (const Operation *operation = page->operation(operationId))
            context.operation = *operation;
    }
    if (record == m_record.id)
        context.recordTitle = m_record.title;
    context.approvers = m_approvers;
    return context;
}

void RecordPage::showIntent(const Result<Intent> &intent, const QStringList &approvers)
{
    if (m_form)
        m_form->setBusy(false);
    if (intent) {
        m_approvers = approvers;
        m_watched = intent->id;
        m_sheet->confirm(*intent, contextOf(intent->operation, intent->record));
        return;
    }
    const Error &error = intent.error();
    if (error.code == Error::Code::Conflict) {
        m_changedMeanwhile = true;
        Q_EMIT recordRequested(m_wanted);
        return;
    }
    if (!m_form)
        return;
    const QList<RemoteViolation> violations =
        error.code == Error::Code::Invalid ? remoteViolations(error) : QList<RemoteViolation>();
    if (violations.isEmpty())
        m_form->showMessage(ErrorText::whatHappened(error),
                            tr("Nothing was written; the draft is kept. %1").arg(ErrorText::whatToDo(error)));
    else
        m_form->showViolations(violations);
}

void RecordPage::openTransaction(const TransactionId &id)
{
    const Transaction *transaction = m_transactions.find(id);
    if (!transaction)
        return;
    m_watched = id;
    m_approvers.clear();
    if (transaction->mayApprove && transaction->state == Transaction::State::Waiting)
        Q_EMIT intentRequested(id);
    else
        m_sheet->showOutcome(*transaction, contextOf(transaction->operation, {}));
}

void RecordPage::showApproval(const Result<Intent> &intent)
{
    if (!intent) {
        m_view->showMessage(tr("The signed work could not be read, so it cannot be approved here."),
                            ErrorText::whatToDo(intent.error()));
        return;
    }
    const Transaction *transaction = m_transactions.find(intent->id);
    m_watched = intent->id;
    m_sheet->approve(*intent, contextOf(intent->operation, intent->record), transaction ? transaction->requester : QString());
}

void RecordPage::showOutcome(const Result<Transaction> &outcome)
{
    if (!outcome) {
        m_sheet->showFailure(ErrorText::whatHappened(outcome.error()),
                             tr("The draft is kept. %1").arg(ErrorText::whatToDo(outcome.error())));
        return;
    }
    m_watched = outcome->id;
    // A decline or an approval by this person ends the sheet's question; the same view shows what became of it.
    m_sheet->showOutcome(*outcome, contextOf(outcome->operation, {}));
    if (m_form && outcome->mine) {
        m_drafts.remove(draftKey(m_form->operation().id));
        closeForm();
    }
    if (!m_wanted.value.isEmpty())
        Q_EMIT recordRequested(m_wanted);
    Q_EMIT listRequested(m_list->text());
}

void RecordPage::followTransaction(const TransactionId &id)
{
    const Transaction *transaction = m_transactions.find(id);
    if (!transaction || transaction->page != m_page || transaction->service != m_service ||
        transaction->state == Transaction::State::Waiting)
        return;
    if (m_sheet->isOpen() && m_watched == id)
        m_sheet->showOutcome(*transaction, contextOf(transaction->operation, {}));
    if (!m_wanted.value.isEmpty())
        Q_EMIT recordRequested(m_wanted);
}

void RecordPage::showVerification(const Result<ReceiptFacts> &facts) { m_sheet->showVerification(facts); }

} // namespace stanforis
