// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/simulationport.h"

#include <QByteArray>

namespace stanforis {

class Caller;

/// The load of a simulated platform; borrows the caller, which outlives it.
class SimulationLink final : public SimulationPort
{
public:
    explicit SimulationLink(Caller &caller)
        : m_caller(caller)
    {}
    void load(QObject *context, Reply<SimulatedLoad> reply) override;
    void setLoad(QObject *context, int series, int hertz, Reply<SimulatedLoad> reply) override;

private:
    Caller &m_caller;
};

/// A serialized stanforis.simulation.v1.Load. Malformed also when it has more series than any platform may send at a time.
[[nodiscard]] Result<SimulatedLoad> decodeLoad(const QByteArray &bytes);

} // namespace stanforis
