// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <memory>
#include <vector>

namespace stanforis {

/// One value of every series at one time, by index in the SeriesDirectory. NaN: no sample of that series.
struct Tick
{
    Instant time;
    std::vector<double> values;
    std::vector<unsigned char> quality; ///< telemetry.v1.QualityRun.Quality; empty: all GOOD

    [[nodiscard]] unsigned char qualityOf(std::size_t index) const { return quality.empty() ? 0 : quality[index]; }
};

using TickPointer = std::shared_ptr<const Tick>;

} // namespace stanforis
