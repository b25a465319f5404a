// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/severity.h"
#include "stanforis/telemetry/v1/telemetry.pb.h"

namespace stanforis {

[[nodiscard]] inline Quality qualityOf(telemetry::v1::QualityRun::Quality quality)
{
    switch (quality) {
    case telemetry::v1::QualityRun::GOOD:
        return Quality::Good;
    case telemetry::v1::QualityRun::MINOR:
        return Quality::Minor;
    case telemetry::v1::QualityRun::MAJOR:
        return Quality::Major;
    default:
        return Quality::Invalid; // also what a newer platform may say
    }
}

} // namespace stanforis
