// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/identity.h"
#include "models/domain/signin.h"

#include <QObject>

namespace stanforis {

/// The session of one console window: sign-in one way or another, refresh, sign-out.
class SessionPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual SessionState state() const = 0;
    /// Null unless Active or Expired.
    [[nodiscard]] virtual const Identity *identity() const = 0;
    /// When the session ends if nothing is done (the refresh token's life), for the identity chip.
    [[nodiscard]] virtual Instant sessionEnds() const = 0;
    /// While SigningIn: what the person has to do, and when the wait ends.
    [[nodiscard]] virtual SignInPrompt signInPrompt() const = 0;

    /// Begins to sign in. Again while SigningIn: from the beginning, with fresh secrets.
    virtual void signIn(SignInWay way) = 0;
    virtual void cancelSignIn() = 0;
    virtual void signOut() = 0; ///< revokes, then SignedOut; also without a network, then the token is forgotten here

Q_SIGNALS:
    void stateChanged(SessionState state);
    void signInFailed(const Error &error); ///< one attempt ended; state is SignedOut again
    void signInPrompted(const SignInPrompt &prompt);
};

} // namespace stanforis
