// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

#include "models/core/clock.h"

#include <QProcess>

#include <array>
#include <map>

namespace stanforis::bench {

/// DuckDB in a process of its own, with a table of samples in memory: time and value, two threads.
class DuckDb
{
public:
    struct Answer
    {
        double cpu = 0; ///< ms of its process, for one query
        /// Lowest, highest and number of samples by column; only when asked for.
        std::map<qint64, std::array<double, 3>> columns;
    };

    ~DuckDb();
    [[nodiscard]] Result<Answer> start(const Options &options, qint64 samples, Duration step);
    [[nodiscard]] Result<Answer> ask(TimeRange range, int columns, int repeat, bool withColumns);

private:
    QProcess m_process;
};

} // namespace stanforis::bench
