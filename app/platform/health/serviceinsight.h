// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"
#include "stanforis/health/v1/health.pb.h"

#include <vector>

namespace stanforis {

/// What only the running services can tell about themselves. The simulated nation answers from its model, a backend
/// from its scheduler, log and trace stores.
class ServiceInsight
{
public:
    virtual ~ServiceInsight() = default;
    /// Three to five, without severity and condition.
    [[nodiscard]] virtual std::vector<health::v1::Instance> instances(const ServiceId &service, Instant time) const = 0;
    /// The region that suffers most from what is wrong with the service; empty: none in particular.
    [[nodiscard]] virtual RegionId affectedRegion(const ServiceId &service, Instant time) const = 0;
    /// Why the service is as it is, one sentence; empty: nothing is known beyond the measures.
    [[nodiscard]] virtual QString cause(const ServiceId &service, Instant time) const = 0;
    /// Log lines in (after, now], the slowest trace of the last five minutes, the newest domain message.
    [[nodiscard]] virtual health::v1::InspectResponse inspect(const ServiceId &service, Instant now, Instant after,
                                                              std::uint32_t limit) const = 0;
};

} // namespace stanforis
