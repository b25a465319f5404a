// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/summarypyramid.h"

namespace stanforis {

namespace {

constexpr std::size_t fan = 16;

} // namespace

void SummaryPyramid::append(const Summary &summary)
{
    if (m_levels.empty())
        m_levels.emplace_back();
    m_levels.front().push_back(summary);
    for (std::size_t level = 0; level < m_levels.size() && m_levels[level].size() % fan == 0; ++level)
        groupAbove(level);
}

/// Only whole groups are there.
void SummaryPyramid::groupAbove(std::size_t level)
{
    if (level + 1 == m_levels.size())
        m_levels.emplace_back();
    const std::vector<Summary> &row = m_levels[level];
    std::vector<Summary> &above = m_levels[level + 1];
    while ((above.size() + 1) * fan <= row.size()) {
        Summary group;
        for (std::size_t i = above.size() * fan; i < (above.size() + 1) * fan; ++i)
            group.join(row[i]);
        above.push_back(group);
    }
}

void SummaryPyramid::replace(std::size_t at, std::size_t count, const std::vector<Summary> &others)
{
    if (m_levels.empty())
        m_levels.emplace_back();
    std::vector<Summary> &row = m_levels.front();
    const auto place =
        row.erase(row.begin() + static_cast<std::ptrdiff_t>(at), row.begin() + static_cast<std::ptrdiff_t>(at + count));
    row.insert(place, others.begin(), others.end());
    for (std::size_t level = 0; m_levels[level].size() >= fan; ++level) {
        at /= fan;
        if (level + 1 < m_levels.size())
            m_levels[level + 1].resize(std::min(m_levels[level + 1].size(), at));
        groupAbove(level);
        if (level + 2 == m_levels.size() && m_levels.back().size() < fan)
            break;
    }
}

void SummaryPyramid::join(std::size_t begin, std::size_t end, Summary &into) const
{
    if (begin >= end)
        return;
    const double first = into.count == 0 ? m_levels.front()[begin].first : into.first;
    const double last = m_levels.front()[end - 1].last;
    for (std::size_t level = 0; begin < end; ++level, begin /= fan, end /= fan) {
        const std::vector<Summary> &row = m_levels[level];
        while (begin < end && begin % fan != 0)
            into.join(row[begin++]);
        while (begin < end && end % fan != 0)
            into.join(row[--end]);
    }
    into.first = first;
    into.last = last;
}

std::size_t SummaryPyramid::memory() const
{
    std::size_t bytes = 0;
    for (const std::vector<Summary> &row : m_levels)
        bytes += row.capacity() * sizeof(Summary) + sizeof(row);
    return bytes;
}

} // namespace stanforis
