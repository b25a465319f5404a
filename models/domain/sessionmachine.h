// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/identity.h"

#include <span>

namespace stanforis {

/// What can happen to a session. A network that is away is among it only as ProviderLost: it never signs anybody out.
enum class SessionEvent {
    SignInBegan,     ///< by the person, or from a kept refresh token
    SignInSucceeded, ///< over covered work: as the same person, which the caller has checked
    SignedInLocked,  ///< as SignInSucceeded, and the work stays covered: it was kept so, or a lock was asked meanwhile
    SignInFailed,    ///< refused, cancelled or too late
    StepUpBegan,
    StepUpEnded,  ///< well or not: the work goes on, what asked for it may not
    LockAsked,    ///< by the person, the clock, the screen, sleep, a card taken out, an administrator
    ProviderLost, ///< the access token has ended and the provider cannot be reached
    Renewed,      ///< the provider gave new tokens
    Ended,        ///< the provider said invalid_grant, or the shift is over
    SignedOut,    ///< by the person, or by an administrator for good
};

/// The one place that decides in which state a session is: a table of transitions. An event that has no line there changes
/// nothing. A plain value, no thread of its own.
class SessionMachine final
{
public:
    struct Transition
    {
        SessionState from;
        SessionEvent event;
        SessionState to; ///< for a sign-in that failed: where it began
    };

    [[nodiscard]] SessionState state() const { return m_state; }
    /// While SigningIn: where it began, and where it goes back to when it fails. Else the same as state().
    [[nodiscard]] SessionState beneath() const { return m_beneath; }
    /// Somebody's work and secrets are held.
    [[nodiscard]] bool isOccupied() const { return m_beneath != SessionState::SignedOut; }
    /// The work is not to be seen: locked or expired, also while signing in again.
    [[nodiscard]] bool isCovered() const { return m_beneath == SessionState::Locked || m_beneath == SessionState::Expired; }
    [[nodiscard]] bool mayAct() const { return m_state == SessionState::Active; }

    /// False: the event means nothing in this state, and nothing has changed.
    bool handle(SessionEvent event);

    /// The whole table, for diagrams and tests.
    [[nodiscard]] static std::span<const Transition> transitions();

private:
    SessionState m_state = SessionState::SignedOut;
    SessionState m_beneath = SessionState::SignedOut;
};

} // namespace stanforis
