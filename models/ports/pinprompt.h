// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/core/secret.h"
#include "models/domain/card.h"

class QObject;

namespace stanforis {

/// Asks the person for the PIN of their signing key, for one signature. Nobody keeps what comes back. GUI thread.
class PinPrompt
{
public:
    virtual ~PinPrompt() = default;
    /// `purpose`: what is being signed, as the confirm sheet calls it; `trouble`: with the PIN entered last for the same
    /// signature. On a reader with keys of its own the PIN is empty. Cancelled: the person gave it up, or work was covered;
    /// NotFound: the card was taken out. Ends when `context` goes.
    virtual void ask(QObject *context, const QString &purpose, PinRequest::Trouble trouble, Reply<Secret> reply) = 0;
    /// The signature is there, or does not come: nothing is asked any more.
    virtual void settle() = 0;
};

} // namespace stanforis
