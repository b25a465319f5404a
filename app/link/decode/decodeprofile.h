// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/platformaddress.h"
#include "models/domain/connection.h"

#include <QByteArray>

namespace stanforis {

/// Reads a connection profile: every field present, of its type and size; https and wss only; issuer, API and WebSocket on the
/// address the profile was read from. Malformed with the field's name; Unavailable when the contract is not ours.
[[nodiscard]] Result<ConnectionProfile> decodeProfile(const PlatformAddress &address, const QByteArray &json);

} // namespace stanforis
