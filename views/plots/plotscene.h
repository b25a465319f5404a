// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/column.h"
#include "views/plots/plotmetrics.h"
#include "views/plots/plotscale.h"
#include "views/plots/plotseries.h"

#include <QRectF>
#include <QTimeZone>

class QPainter;

namespace stanforis {

/// One line of the cursor's read-out.
struct CursorLine
{
    QColor color;
    QString label;
    QString value;
    std::optional<double> level; ///< where the line is, for its ring
    ValueAxis axis = ValueAxis::First;
};

/// Everything round the traces of a time plot, as plain values; the functions below paint it.
struct PlotScene
{
    Theme theme;
    PlotMetrics metrics;
    QRectF area; ///< the plot without labels
    TimeRange range;
    ValueScale scale;  ///< of the first value axis
    ValueScale second; ///< of the second one
    QList<PlotSeries> series;
    QList<QList<Column>> columns; ///< of each series
    QList<TimeRange> holes;       ///< in which no measured series has data
    DataState state = DataState::Live;
    QTimeZone zone;   ///< times are written in it
    Duration ahead{}; ///< of the range that is meant; see TimePlot::setAhead()

    [[nodiscard]] double x(Instant time) const;
    [[nodiscard]] double y(double value, ValueAxis axis = ValueAxis::First) const;
    [[nodiscard]] const ValueScale &scaleOf(ValueAxis axis) const { return axis == ValueAxis::First ? scale : second; }
};

/// Rows of the normal band; empty without one.
[[nodiscard]] QRectF normalBand(const PlotScene &scene);
/// Where the words of the band are; empty where there is no room.
[[nodiscard]] QRectF normalBandWords(const PlotScene &scene);
/// Rows beyond the limit of a series; empty unless the limit is shaded.
[[nodiscard]] QRectF limitShade(const PlotScene &scene, const PlotSeries &series);
[[nodiscard]] bool isLimitShown(const PlotScene &scene, const PlotSeries &series);
/// Whether band and limits are named in the plot. On walls they are not: words of that size would lie across the traces, and the
/// tiles say them beside the name.
[[nodiscard]] bool hasRoomForWords(const PlotScene &scene);
/// Behind words on which a trace lies all the same: what makes them legible, and the trace still seen. Empty where none does.
[[nodiscard]] QRectF wordsPlate(const PlotScene &scene, const QRectF &words);
/// Where the words of a limit leave the traces and the `taken` places free, if anywhere.
[[nodiscard]] QRectF limitWords(const PlotScene &scene, const PlotSeries &series, const QList<QRectF> &taken);

void paintBands(QPainter &painter, const PlotScene &scene);
void paintBandWords(QPainter &painter, const PlotScene &scene, const QRectF &words);
void paintHoles(QPainter &painter, const PlotScene &scene);
/// How long the holes are, and their sides where the plot ends.
void paintHoleWords(QPainter &painter, const PlotScene &scene);
/// What that paints on.
[[nodiscard]] QList<QRectF> holeWords(const PlotScene &scene);
void paintLimits(QPainter &painter, const PlotScene &scene);
void paintLimitLine(QPainter &painter, const PlotScene &scene, const PlotSeries &series);
void paintLimitWords(QPainter &painter, const PlotScene &scene, const PlotSeries &series, const QRectF &words);
/// While this stays, the time axis of a range of this length looks the same.
[[nodiscard]] Instant timeAxisMoment(TimeRange range);
/// The axis line at the bottom with its ticks; the first label starts at the edge and the last ends there.
void paintTimeAxis(QPainter &painter, const PlotScene &scene);
void paintCursor(QPainter &painter, const PlotScene &scene, Instant cursor, const QList<CursorLine> &lines);
void paintEmptyText(QPainter &painter, const PlotScene &scene, const QString &text);

} // namespace stanforis
