// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/cursoroverlay.h"

#include "views/plots/cursorlink.h"
#include "views/plots/plotmarks.h"
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
    paintCursor(painter, scene, cursor, lines());
}

QList<CursorLine> CursorOverlay::lines() const
{
    const Instant cursor = *m_plot.cursorLink()->cursor();
    QList<CursorLine> lines;
    for (int index = 0; index < m_plot.series().size(); ++index) {
        const PlotSeries &one = m_plot.series().at(index);
        if (one.hidden) {
            continue;
        }
        const auto value = valueAt(m_plot, index, cursor);
        lines.append({m_plot.seriesColor(index), one.label, value ? valueTextAt(m_plot, index, cursor) : TimePlot::tr("no data"),
                      value, one.axis});
    }
    return lines;
}

} // namespace stanforis
