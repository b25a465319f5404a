// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/state/offer.h"
#include "models/core/result.h"

#include <QHash>
#include <QString>

#include <deque>
#include <memory>
#include <vector>

namespace stanforis {

/// What the platform offers, read once from one JSON file per sector and never changed after. Pointers stay valid as
/// long as the catalogue does. Any thread may read.
class Catalogue final : public Offer
{
public:
    /// One microservice and the sector it belongs to.
    struct Service
    {
        const catalogue::v1::Sector *sector = nullptr;
        const catalogue::v1::Microservice *service = nullptr;
    };

    /// The files that are built in.
    [[nodiscard]] static QString builtIn();
    /// Reads and checks every `<sector>.json` of a folder or Qt resource: proto3 JSON of
    /// {"sector": catalogue.v1.Sector, "pages": [catalogue.v1.ServicePage]}. Malformed or Invalid name file and field.
    [[nodiscard]] static Result<std::unique_ptr<Catalogue>> load(const QString &folder = builtIn());

    [[nodiscard]] QString nation() const;
    /// In the order in which they are shown.
    [[nodiscard]] const std::vector<const catalogue::v1::Sector *> &sectors() const { return m_order; }
    /// nullptr: there is none.
    [[nodiscard]] const catalogue::v1::Sector *sector(const SectorId &id) const;
    /// Both pointers are null when there is none.
    [[nodiscard]] Service service(const ServiceId &id) const { return m_services.value(id.value); }
    [[nodiscard]] const std::vector<const catalogue::v1::ServicePage *> &pages() const { return m_pageOrder; }

    [[nodiscard]] const catalogue::v1::SectorSummary *sectorSummary(const SectorId &sector) const override;
    [[nodiscard]] const catalogue::v1::ServicePage *servicePage(const SectorId &sector, const ServiceId &service,
                                                                const PageId &page) const override;

private:
    Catalogue() = default;
    [[nodiscard]] Result<Done> readFile(const QString &path);
    void index();
    void tellWhoOpens(const catalogue::v1::Sector &sector, const catalogue::v1::Microservice &service,
                      catalogue::v1::ServicePageSummary &summary) const;

    std::deque<catalogue::v1::Sector> m_sectors;
    std::deque<catalogue::v1::ServicePage> m_pages;
    std::vector<const catalogue::v1::Sector *> m_order;
    std::vector<const catalogue::v1::ServicePage *> m_pageOrder;
    QHash<QString, Service> m_services;
};

} // namespace stanforis
