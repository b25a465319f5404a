// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/secret.h"

#include <QString>

#include <functional>

class QObject;

namespace stanforis {

/// Asks the person for the PIN of their signing key, for one signature. Nobody keeps what comes back. GUI thread.
class PinPrompt
{
public:
    virtual ~PinPrompt() = default;
    /// `purpose`: what is being signed, as the confirm sheet calls it. Empty: the person gave it up.
    virtual void ask(QObject *context, const QString &purpose, std::function<void(Secret)> reply) = 0;
};

} // namespace stanforis
