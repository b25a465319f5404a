// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/identity.h"
#include "models/domain/signin.h"

#include <QList>
#include <QObject>

#include <optional>

namespace stanforis {

/// The session of one console window: sign-in one way or another, lock, refresh, sign-out. SessionMachine says what leads where.
class SessionPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual SessionState state() const = 0;
    /// While SigningIn: where it began and goes back to when it fails (SignedOut, Locked or Expired); else state().
    [[nodiscard]] virtual SessionState beneath() const = 0;
    /// Null while nobody's work is held.
    [[nodiscard]] virtual const Identity *identity() const = 0;
    /// When the session ends if nothing is done (the refresh token's life), for the identity chip.
    [[nodiscard]] virtual Instant sessionEnds() const = 0;
    /// While SigningIn: what the person has to do, and when the wait ends.
    [[nodiscard]] virtual SignInPrompt signInPrompt() const = 0;
    /// While covered: why.
    [[nodiscard]] virtual std::optional<SessionCover> cover() const = 0;
    [[nodiscard]] virtual QList<SessionPass> passes() const = 0;
    [[nodiscard]] virtual SecretPlace secretPlace() const = 0;

    [[nodiscard]] bool isOccupied() const { return beneath() != SessionState::SignedOut; }
    /// The work is not to be seen.
    [[nodiscard]] bool isCovered() const { return beneath() == SessionState::Locked || beneath() == SessionState::Expired; }
    [[nodiscard]] bool mayAct() const { return state() == SessionState::Active; }

    /// While a step-up waits for the browser.
    [[nodiscard]] virtual SignInPrompt stepUpPrompt() const = 0;

    /// How this screen describes itself when it signs in by code.
    virtual void setDisplayName(const DisplayName &display) = 0;
    /// Begins to sign in. Again while SigningIn: from the beginning, with fresh secrets. Over covered work only the same person
    /// gets in.
    virtual void signIn(SignInWay way) = 0;
    virtual void cancelSignIn() = 0;
    /// Goes on with the session that was kept in the keychain, if there is one. Only while SignedOut.
    virtual void resume() = 0;
    /// During a sign-in: at its end. Nothing to do when nobody's work is in view.
    virtual void lock(LockReason reason) = 0;
    /// The browser once more, with fresh secrets.
    virtual void openStepUpAgain() = 0;
    virtual void cancelStepUp() = 0;
    virtual void signOut() = 0; ///< revokes, then SignedOut; also without a network, then the token is forgotten here
    /// The platform locked the session, or ended it for good; its tokens are good for nothing any more.
    virtual void lockedByPlatform(const QString &sentence) = 0;
    virtual void endedByPlatform(const QString &sentence) = 0;

Q_SIGNALS:
    void stateChanged(SessionState state);
    void nothingToResume();                ///< after resume(): no session was kept
    void signInFailed(const Error &error); ///< one attempt ended; the state is what it was before
    void signInPrompted(const SignInPrompt &prompt);
    void passesChanged(); ///< also secretPlace()
    /// After endedByPlatform(): why. Empty after resume(): the platform takes the kept session no more and does not say why.
    void endedFor(const QString &sentence);
    /// The platform asks for a fresh sign-in before it does something; the session goes on meanwhile.
    void stepUpBegan(const SignInDemand &demand);
    void stepUpPrompted(const SignInPrompt &prompt);
    void stepUpEnded(); ///< well or not
};

} // namespace stanforis
