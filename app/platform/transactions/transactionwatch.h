// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/state/outbound.h"

namespace stanforis {

class TransactionService;
struct StoredTransaction;

/// One person's stream of transactions in a sector: the list first, oldest first, then each change.
class TransactionWatch final : public QObject
{
    Q_OBJECT
public:
    TransactionWatch(const TransactionService &service, const Caller &caller, Sink *sink);

    /// Sends what there is.
    [[nodiscard]] Result<Done> begin();

private:
    void sendChange(const StoredTransaction &transaction);

    const TransactionService &m_service;
    Caller m_caller;
    Outbound m_outbound;
    QSet<QString> m_approvable; ///< sent as such; told when somebody else decides
};

} // namespace stanforis
