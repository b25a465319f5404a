// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/card/cardcertificate.h"

namespace stanforis::card {

/// What the authentication key signs: H(origin) and H(nonce), so that it is of use nowhere else (Web eID, format 1.0).
[[nodiscard]] QByteArray webEidBytes(const Certificate &certificate, const QString &origin, const QByteArray &nonce);
/// The authentication token with that signature.
[[nodiscard]] QByteArray webEidToken(const Certificate &certificate, const QByteArray &signature);

} // namespace stanforis::card
