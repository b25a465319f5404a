// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/ids.h"
#include "models/domain/signin.h"

#include <optional>

class QObject;

namespace stanforis {

/// Access tokens of the session, one for each audience (RFC 8707). GUI thread; replies come later, never from inside the call.
class TokenSource
{
public:
    virtual ~TokenSource() = default;
    /// A token that is good for a while: for the sector, or for the platform when empty. One request per audience is under way
    /// at a time, however many ask. Unauthenticated: nobody is signed in, or the session has ended. PermissionDenied: the
    /// sector is not subscribed to. Unreachable: the session stays, ask again later.
    virtual void token(QObject *context, const std::optional<SectorId> &sector, Reply<QString> reply) = 0;
    /// The platform asks for a more recent or stronger sign-in than the session's: the person is asked for one. Done: the next
    /// token() is of it. StepUpNeeded, or what ended the sign-in: it did not come about.
    virtual void stepUp(QObject *context, const SignInDemand &demand, Reply<Done> reply) = 0;
    /// The platform did not take this token: the next token() gets a new one.
    virtual void refuse(const QString &token) = 0;
};

} // namespace stanforis
