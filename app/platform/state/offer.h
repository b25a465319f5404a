// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "stanforis/catalogue/v1/catalogue.pb.h"

#include <QSet>

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

/// Who may open a page and read its records: whoever may do something there or approves it, and auditors. The catalogue tells
/// them in advance, and the records refuse everybody else.
[[nodiscard]] QSet<RoleId> rolesThatOpen(const catalogue::v1::ServicePage &page);

} // namespace stanforis
