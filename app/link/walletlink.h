// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/registryport.h"

namespace stanforis {

class Caller;

/// What the person holds, asked of the platform. Borrows the caller.
class WalletLink final : public WalletPort
{
public:
    explicit WalletLink(Caller &caller)
        : m_caller(caller)
    {}
    void wallet(QObject *context, Reply<Wallet> reply) override;

private:
    Caller &m_caller;
};

} // namespace stanforis
