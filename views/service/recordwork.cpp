// SPDX-License-Identifier: GPL-3.0-or-later
// Signed work on a record: draft, review, signature, second person, receipt. The records themselves are in recordpage.cpp.
#include "models/domain/textsafety.h"
#include "models/ports/transactionport.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/transactionstore.h"
#include "models/telemetry/timecontext.h"
#include "views/service/confirmsheet.h"
#include "views/service/fieldsentence.h"
#include "views/service/recordlistpanel.h"
#include "views/service/recordpage.h"
#include "views/service/recordview.h"
#include "views/widgets/errortext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

QString RecordPage::draftKey(const QString &operationId) const
{
    return QStringList{m_sector.value, m_service.value, m_page.value, m_wanted.value, operationId}.join(u'/');
}

void RecordPage::openForm(const QString &operationId)
{
    const Operation *operation = definition() ? definition()->operation(operationId) : nullptr;
    if (!operation || m_record.id.value.isEmpty() || !m_permissions.allows({Action::ComposeWork, m_sector, operation->roles}))
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
    m_reviewed = m_record;
    m_form->showMessage({}, {});
    m_form->setBusy(true);
    Q_EMIT prepareRequested(
        Draft{m_sector, m_service, m_page, m_form->operation().id, m_record.id, m_record.etag, values.values, values.reason});
}

ConfirmContext RecordPage::contextOf(const QString &operationId, const RecordId &record, const QString &etag) const
{
    ConfirmContext context;
    context.sector = m_sector;
    context.service = m_service;
    context.page = m_page;
    const ServicePageDefinition *page = definition();
    if (page) {
        const SectorSummary *sector = m_catalogue.summary(m_sector);
        const Microservice *where = m_catalogue.service(m_service);
        context.place =
            QStringList{sector ? sector->name : m_sector.value, where ? where->name : m_service.value, page->name}.join(u", "_s);
        context.pageName = where ? where->name : page->name;
        if (const Operation *operation = page->operation(operationId))
            context.operation = *operation;
    }
    if (record == m_record.id) {
        context.recordTitle = m_record.title;
        if (!etag.isEmpty() && etag == m_record.etag)
            context.before = m_record.values;
    }
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
        ConfirmContext context = contextOf(intent->operation, intent->record, intent->etag);
        context.record = m_wanted;
        m_sheet->confirm(*intent, context);
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
    m_opened = id;
    m_approvers.clear();
    if (mayApprove(*transaction))
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
    m_approval = *intent;
    if (m_record.id == intent->record)
        presentApproval();
    else
        openRecord(intent->record); // what it is about, so that the second person sees what it was and what it becomes
}

void RecordPage::presentApproval()
{
    if (!m_approval || !definition())
        return;
    const Intent intent = *std::exchange(m_approval, std::nullopt);
    const Transaction *transaction = m_transactions.find(intent.id);
    m_watched = intent.id;
    ConfirmContext context = contextOf(intent.operation, intent.record, intent.etag);
    context.id = m_opened;
    m_sheet->approve(intent, context, transaction ? transaction->requester : QString());
}

void RecordPage::showApprovalRefused(const Intent &intent, const Error &error)
{
    if (error.code != Error::Code::Conflict) {
        m_view->showMessage(error.detail.isEmpty() ? ErrorText::whatHappened(error) : error.detail, ErrorText::whatToDo(error));
        return;
    }
    const bool wasSeen = m_record.id == intent.record && m_record.etag == intent.etag;
    m_overtaken = Overtaken{intent, error.detail.isEmpty() ? ErrorText::whatHappened(error) : error.detail,
                            wasSeen ? std::optional(m_record) : std::nullopt};
    openRecord(intent.record); // as it is now
}

void RecordPage::presentOvertaken(const std::optional<Record> &now)
{
    if (!m_overtaken || !definition())
        return;
    const Overtaken overtaken = *std::exchange(m_overtaken, std::nullopt);
    const Intent &intent = overtaken.intent;
    m_watched = intent.id;
    const Operation operation = contextOf(intent.operation, intent.record).operation;
    QList<Difference> rows;
    if (now)
        rows = differences(overtaken.seen.value_or(Record()), *now, operation, intent.values);
    m_sheet->showDifference(overtaken.seen
                                ? overtaken.happened
                                : tr("%1 How it was when it was signed is not known here.", "a sentence").arg(overtaken.happened),
                            rows, false);
}

bool RecordPage::mayApprove(const Transaction &transaction) const
{
    const Operation *operation = definition() ? definition()->operation(transaction.operation) : nullptr;
    return operation && transaction.mayApprove && transaction.state == Transaction::State::Waiting &&
           m_permissions.allows({Action::ApproveWork, m_sector, operation->approverRoles});
}

QList<Difference> RecordPage::differences(const Record &seen, const Record &now, const Operation &operation,
                                          const QMap<QString, QString> &wanted) const
{
    QList<Difference> rows;
    QStringList told;
    for (const RecordColumn &column : definition() ? definition()->columns : QList<RecordColumn>()) {
        const auto withUnit = [&column](const QString &value) {
            return value.isEmpty() || column.unit.isEmpty() ? value : QString(value + QChar::Nbsp + column.unit);
        };
        told.append(column.id);
        rows.append({column.label, withoutHidden(withUnit(seen.values.value(column.id))),
                     withoutHidden(withUnit(now.values.value(column.id))), withoutHidden(withUnit(wanted.value(column.id)))});
    }
    for (const Field &field : operation.fields) {
        if (!told.contains(field.id) && !wanted.value(field.id).isEmpty())
            rows.append({field.label, {}, {}, fieldValueText(field, withoutHidden(wanted.value(field.id)))});
    }
    return rows;
}

void RecordPage::showConflict(const Record &now)
{
    if (!m_form)
        return;
    const QList<Difference> rows = differences(m_reviewed, now, m_form->operation(), m_form->values().values);
    const bool isSame = std::ranges::all_of(rows, [](const Difference &row) { return row.seen == row.now; });
    m_sheet->showDifference(isSame ? tr("The record changed since you looked at it, in a part that is not listed here.")
                                   : tr("The record changed since you looked at it."),
                            rows, true);
}

void RecordPage::resume(const Intent &intent)
{
    if (intent.record != m_wanted)
        closeForm();
    m_wanted = intent.record;
    m_drafts.insert(draftKey(intent.operation), FormValues{intent.values, intent.reason});
    m_resume = intent.operation;
    Q_EMIT recordRequested(intent.record);
}

void RecordPage::resumeForm()
{
    if (m_resume.isEmpty() || m_record.id != m_wanted || !definition())
        return;
    const QString operation = std::exchange(m_resume, QString());
    if (m_form)
        closeForm();
    openForm(operation);
}

void RecordPage::showSent(const UnsentWork &work, const Result<Transaction> &outcome)
{
    if (outcome) {
        showOutcome(outcome);
        return;
    }
    const Error &error = outcome.error();
    m_watched = work.id;
    const QString happened =
        error.detail.isEmpty() || error.code == Error::Code::Invalid ? ErrorText::whatHappened(error) : error.detail;
    switch (error.code) {
    case Error::Code::Storage:
        m_sheet->showFailure(tr("Your signature could not be kept on this workstation, so it was not sent."),
                             tr("The draft is kept. %1").arg(ErrorText::whatToDo(error)));
        return;
    case Error::Code::Conflict:
        if (m_form && !work.isSecond && m_form->operation().id == work.operation && m_time.now() < work.signBy) {
            m_changedMeanwhile = true;
            Q_EMIT recordRequested(m_wanted);
            return;
        }
        break;
    case Error::Code::Invalid:
    case Error::Code::PermissionDenied:
        m_sheet->showFailure(happened, tr("Nothing was written; the draft is kept. %1").arg(ErrorText::whatToDo(error)));
        return;
    case Error::Code::NotFound:
        break;
    default:
        m_sheet->showUnsent(work, ErrorText::whatHappened(error));
        if (m_form && !work.isSecond) {
            m_drafts.remove(draftKey(m_form->operation().id)); // the outbox has it now
            closeForm();
        }
        return;
    }
    UnsentWork told = work;
    told.state = m_time.now() >= work.signBy ? UnsentWork::State::TooLate : UnsentWork::State::Overtaken;
    m_sheet->showUnsent(told, happened);
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
    const bool waitedFor = m_sheet->isOpen() && m_watched == id && m_sheet->showsUnsent();
    if (!transaction || transaction->page != m_page || transaction->service != m_service ||
        (transaction->state == Transaction::State::Waiting && !waitedFor))
        return;
    if (m_sheet->isOpen() && m_watched == id)
        m_sheet->showOutcome(*transaction, contextOf(transaction->operation, {}));
    if (!m_wanted.value.isEmpty())
        Q_EMIT recordRequested(m_wanted);
}

void RecordPage::showVerification(const Result<ReceiptFacts> &facts) { m_sheet->showVerification(facts); }

void RecordPage::showCourtFailure(const Error &error) { m_sheet->showCourtFailure(error); }

} // namespace stanforis
