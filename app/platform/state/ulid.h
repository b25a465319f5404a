// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QString>

namespace stanforis {

/// A ULID: 48 bits of milliseconds and 80 random bits in Crockford's base 32, 26 characters; sorts by time.
[[nodiscard]] QString makeUlid(Instant time);

/// The time in a ULID, in whole milliseconds; the epoch for what is none.
[[nodiscard]] Instant timeOfUlid(const QString &ulid);

} // namespace stanforis
