// SPDX-License-Identifier: GPL-3.0-or-later
// What ends by itself: transactions that nobody signed, and those whose second signature did not come in time.
#include "app/platform/transactions/transactionservice.h"

#include <QLoggingCategory>

#include <algorithm>

namespace stanforis {

using namespace std::chrono_literals;
using transactions::v1::Outcome;

Q_LOGGING_CATEGORY(transactionLog, "stanforis.platform.transactions")

namespace {

constexpr auto unsignedKept = 10min;
constexpr auto lookAgain = 10min; // at the latest

} // namespace

void TransactionService::advance()
{
    const Instant now = m_parts.clock.now();
    if (auto removed = m_store.removeUnsigned(now - unsignedKept); !removed)
        qCWarning(transactionLog) << "unsigned transactions could not be removed:" << removed.error().detail;
    const auto lapsed = m_store.lapsed(now);
    if (lapsed) {
        for (StoredTransaction transaction : *lapsed) {
            transaction.outcome.set_state(Outcome::EXPIRED);
            const auto forgotten = m_nonces.forget(transaction.id());
            if (auto kept = m_store.put(transaction); kept && forgotten)
                Q_EMIT transactionChanged(transaction);
        }
    }
    armTimer();
}

void TransactionService::armTimer()
{
    const Instant now = m_parts.clock.now();
    const Instant next = std::min(m_store.nextExpiry().value_or(now + lookAgain), now + lookAgain);
    m_timer.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(next - now), 1000ms));
}

} // namespace stanforis
