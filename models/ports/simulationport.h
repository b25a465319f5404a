// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/simulation.h"

class QObject;

namespace stanforis {

/// What a trainer may change about a simulated platform. PermissionDenied for everybody else, NotFound on a platform that is no
/// simulation, Invalid with the limit.
class SimulationPort
{
public:
    virtual ~SimulationPort() = default;
    virtual void load(QObject *context, Reply<SimulatedLoad> reply) = 0;
    virtual void setLoad(QObject *context, int series, int hertz, Reply<SimulatedLoad> reply) = 0;
};

} // namespace stanforis
