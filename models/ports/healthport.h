// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/health.h"
#include "models/ports/watch.h"

namespace stanforis {

class HealthPort
{
public:
    virtual ~HealthPort() = default;
    [[nodiscard]] virtual Watch watch(const SectorId &sector, std::function<void(const HealthUpdate &)> receiver) = 0;
    virtual void inspect(QObject *context, const SectorId &sector, const ServiceId &service, Instant after,
                         Reply<Inspection> reply) = 0;
};

} // namespace stanforis
