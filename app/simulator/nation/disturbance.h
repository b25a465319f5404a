// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"

namespace stanforis {

/// Something wrong with a service for a time. What depends on the service follows from the dependency graph.
struct Disturbance
{
    ServiceId service;
    TimeRange during;
    double slowdown = 1; ///< its own work takes this many times as long
    double errors = 0;   ///< percent of its calls that fail besides the usual
    double capacity = 1; ///< share of its instances that work, above 0
    RegionId region;     ///< where; may be empty
    QString cause;       ///< one sentence for the health detail
};

} // namespace stanforis
