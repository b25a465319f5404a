// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/state/wire.h"
#include "app/platform/subscriptions/subscriptionservice.h"
#include "app/platform/transactions/transactionservice.h"

#include <algorithm>

// What each person sees of the transactions; nothing here changes any.
namespace stanforis {

using namespace Qt::StringLiterals;
using transactions::v1::Outcome;

bool holdsOneOf(const QSet<RoleId> &held, const google::protobuf::RepeatedPtrField<std::string> &roles)
{
    return std::any_of(roles.begin(), roles.end(), [&](const auto &role) { return held.contains(RoleId{fromWire(role)}); });
}

Result<transactions::v1::ListResponse> TransactionService::list(const Caller &caller) const
{
    const auto kept = m_store.listOf(caller.sector.value_or(SectorId{}));
    if (!kept)
        return kept.error();
    transactions::v1::ListResponse response;
    for (const StoredTransaction &transaction : *kept) {
        if (auto view = viewFor(caller.subject, transaction))
            *response.add_transactions() = *std::move(view);
    }
    return response;
}

Result<transactions::v1::Receipt> TransactionService::receipt(const Caller &caller, const QString &id) const
{
    const auto transaction = m_store.find(id, caller.sector.value_or(SectorId{}));
    if (!transaction)
        return transaction.error();
    if (!viewFor(caller.subject, *transaction) && !caller.roles.contains(RoleId{u"auditor"_s}))
        return Error{Error::Code::PermissionDenied, u"Only those who signed it and auditors get its receipt."_s};
    if (transaction->outcome.state() != Outcome::DONE)
        return Error{Error::Code::NotFound, u"Nothing was written under this transaction."_s};
    return transaction->outcome.receipt();
}

bool TransactionService::approves(const SubjectId &subject, const StoredTransaction &transaction) const
{
    const auto *operation = operationOf(transaction);
    if (!operation || !operation->second_person() || transaction.subject() == subject)
        return false;
    const QSet<RoleId> held = m_parts.subscriptions.rolesOf(subject, SectorId{fromWire(transaction.outcome.sector_id())});
    return holdsOneOf(held, operation->approver_role_ids());
}

std::optional<Outcome> TransactionService::viewFor(const SubjectId &subject, const StoredTransaction &transaction) const
{
    const bool mine = transaction.subject() == subject;
    const bool waiting = transaction.outcome.state() == Outcome::WAITING;
    const bool mayApprove = waiting && approves(subject, transaction);
    if (!mine && !mayApprove && transaction.decider != subject)
        return {};
    Outcome view = transaction.outcome;
    view.set_mine(mine);
    view.set_may_approve(mayApprove);
    return view;
}

Outcome TransactionService::answerFor(const Caller &caller, const StoredTransaction &transaction) const
{
    return viewFor(caller.subject, transaction).value_or(transaction.outcome);
}

} // namespace stanforis
