// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>

namespace stanforis {

/// A card's answer to a challenge, in the form of Web eID's authentication token ("web-eid:1.0").
struct CardToken
{
    QByteArray certificate; ///< DER
    QByteArray algorithm;   ///< "ES256" or "ES384"
    QByteArray signature;   ///< r and s

    /// Malformed unless it is a JSON object with all of it, of at most 16 KiB. Nothing is verified yet.
    [[nodiscard]] static Result<CardToken> read(const QByteArray &json);
};

} // namespace stanforis
