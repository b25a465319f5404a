// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace stanforis {

/// Bytes of this process that are in RAM now; 0 where the system does not tell.
[[nodiscard]] qint64 residentMemory();

} // namespace stanforis
