// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/plotoverlay.h"
#include "views/plots/plotscene.h"

namespace stanforis {

class TimePlot;

/// The cursor that a plot shares with others: a line, a ring on each trace, and the values in a box beside it.
class CursorOverlay final : public PlotOverlay
{
public:
    explicit CursorOverlay(const TimePlot &plot)
        : m_plot(plot)
    {}

    [[nodiscard]] bool isShown() const override;
    void paint(QPainter &painter, const PlotScene &scene) const override;
    /// What the box says; only while there is a cursor.
    [[nodiscard]] QList<CursorLine> lines() const;

private:
    const TimePlot &m_plot;
};

} // namespace stanforis
