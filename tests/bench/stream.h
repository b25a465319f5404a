// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

#include <QJsonObject>

namespace stanforis::bench {

/// A source and what is done with its stream, each in a process of its own.
struct StreamPlan
{
    int series = 48;
    int samples = 10;    ///< of each series in a batch
    double rate = 100;   ///< batches a second
    int windowMs = 5000; ///< in view
    int warmUpMs = 6000;
    int measureMs = 6000;
    bool hidden = false; ///< the window is hidden after a second
};

/// What the viewer saw: p50_ms, p99_ms, batches, lost, frames, samples, cpu_ms, wakeups_per_s, memory_mb, seconds.
[[nodiscard]] Result<QJsonObject> watchStream(const Options &options, const StreamPlan &plan);
/// The same stream read and parsed, and nothing else: samples, cpu_ms, seconds.
[[nodiscard]] Result<QJsonObject> decodeStream(const Options &options, const StreamPlan &plan);

} // namespace stanforis::bench
