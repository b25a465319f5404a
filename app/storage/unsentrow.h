// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/unsentwork.h"

namespace stanforis {

/// One row of the outbox: JSON, so that a newer console reads what an older one wrote.
[[nodiscard]] QByteArray toRow(const UnsentWork &work);
/// Storage: it is not such a row.
[[nodiscard]] Result<UnsentWork> fromRow(const QByteArray &row);

} // namespace stanforis
