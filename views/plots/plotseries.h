// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "models/domain/severity.h"

#include <QString>

#include <optional>

namespace stanforis {

/// Values in which the measure is at home, in the unit of the series.
struct NormalBand
{
    double low = 0;
    double high = 0;
    friend bool operator==(const NormalBand &, const NormalBand &) = default;
};

/// On which side of a limit the abnormal values are.
enum class LimitSide { Above, Below };

/// A limit in the unit of the series (a Measure's Limit, as drawn); `label` is what is written beside it ("Required 350 MW").
struct PlotLimit
{
    double value = 0;
    Severity severity = Severity::Medium;
    LimitSide violation = LimitSide::Above;
    QString label;
    bool shaded = false; ///< all that is beyond the limit has a tint

    [[nodiscard]] bool isViolatedBy(double measured) const
    {
        return violation == LimitSide::Above ? measured > value : measured < value;
    }
    friend bool operator==(const PlotLimit &, const PlotLimit &) = default;
};

/// What a line is: measured, expected (dashed), or an older period to compare with (dotted, in grey).
enum class SeriesRole { Measured, Forecast, Reference };

/// How a series is drawn: samples joined by straight lines; each value held until the next (counters, states); or the area
/// between the lowest and the highest value of each pixel, with the last value as a line in it.
enum class TraceKind { Line, Step, Band };

/// The value axis a series belongs to: the one at the left, or a second one at the right for another unit.
enum class ValueAxis { First, Second };

/// One line of a plot. `decimals` is kept for every value of the series, so that numbers do not change width.
struct PlotSeries
{
    SeriesKey key;
    QString label;
    QString unit;
    int decimals = 0;
    std::optional<NormalBand> band;
    std::optional<PlotLimit> limit;
    SeriesRole role = SeriesRole::Measured;
    /// The alarm behind the limit has been acknowledged: its mark is hollow.
    bool acknowledged = false;
    TraceKind kind = TraceKind::Line;
    ValueAxis axis = ValueAxis::First;
    bool hidden = false; ///< kept in legend and colours, neither drawn nor measured for the scale

    friend bool operator==(const PlotSeries &, const PlotSeries &) = default;
};

/// Disconnected: everything shown is the last that was received; nothing has a hue.
enum class DataState { Live, Disconnected };

} // namespace stanforis
