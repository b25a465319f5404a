// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/catalogue.h"

#include <QByteArray>

namespace stanforis::catalogue::v1 {
enum Severity : int;
}

namespace stanforis {

// Serialized messages of stanforis.catalogue.v1 to the domain. Malformed when they cannot be read. Any thread.
[[nodiscard]] Result<QList<SectorSummary>> decodeSectors(const QByteArray &bytes);
[[nodiscard]] Result<Sector> decodeSector(const QByteArray &bytes);
[[nodiscard]] Result<ServicePageDefinition> decodeServicePage(const QByteArray &bytes);
[[nodiscard]] Severity decodeSeverity(catalogue::v1::Severity severity);

} // namespace stanforis
