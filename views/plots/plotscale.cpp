// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotscale.h"

#include "views/plots/pixelgrid.h"
#include "views/plots/plottext.h"
#include "views/plots/plotunit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

namespace stanforis {
namespace {

constexpr double air = 0.08; ///< share of the height left free above and below the data

QList<double> multiplesWithin(double lower, double upper, double step)
{
    QList<double> ticks;
    const double slack = step * 1e-9;
    for (double index = std::ceil((lower - slack) / step); index * step <= upper + slack; ++index) {
        ticks.append(index * step);
    }
    return ticks;
}

} // namespace

ValueScale ValueScale::around(double minimum, double maximum, int mostTicks)
{
    if (!std::isfinite(minimum) || !std::isfinite(maximum) || minimum > maximum) {
        minimum = 0;
        maximum = 1;
    }
    double span = maximum - minimum;
    const double smallest = std::max(std::abs(maximum), 1.0) * 1e-3;
    if (span < smallest) {
        const double middle = (minimum + maximum) / 2;
        minimum = middle - smallest / 2;
        maximum = middle + smallest / 2;
        span = smallest;
    }
    ValueScale scale;
    scale.mostTicks = mostTicks;
    // A measure that is never negative does not get an axis below zero.
    scale.lower = minimum >= 0 ? std::max(0.0, minimum - span * air) : minimum - span * air;
    scale.upper = maximum + span * air;
    const double rough = std::pow(10.0, std::floor(std::log10(span)) - 1);
    constexpr std::array steps{1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0};
    for (const double factor : steps) {
        const double step = rough * factor;
        scale.ticks = multiplesWithin(scale.lower, scale.upper, step);
        if (scale.ticks.size() <= mostTicks) {
            // Too few lines: reach for the next round value on the nearer side.
            while (scale.ticks.size() < std::min(3, mostTicks)) {
                const double below = std::floor(scale.lower / step - 1e-9) * step;
                const double above = std::ceil(scale.upper / step + 1e-9) * step;
                const bool mayGoDown = minimum < 0 || below >= 0;
                mayGoDown &&scale.lower - below <= above - scale.upper ? scale.lower = below : scale.upper = above;
                scale.ticks = multiplesWithin(scale.lower, scale.upper, step);
            }
            scale.decimals = std::max(0, -int(std::floor(std::log10(step) + 1e-9)));
            const double scaled = step * std::pow(10.0, scale.decimals);
            if (std::abs(scaled - std::round(scaled)) > 1e-6) {
                ++scale.decimals;
            }
            break;
        }
    }
    return scale;
}

ValueScale ValueScale::around(double minimum, double maximum, const QString &unit, int mostTicks)
{
    const double largest = std::max(std::abs(minimum), std::abs(maximum));
    const PlotUnit told = std::isfinite(largest) ? PlotUnit::of(unit, largest) : PlotUnit();
    ValueScale scale = around(minimum / told.factor, maximum / told.factor, mostTicks);
    scale.lower *= told.factor;
    scale.upper *= told.factor;
    for (double &tick : scale.ticks) {
        tick *= told.factor;
    }
    scale.factor = told.factor;
    scale.suffix = told.suffix;
    return scale;
}

ValueScale ValueScale::aroundPowers(double minimum, double maximum)
{
    ValueScale scale;
    scale.logarithmic = true;
    // At least half a power, with the values in its middle.
    const double spare = std::max(0.0, 0.5 - (std::log10(maximum) - std::log10(minimum))) / 2;
    const double low = std::log10(minimum) - spare;
    const double high = std::log10(maximum) + spare;
    const double room = (high - low) * air;
    scale.lower = std::pow(10.0, low - room);
    scale.upper = std::pow(10.0, high + room);
    const int first = int(std::ceil(std::log10(scale.lower) - 1e-9));
    const int last = int(std::floor(std::log10(scale.upper) + 1e-9));
    const int step = std::max(1, (last - first + 4) / 5);
    for (int power = first; power <= last; power += step) {
        scale.ticks.append(std::pow(10.0, power));
    }
    const auto addParts = [&scale](int power, std::initializer_list<double> parts) {
        for (const double part : parts) {
            const double tick = part * std::pow(10.0, power);
            if (tick >= scale.lower && tick <= scale.upper) {
                scale.ticks.append(tick);
            }
        }
    };
    scale.decimals = std::max(0, -first);
    if (scale.ticks.size() < 2) { // less than two powers: name the round values between them
        scale.ticks.clear();
        scale.decimals = std::max(0, 1 - first);
        for (int power = first - 1; power <= last; ++power) {
            addParts(power, {1.0, 2.0, 5.0});
        }
    }
    if (scale.ticks.size() < 2) {
        scale.ticks.clear();
        for (int power = first - 1; power <= last; ++power) {
            addParts(power, {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0});
        }
    }
    return scale;
}

double ValueScale::shareOf(double value) const
{
    if (logarithmic) {
        const double low = std::log10(lower);
        return (std::log10(std::max(value, lower * 1e-3)) - low) / (std::log10(upper) - low);
    }
    return (value - lower) / (upper - lower);
}

bool ValueScale::suits(double minimum, double maximum) const
{
    return minimum >= lower && maximum <= upper && shareOf(maximum) - shareOf(minimum) >= 0.5;
}

QString ValueScale::text(double tick) const
{
    // On a logarithmic axis each tick has the decimals it needs, on a linear one all have the same.
    const double told = tick / factor;
    const int needed = logarithmic && told > 0 ? std::max(0, -int(std::floor(std::log10(told) + 1e-9))) : decimals;
    const QString digits = plottext::number(told, needed);
    return suffix.isEmpty() ? digits : QString(digits + QChar(0x00A0) + suffix);
}

TimeRange onWholePixels(TimeRange range, int pixels)
{
    const PixelGrid grid(range.length(), pixels);
    if (!grid.isValid() || range.length().count() < pixels) {
        return range;
    }
    const Instant to = grid.startOf(grid.columnAt(range.to - Duration(1)) + 1);
    return {to - range.length(), to};
}

TimeScale TimeScale::across(TimeRange range, int mostTicks)
{
    using namespace std::chrono_literals;
    TimeScale scale;
    const Duration length = range.length();
    if (length <= Duration::zero()) {
        return scale;
    }
    static constexpr std::array<Duration, 24> roundSteps{1s,    2s,    5s,    10s, 15s, 20s, 30s, 1min, 2min, 3min, 5min, 10min,
                                                         15min, 20min, 30min, 1h,  2h,  3h,  4h,  6h,   12h,  24h,  48h,  168h};
    for (const Duration step : roundSteps) {
        if (length % step == Duration::zero() && length / step < mostTicks) {
            scale.step = step;
            break;
        }
    }
    if (scale.step == Duration::zero()) { // a window of no round length: name its edges and its middle
        scale.step = length / (mostTicks >= 3 ? 2 : 1);
    }
    for (Instant tick = range.from; tick <= range.to; tick += scale.step) {
        scale.ticks.append(tick);
    }
    return scale;
}

} // namespace stanforis
