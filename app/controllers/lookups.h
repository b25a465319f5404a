// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/lookup.h"

#include <functional>

class QObject;

namespace stanforis {

class RegistryPort;
class TransactionPort;

/// Finds out what somebody holds in their hand (a receipt, a credential, an identifier) and whether it holds. Borrows the ports.
class LookUps final
{
public:
    LookUps(TransactionPort &transactions, RegistryPort &registry)
        : m_transactions(transactions)
        , m_registry(registry)
    {}
    /// `reply` once, at once or later, not after `context` is gone.
    void ask(QObject *context, const QByteArray &text, std::function<void(const LookUpAnswer &)> reply);

private:
    TransactionPort &m_transactions;
    RegistryPort &m_registry;
};

} // namespace stanforis
