// SPDX-License-Identifier: GPL-3.0-or-later
// Four eyes: what the second person may do, and what ends a transaction that waits for one.
#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"
#include "app/platform/subscriptions/subscriptionservice.h"
#include "app/platform/transactions/intent.h"
#include "app/platform/transactions/signedintent.h"
#include "app/platform/transactions/signingtime.h"
#include "app/platform/transactions/transactionservice.h"

#include <QLoggingCategory>

namespace stanforis {

using namespace Qt::StringLiterals;
using transactions::v1::Outcome;

Q_DECLARE_LOGGING_CATEGORY(transactionLog)

namespace {

Error mayNotApprove(const QString &sentence) { return {Error::Code::PermissionDenied, sentence}; }

} // namespace

Result<Done> TransactionService::admitSecond(const Caller &caller, const StoredTransaction &transaction)
{
    if (transaction.subject() == caller.subject)
        return mayNotApprove(u"Somebody else must approve this."_s);
    const auto *operation = operationOf(transaction);
    if (!operation || !operation->second_person() || !holdsOneOf(caller.roles, operation->approver_role_ids()))
        return mayNotApprove(u"Your role does not approve this operation."_s);
    const QString workstation = workstationOf(transaction.intent);
    if (!workstation.isEmpty() && workstation == caller.workstation)
        return mayNotApprove(u"The second person signs at another workstation than the first."_s);
    if (transaction.outcome.state() == Outcome::OUTDATED)
        return Error{Error::Code::Conflict, u"The record has changed since the first person signed. Nothing was written."_s};
    if (transaction.outcome.state() != Outcome::WAITING)
        return Error{Error::Code::Conflict, u"This transaction no longer waits for approval."_s};
    if (m_parts.clock.now() >= fromMicroseconds(transaction.outcome.expires_us()))
        return Error{Error::Code::Conflict, u"Nobody approved in time; the transaction has lapsed."_s};
    if (auto stands = checkFirst(transaction); !stands)
        return stands;
    if (auto unchanged = checkUnchanged(transaction); !unchanged) {
        if (unchanged.error().code == Error::Code::Conflict)
            outdateOne(transaction);
        return unchanged.error();
    }
    return Done{};
}

Result<Done> TransactionService::checkFirst(const StoredTransaction &transaction) const
{
    const auto *operation = operationOf(transaction);
    const SectorId sector{fromWire(transaction.outcome.sector_id())};
    if (!operation || !holdsOneOf(m_parts.subscriptions.rolesOf(transaction.subject(), sector), operation->role_ids()))
        return mayNotApprove(u"The first person's role no longer allows this operation."_s);
    const auto signedIntent = SignedIntent::read(bytesFromWire(transaction.outcome.jws()));
    if (!signedIntent)
        return signedIntent.error();
    const auto key = m_keys.keyOf(transaction.subject(), transaction.session, signedIntent->jws.signatures[0].kid());
    if (!key && key.error().code == Error::Code::Invalid)
        return mayNotApprove(u"The key of the first person is no longer good: "_s + key.error().detail);
    return key ? Result<Done>(Done{}) : key.error();
}

Result<transactions::v1::Approval> TransactionService::beginApproval(const Caller &caller,
                                                                     const transactions::v1::BeginApprovalRequest &request)
{
    if (!caller.sector || fromWire(request.sector_id()) != caller.sector->value)
        return mayNotApprove(u"The token is for another sector."_s);
    const auto transaction = m_store.find(fromWire(request.transaction_id()), *caller.sector);
    if (!transaction)
        return transaction.error();
    if (auto admitted = admitSecond(caller, *transaction); !admitted)
        return admitted.error();
    const auto issued = m_nonces.issue(transaction->id(), caller.subject, caller.session, m_parts.clock.now());
    if (!issued)
        return issued.error();
    transactions::v1::Approval approval;
    approval.set_nonce(toWire(issued->nonce));
    approval.set_nonce_expires_us(toMicroseconds(issued->time + timeToSign));
    return approval;
}

Result<Outcome> TransactionService::submitSecond(const Caller &caller, const SignedIntent &signedIntent,
                                                 StoredTransaction transaction)
{
    if (auto admitted = admitSecond(caller, transaction); !admitted)
        return admitted.error();
    // The first signature and the payload are those that were kept; only the second one is new.
    if (signedIntent.jws.signatures.size() != 2 || signedIntent.firstText() != bytesFromWire(transaction.outcome.jws()))
        return Error{Error::Code::Invalid, u"The second person signs what the first one signed."_s};
    const QString certificate = signedIntent.certificateOf(0);
    if (signedIntent.jws.signatures[0].kid() == signedIntent.jws.signatures[1].kid() ||
        (!certificate.isEmpty() && certificate == signedIntent.certificateOf(1)))
        return mayNotApprove(u"The second signature must be made with another key."_s);
    const auto issued = m_nonces.find(transaction.id(), caller.subject);
    if (!issued)
        return issued.error();
    const auto key = m_keys.keyOf(caller.subject, issued->session, signedIntent.jws.signatures[1].kid());
    if (!key)
        return key.error();
    const Instant now = m_parts.clock.now();
    if (auto verified = signedIntent.verify(1, {key->key, key->certificate, issued->nonce, issued->time, now, m_submitUri});
        !verified)
        return verified.error();
    transaction.outcome.set_jws(signedIntent.canonicalText().toStdString());
    transaction.outcome.set_decided_by(toWire(caller.name));
    transaction.decider = caller.subject;
    const auto first = m_keys.keyOf(transaction.subject(), transaction.session, signedIntent.jws.signatures[0].kid());
    if (!first)
        return first.error();
    const QList<Ledger::Signer> signers{{transaction.subject().value, first->key}, {caller.subject.value, key->key}};
    return finish(caller, std::move(transaction), signers);
}

Result<Outcome> TransactionService::decline(const Caller &caller, const transactions::v1::DeclineRequest &request)
{
    if (!caller.sector || fromWire(request.sector_id()) != caller.sector->value)
        return mayNotApprove(u"The token is for another sector."_s);
    auto transaction = m_store.find(fromWire(request.transaction_id()), *caller.sector);
    if (!transaction)
        return transaction.error();
    const auto *operation = operationOf(*transaction);
    const bool own = transaction->subject() == caller.subject; // the requester may take it back
    if (!own && (!operation || !holdsOneOf(caller.roles, operation->approver_role_ids())))
        return mayNotApprove(u"Your role does not approve this operation."_s);
    if (transaction->outcome.state() == Outcome::DECLINED && transaction->decider == caller.subject)
        return answerFor(caller, *transaction);
    if (transaction->outcome.state() != Outcome::WAITING ||
        m_parts.clock.now() >= fromMicroseconds(transaction->outcome.expires_us()))
        return Error{Error::Code::Conflict, u"This transaction no longer waits for approval."_s};
    const QString reason = fromWire(request.reason()).trimmed();
    if (reason.isEmpty() || reason.size() > longestReason)
        return Error{Error::Code::Invalid, u"Say why, in 1 to 400 characters."_s};
    transaction->outcome.set_state(Outcome::DECLINED);
    transaction->outcome.set_decided_by(toWire(caller.name));
    transaction->outcome.set_reason(toWire(reason));
    transaction->decider = caller.subject;
    return keep(caller, *transaction);
}

void TransactionService::outdate(const StoredTransaction &written)
{
    const auto waiting = m_store.waitingOn(written);
    if (!waiting) {
        qCWarning(transactionLog) << "transactions on a changed record could not be read:" << waiting.error().detail;
        return;
    }
    for (const StoredTransaction &transaction : *waiting)
        outdateOne(transaction);
}

void TransactionService::outdateOne(StoredTransaction transaction)
{
    transaction.outcome.set_state(Outcome::OUTDATED);
    if (auto kept = m_store.put(transaction); !kept) {
        qCWarning(transactionLog) << "a transaction could not be ended:" << kept.error().detail; // it is refused all the same
        return;
    }
    if (auto forgotten = m_nonces.forget(transaction.id()); !forgotten)
        qCWarning(transactionLog) << "nonces could not be forgotten:" << forgotten.error().detail;
    armTimer();
    Q_EMIT transactionChanged(transaction);
}

} // namespace stanforis
