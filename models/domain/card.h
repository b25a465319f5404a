// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QLatin1StringView>
#include <QString>

namespace stanforis {

/// The card or token in a reader of this workstation, as far as it says so without its PIN.
struct CardFacts
{
    enum class State {
        NoModule,   ///< this workstation has no driver for cards: nothing to show
        Refused,    ///< the driver is there and may not be used; `problem` says why
        NoCard,     ///< no card in any reader
        Unreadable, ///< a card without a certificate for what is asked of it: signing in, or signing
        Ready,
    };
    /// Of the PIN of the key in question, as the card tells (PKCS #11 §4.5, CKF_USER_PIN_…) or as it was tried here.
    enum class Pin {
        Ready,
        FewTries, ///< a wrong one was entered since the last right one
        LastTry,
        Blocked,
    };

    State state = State::NoModule;
    QString problem = {};
    QString reader = {};
    QString label = {};
    QString serial = {}; ///< of the card
    QString holder = {}; ///< from the certificate
    Instant ends{};      ///< of the certificate's validity
    Pin pin = Pin::Ready;
    bool pinPad = false; ///< the PIN is entered on the reader
    int shortestPin = 0;
    int longestPin = 0;  ///< characters; 0: the card does not say
    bool onePin = false; ///< the same one for signing in and for signing

    /// Somebody can sign in with it.
    [[nodiscard]] bool isReady() const { return state == State::Ready && pin != Pin::Blocked; }
    friend bool operator==(const CardFacts &, const CardFacts &) = default;
};

/// `Error::detail` where the fault lies with the card and nothing of it with the platform, whose own details are sentences.
inline constexpr QLatin1StringView cardProblem{"card"};            ///< NotFound: it is not in the reader
inline constexpr QLatin1StringView pinProblem{"pin"};              ///< Invalid: it is wrong; PermissionDenied: it is blocked
inline constexpr QLatin1StringView pinLengthProblem{"pin length"}; ///< Invalid: too short or too long; the card was not asked
inline constexpr QLatin1StringView cardFault{"card: "};            ///< Unavailable: begins so; what the driver says follows

/// What is asked of the person with the card.
struct PinRequest
{
    enum class Trouble {
        None,
        Wrong,  ///< the last one was wrong; one try is gone
        Length, ///< the last one was too short or too long; the card was not asked
    };
    CardFacts card;
    QString origin; ///< the address the card proves itself to; empty for a signature
    Trouble trouble = Trouble::None;
    QString purpose = {}; ///< what is signed, in the confirm sheet's words; empty for signing in
};

} // namespace stanforis
