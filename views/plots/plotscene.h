// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/column.h"
#include "views/plots/plotmetrics.h"
#include "views/plots/plotscale.h"
#include "views/plots/plotseries.h"

#include <QRectF>

class QPainter;

namespace stanforis {

/// One line of the cursor's read-out.
struct CursorLine
{
    QColor color;
    QString label;
    QString value;
    std::optional<double> level; ///< where the line is, for its ring
};

/// Everything round the traces of a time plot, as plain values; the functions below paint it.
struct PlotScene
{
    Theme theme;
    PlotMetrics metrics;
    QRectF area; ///< the plot without labels
    TimeRange range;
    ValueScale scale;
    QList<PlotSeries> series;
    QList<QList<Column>> columns; ///< of each series
    QList<TimeRange> holes;       ///< in which no measured series has data
    DataState state = DataState::Live;

    [[nodiscard]] double x(Instant time) const;
    [[nodiscard]] double y(double value) const;
};

void paintNormalBand(QPainter &painter, const PlotScene &scene);
void paintHoles(QPainter &painter, const PlotScene &scene);
void paintLimits(QPainter &painter, const PlotScene &scene);
/// The axis line at the bottom with its ticks; the first label starts at the edge and the last ends there.
void paintTimeAxis(QPainter &painter, const PlotScene &scene);
void paintCursor(QPainter &painter, const PlotScene &scene, Instant cursor, const QList<CursorLine> &lines);
void paintEmptyText(QPainter &painter, const PlotScene &scene, const QString &text);

} // namespace stanforis
