// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "stanforis/catalogue/v1/catalogue.pb.h"

namespace stanforis {

/// What the services ask of the catalogue. Borrowed pointers stay valid as long as the catalogue does.
class Offer
{
public:
    virtual ~Offer() = default;
    /// nullptr: there is no such sector.
    [[nodiscard]] virtual const catalogue::v1::SectorSummary *sectorSummary(const SectorId &sector) const = 0;
    /// nullptr: there is no such page.
    [[nodiscard]] virtual const catalogue::v1::ServicePage *servicePage(const SectorId &sector, const ServiceId &service,
                                                                        const PageId &page) const = 0;
};

} // namespace stanforis
