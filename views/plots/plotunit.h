// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stanforis {

/// The unit in which the ticks of an axis are told.
struct PlotUnit
{
    double factor = 1; ///< one of this unit in the unit of the series
    QString suffix;    ///< its name; empty where it is the unit of the series

    /// For values up to `largest` (its size, without sign) in `unit`: prefixes of the SI for what is measured in W, V, A, Hz,
    /// bit/s and the like, binary ones for bytes, min, h and d or ms, µs and ns for durations, k, M, G for plain counts.
    [[nodiscard]] static PlotUnit of(const QString &unit, double largest);
};

} // namespace stanforis
