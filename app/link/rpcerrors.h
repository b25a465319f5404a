// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

namespace stanforis {

/// google.rpc.Code to Error, as the contract maps them. Code 0 becomes Unavailable: a stream that ends without an error is over.
/// The violations of a refused form go into `detail` as for remoteViolations().
/// A refusal that a new sign-in would overcome becomes StepUpNeeded (challenge.h).
[[nodiscard]] Error errorFromRpc(int code, const QString &message);

/// The JSON body of a refused HTTPS call: {"code", "message", "violations"}. `status` decides when the body cannot be read.
/// `challenge`: the WWW-Authenticate header, if there was one.
[[nodiscard]] Error errorFromHttp(int status, const QByteArray &body, const QByteArray &challenge = {});

} // namespace stanforis
