// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/sessionmachine.h"

#include <algorithm>
#include <array>

namespace stanforis {

namespace {

using enum SessionState;
using Event = SessionEvent;

constexpr std::array<SessionMachine::Transition, 27> transitionTable{{
    {SignedOut, Event::SignInBegan, SigningIn},

    {SigningIn, Event::SignInBegan, SigningIn}, // the browser is opened again
    {SigningIn, Event::SignInSucceeded, Active},
    {SigningIn, Event::SignedInLocked, Locked},
    {SigningIn, Event::SignInFailed, SignedOut}, // or what it began over
    {SigningIn, Event::Ended, SigningIn},        // what it began over has expired
    {SigningIn, Event::SignedOut, SignedOut},

    {Active, Event::StepUpBegan, StepUp},
    {Active, Event::LockAsked, Locked},
    {Active, Event::ProviderLost, OfflineGrace},
    {Active, Event::Ended, Expired},
    {Active, Event::SignedOut, SignedOut},

    {StepUp, Event::StepUpEnded, Active},
    {StepUp, Event::LockAsked, Locked},
    {StepUp, Event::ProviderLost, OfflineGrace},
    {StepUp, Event::Ended, Expired},
    {StepUp, Event::SignedOut, SignedOut},

    {OfflineGrace, Event::Renewed, Active},
    {OfflineGrace, Event::LockAsked, Locked},
    {OfflineGrace, Event::Ended, Expired},
    {OfflineGrace, Event::SignedOut, SignedOut},

    // Only the person's own sign-in leads out of these two.
    {Locked, Event::SignInBegan, SigningIn},
    {Locked, Event::Ended, Expired},
    {Locked, Event::SignedOut, SignedOut},
    {Expired, Event::SignInBegan, SigningIn},
    {Expired, Event::Ended, Expired},
    {Expired, Event::SignedOut, SignedOut},
}};

} // namespace

std::span<const SessionMachine::Transition> SessionMachine::transitions() { return transitionTable; }

bool SessionMachine::handle(SessionEvent event)
{
    const auto line = std::ranges::find_if(
        transitionTable, [&](const Transition &entry) { return entry.from == m_state && entry.event == event; });
    if (line == transitionTable.end())
        return false;
    if (m_state == SigningIn && event == Event::Ended) {
        if (isOccupied())
            m_beneath = Expired;
        return true;
    }
    m_state = event == Event::SignInFailed ? m_beneath : line->to;
    if (m_state != SigningIn)
        m_beneath = m_state;
    return true;
}

} // namespace stanforis
