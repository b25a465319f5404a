// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace stanforis::bench {

/// The random walk that every row draws, the same on all sides: a linear congruential generator (Knuth, MMIX), seeded with the
/// number of the series. Around 50, kept within 0 and 100.
class Walk
{
public:
    explicit Walk(std::uint64_t seed)
        : m_state(seed * 2'654'435'761U + 1)
    {}

    [[nodiscard]] std::uint32_t bits()
    {
        m_state = m_state * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
        return static_cast<std::uint32_t>(m_state >> 33U);
    }
    [[nodiscard]] double next()
    {
        m_value += static_cast<double>(bits()) / 1'073'741'824.0 - 1.0;
        m_value = m_value < 0 ? -m_value : m_value > 100 ? 200 - m_value : m_value;
        return m_value;
    }

private:
    std::uint64_t m_state;
    double m_value = 50;
};

} // namespace stanforis::bench
