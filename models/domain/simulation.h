// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QList>

namespace stanforis {

/// The part of a simulation's load that belongs to one sector.
struct LoadShare
{
    SectorId sector;
    int series = 0;

    /// Of series \a number, from 0 to `series` - 1.
    [[nodiscard]] SeriesKey key(int number) const
    {
        return SeriesKey(sector.value + QStringLiteral("/load/") + QString::number(number));
    }
    friend bool operator==(const LoadShare &, const LoadShare &) = default;
};

/// Series that a simulated platform sends to see what it and its clients can bear.
struct SimulatedLoad
{
    int series = 0; ///< 0: none
    int hertz = 1;  ///< samples a second of each
    int mostSeries = 0;
    int mostHertz = 1;
    QList<LoadShare> shares;

    friend bool operator==(const SimulatedLoad &, const SimulatedLoad &) = default;
};

} // namespace stanforis
