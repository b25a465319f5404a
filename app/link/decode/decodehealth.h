// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/health.h"

#include <QByteArray>

namespace stanforis {

// Serialized messages of stanforis.health.v1 to the domain. Malformed when they cannot be read. Any thread.
[[nodiscard]] Result<HealthUpdate> decodeHealthUpdate(const QByteArray &bytes);
[[nodiscard]] Result<Inspection> decodeInspection(const QByteArray &bytes);

} // namespace stanforis
