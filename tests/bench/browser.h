// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

#include <QProcess>
#include <QTemporaryDir>

namespace stanforis::bench {

/// What the browser's wall is asked to do.
struct BrowserPlan
{
    double rate = 100;   ///< batches a second
    int samples = 10;    ///< of each of the 48 series in a batch
    int points = 10'000; ///< of each series in view
    int warmUpMs = 3000;
    int measureMs = 6000;
};

struct BrowserResult
{
    double p50 = 0; ///< ms from sent to recorded for the display; a lower bound
    double p99 = 0;
    double cpu = 0;        ///< ms in the measured time, all of the browser's processes
    double memory = 0;     ///< bytes at its end
    double firstFrame = 0; ///< ms from the browser's start
};

/// Chromium without a window, with the page of uPlot charts; its feeder is a process beside it that is not counted.
[[nodiscard]] Result<BrowserResult> runBrowser(const Options &options, const BrowserPlan &plan);

} // namespace stanforis::bench
