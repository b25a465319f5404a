// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QString>

namespace stanforis::identity {

/// What was given does not have the form it should have; `what` names the part, for the log.
inline Error malformed(QLatin1StringView what) { return {Error::Code::Malformed, QString(what)}; }
/// The form is right, and it does not prove what it should; `what` names the check that failed, for the log.
inline Error untrusted(QLatin1StringView what) { return {Error::Code::Untrusted, QString(what)}; }

} // namespace stanforis::identity
