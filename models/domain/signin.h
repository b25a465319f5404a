// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace stanforis {

/// How a person proves who they are.
enum class SignInWay {
    Browser,    ///< the system browser on this workstation (RFC 8252)
    Card,       ///< the card in this workstation's reader, with its PIN
    DeviceCode, ///< a code shown here and entered on another device (RFC 8628)
};

/// What a running sign-in waits for.
struct SignInPrompt
{
    SignInWay way = SignInWay::Browser;
    QUrl address; ///< Browser: where it was sent; Card: whom it answers; DeviceCode: the page that asks for the code. Empty: not
                  ///< known yet
    QString userCode; ///< DeviceCode
    QUrl codeAddress; ///< DeviceCode: the page with the code in its address, for a QR symbol
    Instant ends{};   ///< then the wait ends by itself
};

/// How a display describes itself to whoever lets it in.
struct DisplayName
{
    QString name;
    QString place;
};

/// What a sign-in has to prove (OpenID Connect Core §3.1.2.1, RFC 9470 §4).
struct SignInDemand
{
    QStringList acrValues = {};                      ///< one of these, the preferred first; empty: any level
    std::optional<std::chrono::seconds> maxAge = {}; ///< how long ago the person may have proved it
    QString reason = {};                             ///< why, in the platform's words; empty: an ordinary sign-in
};

} // namespace stanforis
