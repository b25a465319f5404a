// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QString>

namespace stanforis {

/// Writes a file that only its owner may read, whole or not at all.
[[nodiscard]] Result<Done> writePrivateFile(const QString &path, const QByteArray &content);
/// NotFound when there is none; Storage when it cannot be read or is over 64 KiB.
[[nodiscard]] Result<QByteArray> readSmallFile(const QString &path);

} // namespace stanforis
