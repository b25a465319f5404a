// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"

#include <QString>

#include <array>
#include <memory>
#include <vector>

namespace stanforis {

/// The recorded data that drives the nation, read by position in the calendar. Sources: resources/data/README.md.
class NationData final
{
public:
    struct Weather
    {
        double temperature = 0; ///< °C
        double wind = 0;        ///< m/s
        double pressure = 0;    ///< hPa
        double rain = 0;        ///< mm in the day
        double wet = 0;         ///< mm a day, mean of two weeks
        double clear = 0;       ///< share of the sun that reaches the ground
    };
    struct Flights
    {
        double departures = 0; ///< in this hour
        double delay = 0;      ///< minutes, mean
        double late = 0;       ///< percent more than 15 minutes late
    };
    struct Earth
    {
        double activity = 0;  ///< events in the last hour
        double strongest = 0; ///< magnitude
        double depth = 0;     ///< km, newest event
    };

    [[nodiscard]] static QString builtIn();
    /// Reads the CSV files of a folder or Qt resource. Storage or Malformed name the file.
    [[nodiscard]] static Result<std::unique_ptr<NationData>> load(const QString &folder = builtIn());

    /// `local`: the nation's wall time, written as if it were UTC.
    [[nodiscard]] Weather weather(Instant local) const;
    /// Electric load by weekday and hour, 1 is the mean.
    [[nodiscard]] double load(Instant local) const;
    [[nodiscard]] double births(Instant local) const; ///< a day
    [[nodiscard]] double bikes(Instant local) const;  ///< rentals a day
    [[nodiscard]] Flights flights(Instant local) const;
    [[nodiscard]] Earth earth(Instant local) const;
    /// Fossil to nuclear generation in the last recorded year.
    [[nodiscard]] double nuclearShare() const { return m_nuclearShare; }

private:
    struct Day
    {
        double rain = 0;
        double wet = 0;
        double mean = 0;
        double wind = 0;
        double clear = 1;
    };
    [[nodiscard]] Result<Done> readWeather(const QString &folder);
    [[nodiscard]] Result<Done> readPeople(const QString &folder);
    [[nodiscard]] Result<Done> readEarth(const QString &folder);

    std::vector<std::array<double, 3>> m_normals; ///< by hour of the year: temperature, wind, pressure
    std::array<double, 366> m_normalDay{};        ///< mean temperature by day of the year
    std::vector<Day> m_days;                      ///< four years from 2012-01-01
    std::vector<double> m_load;                   ///< by hour from Wednesday 1992-01-01
    std::vector<double> m_births;                 ///< by day from Saturday 1994-01-01
    std::vector<double> m_bikes;                  ///< by day from 2011-01-01
    std::vector<Flights> m_flights;               ///< by hour from Monday 2001-01-01
    std::vector<Earth> m_earth;                   ///< by minute of one week
    double m_nuclearShare = 0;
};

} // namespace stanforis
