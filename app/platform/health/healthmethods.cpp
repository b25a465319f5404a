// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/health/healthmethods.h"

#include "app/platform/catalogue/catalogue.h"
#include "app/platform/health/healthwatch.h"
#include "app/platform/state/handlers.h"

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace health::v1;

namespace {

[[nodiscard]] bool mayRead(const Caller *caller, const std::string &sector)
{
    return caller && caller->sector && caller->sector->value == fromWire(sector);
}

[[nodiscard]] Error otherSector() { return {Error::Code::PermissionDenied, u"the token is for another sector"_s}; }

} // namespace

void addHealthMethods(Methods &methods, const HealthEngine &engine, const Catalogue &catalogue, const Clock &clock)
{
    const QByteArray prefix = "/stanforis.health.v1.Health/";
    methods.insert(
        prefix + "Watch",
        streamMethod<WatchRequest, HealthUpdate>(
            Audience::Sector,
            [&engine, &clock](const Caller *caller, const WatchRequest &request, Sink *sink) -> Result<std::unique_ptr<QObject>> {
                if (!mayRead(caller, request.sector_id()))
                    return otherSector();
                return std::unique_ptr<QObject>(std::make_unique<HealthWatch>(engine, *caller->sector, clock, sink));
            }));
    methods.insert(
        prefix + "Inspect",
        unaryMethod<InspectRequest, InspectResponse>(
            Audience::Sector,
            [&engine, &catalogue, &clock](const Caller *caller, const InspectRequest &request) -> Result<InspectResponse> {
                if (!mayRead(caller, request.sector_id()))
                    return otherSector();
                const ServiceId id(fromWire(request.service_id()));
                const auto found = catalogue.service(id);
                if (!found.service || found.sector->summary().id() != request.sector_id())
                    return Error{Error::Code::NotFound, u"there is no such service"_s};
                const auto limit = request.limit() == 0 ? 200u : std::min(request.limit(), 1000u);
                return engine.insight().inspect(id, clock.now(), fromMicroseconds(request.after_us()), limit);
            }));
}

} // namespace stanforis
