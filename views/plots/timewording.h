// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QString>

namespace stanforis::timewording {

/// A span as exactly as it is long, with its sign: "+2 min 10 s", "−0.350 s", "+3 h 5 min", "+1 d 2 h".
[[nodiscard]] QString span(Duration span);

} // namespace stanforis::timewording
