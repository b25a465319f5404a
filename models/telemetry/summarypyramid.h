// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/summary.h"

#include <vector>

namespace stanforis {

/// Summaries of chunks, and of every 16 of those, and so on: a stretch of any length is joined from few of them.
class SummaryPyramid final
{
public:
    [[nodiscard]] std::size_t size() const { return m_levels.empty() ? 0 : m_levels.front().size(); }
    void append(const Summary &summary);
    /// Puts others in the place of `count` summaries from `at` on.
    void replace(std::size_t at, std::size_t count, const std::vector<Summary> &others);
    /// Joins those from `begin` up to `end` to what came before them.
    void join(std::size_t begin, std::size_t end, Summary &into) const;
    [[nodiscard]] std::size_t memory() const;

private:
    void groupAbove(std::size_t level);

    std::vector<std::vector<Summary>> m_levels;
};

} // namespace stanforis
