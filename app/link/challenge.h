// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/signin.h"

#include <optional>

namespace stanforis {

/// What a `WWW-Authenticate` value asks for when it is a step-up (RFC 9470 §3): the levels and how recent. Empty: it is something
/// else, or cannot be read.
[[nodiscard]] std::optional<SignInDemand> stepUpIn(const QByteArray &challenge);

/// A refusal that a new sign-in would overcome: StepUpNeeded, with the platform's sentence and the demand in `detail`.
[[nodiscard]] Error stepUpError(const QString &message, const SignInDemand &demand);
/// The demand in such an error, its reason the platform's sentence. Empty: the error is another one.
[[nodiscard]] std::optional<SignInDemand> stepUpDemandOf(const Error &error);

} // namespace stanforis
