// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace stanforis {

/// Written into the header of the file (PRAGMA application_id): tells our state from any other SQLite database.
inline constexpr int stateApplicationId = 0x53544e46; // "STNF"
/// PRAGMA user_version. A file with a higher one was written by a newer program and is not opened.
inline constexpr int stateSchemaVersion = 1;

/// The statements that make an empty database into one of the current version.
[[nodiscard]] QStringList stateSchema();

} // namespace stanforis
