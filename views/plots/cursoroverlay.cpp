// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/cursoroverlay.h"

#include "views/plots/cursorlink.h"
#include "views/plots/plottext.h"
#include "views/plots/timeplot.h"

namespace stanforis {

bool CursorOverlay::isShown() const
{
    const auto cursor = m_plot.cursorLink()->cursor();
    return cursor && *cursor >= m_plot.range().from && *cursor <= m_plot.range().to;
}

void CursorOverlay::paint(QPainter &painter, const PlotScene &scene) const
{
    const Instant cursor = *m_plot.cursorLink()->cursor();
    if (cursor < scene.range.from || cursor > scene.range.to) {
        return; // the picture that is there is still one of another range
    }
    QList<CursorLine> lines;
    for (int index = 0; index < m_plot.series().size(); ++index) {
        const PlotSeries &one = m_plot.series().at(index);
        if (one.hidden) {
            continue;
        }
        const auto sample = m_plot.view().sampleAt(one.key, cursor);
        const bool fresh = sample && cursor - sample->time <= m_plot.view().interval(one.key) * 5 / 2;
        lines.append({m_plot.seriesColor(index), one.label,
                      fresh ? plottext::quantity(sample->value, one.decimals, one.unit) : TimePlot::tr("no data"),
                      fresh ? std::optional(sample->value) : std::nullopt, one.axis});
    }
    paintCursor(painter, scene, cursor, lines);
}

} // namespace stanforis
