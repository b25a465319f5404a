// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <chrono>

namespace stanforis {

/// Growing pauses between attempts: 1, 2, 5, 10, then 30 seconds, each a fifth longer or shorter by chance, so that many
/// consoles do not come back in the same instant.
class Backoff final
{
public:
    /// `chance` in [0, 1).
    [[nodiscard]] std::chrono::milliseconds next(double chance)
    {
        static constexpr std::array pauses{1000, 2000, 5000, 10'000, 30'000};
        const int pause = pauses[std::min(m_attempts++, pauses.size() - 1)];
        return std::chrono::milliseconds(qRound(pause * (0.8 + 0.4 * chance)));
    }
    void reset() { m_attempts = 0; }

private:
    std::size_t m_attempts = 0;
};

} // namespace stanforis
