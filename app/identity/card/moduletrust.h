// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QStringList>

namespace stanforis::card {

/// Where drivers of cards may lie: folders that only an administrator writes.
[[nodiscard]] QStringList moduleFolders();
/// Drivers that are looked for when none was named, the likely first.
[[nodiscard]] QStringList usualModules();

/// The file to load for a PKCS #11 module: whoever writes that file sees every PIN. Untrusted, with why in words, unless the path
/// is absolute, leads into one of the folders, and neither the file nor any folder above it can be written by anybody but an
/// administrator, nor does the environment say where libraries come from. NotFound: no such file.
[[nodiscard]] Result<QString> trustedModule(const QString &path, const QStringList &folders = moduleFolders());

} // namespace stanforis::card
