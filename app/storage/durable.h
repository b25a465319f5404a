// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QFile;

namespace stanforis {

/// What was written to the open file is on the disk when it returns. False when the system could not do it (full disk, lost
/// drive).
[[nodiscard]] bool makeDurable(QFile &file);

} // namespace stanforis
