// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>

namespace stanforis {

/// proto3 JSON mapping of the contract's messages, by fully qualified name. Malformed: not that message; unknown fields are
/// refused.
[[nodiscard]] Result<QByteArray> jsonToMessage(const QByteArray &type, const QByteArray &json);
[[nodiscard]] Result<QByteArray> messageToJson(const QByteArray &type, const QByteArray &message);

} // namespace stanforis
