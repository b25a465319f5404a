// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"

namespace stanforis {

/// From the moment a nonce is handed out until the signature with it must be here.
inline constexpr std::chrono::seconds timeToSign{120};

/// Whether a signature that says it was made at `made` can be one over a nonce of `issued`, and is fresh at `now`. Invalid, with
/// a sentence that says by how much the clock is wrong: made before the nonce was known, or later than now, by more than a
/// minute. Conflict: too late.
[[nodiscard]] Result<Done> checkSigningTime(Instant made, Instant issued, Instant now);

} // namespace stanforis
