// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/simulationlink.h"

#include "app/link/areacalls.h"

#include "stanforis/simulation/v1/simulation.pb.h"

namespace stanforis {

namespace wire = stanforis::simulation::v1;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint32 highest = 20'000; // telemetry.proto: series of one subscription

} // namespace

Result<SimulatedLoad> decodeLoad(const QByteArray &bytes)
{
    const auto message = parse<wire::Load>(bytes);
    if (!message)
        return message.error();
    if (std::max({message->series(), message->hertz(), message->most_series(), message->most_hertz()}) > highest)
        return Error{Error::Code::Malformed, u"load"_s};
    SimulatedLoad load{static_cast<int>(message->series()),
                       static_cast<int>(message->hertz()),
                       static_cast<int>(message->most_series()),
                       static_cast<int>(message->most_hertz()),
                       {}};
    quint64 total = 0;
    for (const auto &share : message->shares()) {
        total += share.series();
        load.shares.append({SectorId(text(share.sector_id())), static_cast<int>(share.series())});
    }
    if (total != message->series())
        return Error{Error::Code::Malformed, u"shares"_s};
    return load;
}

void SimulationLink::load(QObject *context, Reply<SimulatedLoad> reply)
{
    m_caller.call(context, "/stanforis.simulation.v1.Simulation/GetLoad", CallAudience::platform(),
                  bytesOf(wire::GetLoadRequest()), decoding(std::move(reply), decodeLoad));
}

void SimulationLink::setLoad(QObject *context, int series, int hertz, Reply<SimulatedLoad> reply)
{
    wire::SetLoadRequest request;
    request.set_series(static_cast<quint32>(std::max(series, 0)));
    request.set_hertz(static_cast<quint32>(std::max(hertz, 0)));
    m_caller.call(context, "/stanforis.simulation.v1.Simulation/SetLoad", CallAudience::platform(), bytesOf(request),
                  decoding(std::move(reply), decodeLoad));
}

} // namespace stanforis
