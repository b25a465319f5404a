// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/identity.h"

#include <QObject>
#include <QUrl>

namespace stanforis {

/// The session of one console window: sign-in through the system browser (RFC 8252), refresh, sign-out.
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
    /// While SigningIn: where the browser was sent, for *copy link*, and when the wait ends.
    [[nodiscard]] virtual QUrl authorizationUrl() const = 0;
    [[nodiscard]] virtual Instant signInEnds() const = 0;

    virtual void signIn() = 0; ///< opens the browser; again while SigningIn: opens it again with fresh secrets
    virtual void cancelSignIn() = 0;
    virtual void signOut() = 0; ///< revokes, then SignedOut; also without a network, then the token is forgotten here

Q_SIGNALS:
    void stateChanged(SessionState state);
    void signInFailed(const Error &error);       ///< one attempt ended; state is SignedOut again
    void authorizationUrlReady(const QUrl &url); ///< the browser is being opened with it
};

} // namespace stanforis
