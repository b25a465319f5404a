// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/nation/nationdata.h"

#include <QHash>
#include <QString>

#include <array>
#include <vector>

namespace stanforis {

/// What moves the nation from outside its services: weather, hours of the day and week, people, the earth, and the power
/// grid that follows from them. Every driver is a plain number that is 1 on an ordinary day; README.md lists them.
class Drivers final
{
public:
    static constexpr int regionCount = 10;
    /// In the catalogue's order.
    static const std::array<const char *, regionCount> regionIds;
    /// Share of the nation's people.
    static const std::array<double, regionCount> regionShares;
    /// Norvane keeps this time all year.
    static constexpr std::chrono::hours localOffset{2};

    /// The data is borrowed.
    Drivers(const NationData &data, std::uint64_t seed);

    [[nodiscard]] int size() const { return static_cast<int>(m_index.size()); }
    /// -1: there is none of that name.
    [[nodiscard]] int find(const QString &name) const { return m_index.value(name, -1); }
    /// `out` must have room for size() numbers.
    void compute(Instant time, double *out) const;

    /// 0 to 1: how far the wind in Hestmark has dropped. Comes back every twenty minutes.
    [[nodiscard]] static double windLull(Instant time);
    /// Share of a whole day's work that is done by this time of the day, 0 to 1.
    [[nodiscard]] static double dayDone(Instant time);

private:
    struct Sky;
    void weather(Instant local, double seconds, double *out, Sky &sky) const;
    void people(Instant local, double *out) const;
    void grid(Instant time, double seconds, const Sky &sky, double *out) const;

    const NationData &m_data;
    std::uint64_t m_seed;
    QHash<QString, int> m_index;
};

} // namespace stanforis
