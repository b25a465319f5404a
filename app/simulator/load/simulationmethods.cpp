// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/load/simulationmethods.h"

#include "app/platform/state/handlers.h"
#include "app/simulator/load/loadsource.h"
#include "stanforis/simulation/v1/simulation.pb.h"

#include <QLoggingCategory>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace simulation::v1;

namespace {

Q_LOGGING_CATEGORY(simulationLog, "stanforis.simulation", QtInfoMsg)

/// A number of the wire that is too large stays too large.
[[nodiscard]] int bounded(std::uint32_t number)
{
    return static_cast<int>(std::min<std::uint32_t>(number, std::numeric_limits<int>::max()));
}

[[nodiscard]] Result<Done> checkTrainer(const Caller *caller)
{
    if (!caller || !caller->roles.contains(RoleId(u"trainer"_s)))
        return Error{Error::Code::PermissionDenied, u"Only a trainer sees and sets the load of the simulation."_s};
    return Done{};
}

[[nodiscard]] Load describe(const LoadSource &source)
{
    Load load;
    load.set_series(static_cast<std::uint32_t>(source.load().series));
    load.set_hertz(static_cast<std::uint32_t>(source.load().hertz));
    load.set_most_series(LoadSource::mostSeries);
    load.set_most_hertz(LoadSource::mostHertz);
    for (const auto &sector : source.directory().sectors()) {
        auto *share = load.add_shares();
        share->set_sector_id(toWire(sector.value));
        share->set_series(static_cast<std::uint32_t>(source.share(sector)));
    }
    return load;
}

} // namespace

void addSimulationMethods(Methods &methods, LoadSource &source)
{
    const QByteArray prefix = "/stanforis.simulation.v1.Simulation/";
    methods.insert(prefix + "GetLoad",
                   unaryMethod<GetLoadRequest, Load>(Audience::Platform,
                                                     [&source](const Caller *caller, const GetLoadRequest &) -> Result<Load> {
                                                         if (const auto allowed = checkTrainer(caller); !allowed)
                                                             return allowed.error();
                                                         return describe(source);
                                                     }));
    methods.insert(prefix + "SetLoad",
                   unaryMethod<SetLoadRequest, Load>(
                       Audience::Platform, [&source](const Caller *caller, const SetLoadRequest &request) -> Result<Load> {
                           if (const auto allowed = checkTrainer(caller); !allowed)
                               return allowed.error();
                           if (const auto done = source.set({bounded(request.series()), bounded(request.hertz())}); !done)
                               return done.error();
                           qCInfo(simulationLog).noquote() << "load:" << request.series() << "series at" << request.hertz()
                                                           << "Hz, by" << caller->subject.value;
                           return describe(source);
                       }));
}

} // namespace stanforis
