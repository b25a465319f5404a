// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QtGlobal>

#include <utility>

namespace stanforis {

class TimePlot;

/// When a live range goes on: with the samples of the plot, and by a second at a time while none come.
class LiveRange final
{
public:
    /// Whether the plot has to follow to `range`; it is asked once for each frame.
    [[nodiscard]] bool isDue(const TimePlot &plot, TimeRange range);

private:
    std::pair<Instant, quint64> m_seen; ///< newest sample of all series and revision of their past, as they were followed last
};

/// Shows a range that is followed; a live one moves by whole pixels.
void followRange(TimePlot &plot, TimeRange shown, TimeRange meant);

} // namespace stanforis
