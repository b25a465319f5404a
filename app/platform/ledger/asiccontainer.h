// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace stanforis {

/// A file of a container.
struct ContainerFile
{
    QByteArray name; ///< ASCII
    QByteArray type; ///< media type
    QByteArray content;
};

/// The manifest that an ASiC-E signature with CAdES signs (ETSI EN 319 162-1 §A.4): each file with its SHA-256.
[[nodiscard]] QByteArray asicManifest(const QList<ContainerFile> &files, const QByteArray &signatureName);

/// A zip archive whose first file, uncompressed, is `mimetype` (ETSI EN 319 162-1 §4.3.3.2), then the others in their order,
/// uncompressed too: they are small, and whoever opens it with anything sees them as they were signed. Internal: it cannot be
/// made.
[[nodiscard]] Result<QByteArray> asicContainer(const QList<ContainerFile> &files);

} // namespace stanforis
