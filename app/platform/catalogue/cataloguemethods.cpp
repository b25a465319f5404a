// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/catalogue/cataloguemethods.h"

#include "app/platform/catalogue/catalogue.h"
#include "app/platform/state/handlers.h"

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace catalogue::v1;

namespace {

// The token is for one sector; nothing is told about another, not even whether it exists.
[[nodiscard]] bool mayRead(const Caller *caller, const std::string &sector)
{
    return caller && caller->sector && caller->sector->value == fromWire(sector);
}

[[nodiscard]] Error otherSector() { return {Error::Code::PermissionDenied, u"the token is for another sector"_s}; }

} // namespace

void addCatalogueMethods(Methods &methods, const Catalogue &catalogue)
{
    const QByteArray prefix = "/stanforis.catalogue.v1.Catalogue/";
    methods.insert(
        prefix + "ListSectors",
        unaryMethod<ListSectorsRequest, ListSectorsResponse>(
            Audience::Platform, [&catalogue](const Caller *, const ListSectorsRequest &) -> Result<ListSectorsResponse> {
                ListSectorsResponse response;
                response.set_nation(toWire(catalogue.nation()));
                for (const auto *sector : catalogue.sectors())
                    *response.add_sectors() = sector->summary();
                return response;
            }));
    methods.insert(prefix + "GetSector",
                   unaryMethod<GetSectorRequest, Sector>(
                       Audience::Sector, [&catalogue](const Caller *caller, const GetSectorRequest &request) -> Result<Sector> {
                           if (!mayRead(caller, request.sector_id()))
                               return otherSector();
                           const auto *sector = catalogue.sector(SectorId(fromWire(request.sector_id())));
                           if (!sector)
                               return Error{Error::Code::NotFound, u"there is no such sector"_s};
                           return *sector;
                       }));
    methods.insert(
        prefix + "GetServicePage",
        unaryMethod<GetServicePageRequest, ServicePage>(
            Audience::Sector, [&catalogue](const Caller *caller, const GetServicePageRequest &request) -> Result<ServicePage> {
                if (!mayRead(caller, request.sector_id()))
                    return otherSector();
                const auto *page =
                    catalogue.servicePage(SectorId(fromWire(request.sector_id())), ServiceId(fromWire(request.service_id())),
                                          PageId(fromWire(request.page_id())));
                if (!page)
                    return Error{Error::Code::NotFound, u"there is no such page"_s};
                return *page;
            }));
}

} // namespace stanforis
