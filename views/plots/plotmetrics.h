// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QMarginsF>

#include <algorithm>
#include <array>

namespace stanforis {

/// Sizes inside plots that follow from the density (look: "Plots"); logical pixels.
struct PlotMetrics
{
    QMarginsF margins;   ///< room for labels round the plot itself
    qreal firstLine = 0; ///< a single line, or the first of several
    qreal otherLine = 0;
    qreal abnormalLine = 0; ///< beyond a limit
    qreal sparkLine = 1.25;
    qreal hair = 1;
    int tick = 4;
    qreal lastDot = 5;    ///< diameter
    qreal cursorRing = 6; ///< diameter
    int hatchPitch = 6;
    int labelledGap = 80; ///< a hole at least this wide says how long it is
    int legendDash = 14;
    int legendDashHeight = 2;
    int labelGap = 8;   ///< between value labels and the plot
    int cursorGap = 10; ///< between the cursor and its read-out
    qreal limitDash = 4;
    qreal doubtLine = 6; ///< under a line whose values are not good
    /// As the borders of minor, major and invalid quality are drawn: solid, double, dashed.
    std::array<QList<qreal>, 3> doubtDash{QList<qreal>{}, QList<qreal>{8, 2}, QList<qreal>{10, 4, 2, 4}};
    int limitMark = 10;

    [[nodiscard]] static PlotMetrics of(const Theme &theme)
    {
        PlotMetrics metrics;
        const bool desk = theme.density() == Density::Desk;
        metrics.margins = desk ? QMarginsF(44, 8, 12, 20) : QMarginsF(36, 4, 8, 18);
        metrics.firstLine = theme.metrics().plotLine;
        metrics.otherLine = desk ? 1.25 : 1;
        metrics.abnormalLine = desk ? 2.25 : 2;
        metrics.hair = theme.stroke().hair;
        if (theme.density() == Density::Wall)
            metrics.growToWall(theme);
        return metrics;
    }

private:
    /// The lines and ticks that the table names for walls; what it does not name is as large to its neighbours as at a desk.
    void growToWall(const Theme &theme)
    {
        const qreal scale = theme.metrics().plotLabel / 60.0; // the labels of the table
        const qreal line = theme.lineHeight(TypeRole::Caption);
        tick = std::max(4, qRound(12 * scale));
        margins = {line, line * 0.6, 32 * scale, tick + line};
        otherLine = theme.metrics().plotLineSecondary;
        abnormalLine = firstLine * 1.5;
        sparkLine = firstLine;
        lastDot = 14 * scale;
        cursorRing = 18 * scale;
        hatchPitch = std::max(hatchPitch, qRound(18 * scale));
        labelledGap = qRound(440 * scale);
        legendDash = qRound(56 * scale);
        legendDashHeight = std::max(legendDashHeight, qRound(6 * scale));
        labelGap = qRound(20 * scale);
        cursorGap = qRound(30 * scale);
        limitDash = 12 * scale;
        limitMark = qRound(48 * scale);
        doubtLine = 16 * scale;
        for (QList<qreal> &dash : doubtDash) {
            for (qreal &length : dash)
                length *= 3 * scale;
        }
    }
};

} // namespace stanforis
