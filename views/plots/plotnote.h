// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QString>

namespace stanforis {

/// What a person wrote at a moment of the time axis. Plain text.
struct PlotNote
{
    static constexpr int longest = 120; ///< characters

    Instant time;
    QString text;

    friend bool operator==(const PlotNote &, const PlotNote &) = default;
};

} // namespace stanforis
