// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"
#include "models/domain/severity.h"

#include <cstdint>

namespace stanforis {

/// Where a value came from; every sample keeps it. A line joins them all: that a platform simulates or replays, every window says
/// (Mode), and what history summed up has a Column::span.
enum class Origin : std::uint8_t { Live, History, Replay, Simulated };

/// One measured value. `time` is stamped once, at the source.
struct Sample
{
    Instant time;
    double value = 0;
    Quality quality = Quality::Good;
};

/// Summary of the samples that fall into one pixel column. No extreme value is lost in it.
struct Column
{
    Instant time; ///< of the first sample in the column
    double minimum = 0;
    double maximum = 0;
    double first = 0;
    double last = 0;
    std::uint32_t count = 0;
    Quality quality = Quality::Good; ///< the worst in the column
    Duration span{};                 ///< of a summary: its samples lie within [time, time + span). 0: they are here one by one
};

} // namespace stanforis
