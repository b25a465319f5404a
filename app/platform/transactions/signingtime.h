// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"

namespace stanforis {

/// From the moment a nonce is handed out until the signature with it must be here: no signature, the first or the second, is
/// older than this when it is taken. That is the bound that keeps what was signed from being held back and used later.
///
/// An intent expires with it (`exp`): nobody can begin with one that is older. One that needs a second person waits for
/// `timeForTwo` (`due`) once the first signature was taken: the second one has to be called, to read and to decide, and 120 s
/// would make people approve unread. The first signature was fresh when it was taken, is looked at again (role, key,
/// certificate, state of the record) when the second one comes, and that one has a nonce and 120 s of its own.
inline constexpr std::chrono::seconds timeToSign{120};
inline constexpr std::chrono::minutes timeForTwo{15};

/// Whether a signature that says it was made at `made` can be one over a nonce of `issued`, and is fresh at `now`. Invalid, with
/// a sentence that says by how much the clock is wrong: made before the nonce was known, or later than now, by more than a
/// minute. Conflict: too late.
[[nodiscard]] Result<Done> checkSigningTime(Instant made, Instant issued, Instant now);

} // namespace stanforis
