// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/health/serviceinsight.h"
#include "app/simulator/nation/nationmodel.h"

namespace stanforis {

class Catalogue;

/// What the simulated services tell about themselves. Rates, latencies and failures are the model's of that second, so a log
/// line, an instance and a trace agree with the plots beside them.
class NationInsight final : public ServiceInsight
{
public:
    /// Both borrowed.
    NationInsight(const Catalogue &catalogue, const NationModel &model)
        : m_catalogue(catalogue)
        , m_model(model)
    {}

    [[nodiscard]] std::vector<health::v1::Instance> instances(const ServiceId &service, Instant time) const override;
    [[nodiscard]] RegionId affectedRegion(const ServiceId &service, Instant time) const override;
    [[nodiscard]] QString cause(const ServiceId &service, Instant time) const override;
    [[nodiscard]] health::v1::InspectResponse inspect(const ServiceId &service, Instant now, Instant after,
                                                      std::uint32_t limit) const override;

private:
    void log(const catalogue::v1::Microservice &service, Instant now, Instant after, std::uint32_t limit,
             health::v1::InspectResponse *out) const;
    void logSecond(const catalogue::v1::Microservice &service, std::int64_t second,
                   std::vector<health::v1::LogLine> &lines) const;
    void slowest(const catalogue::v1::Microservice &service, Instant now, health::v1::Trace *out) const;
    void newest(const catalogue::v1::Sector &sector, const catalogue::v1::Microservice &service, Instant now,
                health::v1::ProtocolMessage *out) const;

    const Catalogue &m_catalogue;
    const NationModel &m_model;
};

} // namespace stanforis
