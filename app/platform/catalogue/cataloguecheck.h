// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stanforis/catalogue/v1/catalogue.pb.h"

#include <QString>

namespace stanforis {

class Catalogue;

/// What is wrong, with file and field; empty when nothing is. Rules of a sector alone: identifiers, series keys, roles,
/// measures that KPIs, plots and tiles name.
[[nodiscard]] QString checkSector(const catalogue::v1::Sector &sector, const QString &file);
/// Rules of a page: its service exists and lists it, fields are unique and their limits make sense, roles exist.
[[nodiscard]] QString checkPage(const catalogue::v1::ServicePage &page, const catalogue::v1::Sector &sector,
                                const QString &where);
/// Rules across files: services are unique on the platform and dependencies lead to one.
[[nodiscard]] QString checkCatalogue(const Catalogue &catalogue);

} // namespace stanforis
