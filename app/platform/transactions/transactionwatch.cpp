// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/transactionwatch.h"

#include "app/platform/state/wire.h"
#include "app/platform/transactions/transactionservice.h"

namespace stanforis {

TransactionWatch::TransactionWatch(const TransactionService &service, const Caller &caller, Sink *sink)
    : m_service(service)
    , m_caller(caller)
    , m_outbound(sink)
{
    connect(&service, &TransactionService::transactionChanged, this, &TransactionWatch::sendChange);
}

Result<Done> TransactionWatch::begin()
{
    const auto list = m_service.list(m_caller);
    if (!list)
        return list.error();
    for (auto outcome = list->transactions().rbegin(); outcome != list->transactions().rend(); ++outcome) {
        if (outcome->may_approve())
            m_approvable.insert(fromWire(outcome->transaction_id()));
        m_outbound.post(serializeMessage(*outcome));
    }
    return Done{};
}

void TransactionWatch::sendChange(const StoredTransaction &transaction)
{
    if (!m_caller.sector || fromWire(transaction.outcome.sector_id()) != m_caller.sector->value)
        return;
    const QString id = transaction.id();
    if (const auto view = m_service.viewFor(m_caller.subject, transaction)) {
        if (view->may_approve())
            m_approvable.insert(id);
        m_outbound.post(serializeMessage(*view));
    } else if (m_approvable.remove(id)) {
        // Decided by somebody else: that it no longer waits, and nothing of what it became.
        auto outcome = transaction.outcome;
        outcome.clear_receipt();
        m_outbound.post(serializeMessage(outcome));
    }
}

} // namespace stanforis
