// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/nation/csvtable.h"
#include "app/simulator/nation/nationdata.h"

#include <algorithm>
#include <numeric>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t minutesOfWeek = 7 * 24 * 60;

// How much of the sun comes through, by the day's word.
[[nodiscard]] double clearness(const QByteArray &word)
{
    if (word == "sun")
        return 0.95;
    if (word == "fog")
        return 0.55;
    return word == "drizzle" ? 0.45 : word == "snow" ? 0.4 : 0.35;
}

} // namespace

QString NationData::builtIn() { return u":/stanforis/data"_s; }

Result<std::unique_ptr<NationData>> NationData::load(const QString &folder)
{
    auto data = std::make_unique<NationData>();
    for (const auto read : {&NationData::readWeather, &NationData::readPeople, &NationData::readEarth})
        if (const auto done = ((*data).*read)(folder); !done)
            return done.error();
    return data;
}

Result<Done> NationData::readWeather(const QString &folder)
{
    const auto normals = readTable(folder % u"/seattle-weather-hourly-normals.csv"_s, "date,pressure,temperature,wind");
    if (!normals)
        return normals.error();
    std::array<int, 366> count{};
    for (const auto &row : *normals) {
        const auto day = std::min<size_t>(m_normals.size() / 24, 365);
        m_normals.push_back({row[2].toDouble(), row[3].toDouble(), row[1].toDouble()});
        m_normalDay[day] += row[2].toDouble();
        ++count[day];
    }
    for (size_t day = 0; day < 366; ++day)
        m_normalDay[day] = count[day] ? m_normalDay[day] / count[day] : m_normalDay[day - 1];
    const auto daily = readTable(folder % u"/seattle-weather.csv"_s, "date,precipitation,temp_max,temp_min,wind,weather");
    if (!daily)
        return daily.error();
    for (const auto &row : *daily)
        m_days.push_back(
            {row[1].toDouble(), 0, (row[2].toDouble() + row[3].toDouble()) / 2, row[4].toDouble(), clearness(row[5])});
    for (size_t i = 0; i < m_days.size(); ++i) {
        const size_t length = std::min<size_t>(i + 1, 14);
        for (size_t back = 0; back < length; ++back)
            m_days[i].wet += m_days[i - back].rain / static_cast<double>(length);
    }
    return Done{};
}

Result<Done> NationData::readPeople(const QString &folder)
{
    const auto load = readTable(folder % u"/electric-load-hourly-1992.csv"_s, "day_hour,load,temp");
    if (!load)
        return load.error();
    for (const auto &row : *load)
        m_load.push_back(row[1].toDouble());
    const double mean = std::accumulate(m_load.begin(), m_load.end(), 0.0) / static_cast<double>(m_load.size());
    for (auto &value : m_load)
        value /= mean;
    const auto births = readTable(folder % u"/us-births-daily-1994-2003.csv"_s, "year,month,date_of_month,day_of_week,births");
    if (!births)
        return births.error();
    for (const auto &row : *births)
        m_births.push_back(row[4].toDouble());
    const auto bikes = readTable(folder % u"/bike-sharing-daily-2011-2012.csv"_s,
                                 "season,holiday,workingday,weathersit,temp,atemp,hum,windspeed,casual,registered,cnt");
    if (!bikes)
        return bikes.error();
    for (const auto &row : *bikes)
        m_bikes.push_back(row[10].toDouble());
    const auto flights = readTable(folder % u"/us-flights-20k.csv"_s, "date,delay,distance,origin,destination");
    if (!flights)
        return flights.error();
    m_flights.resize(91 * 24);
    const Instant start = std::chrono::sys_days(std::chrono::year(2001) / 1 / 1);
    for (const auto &row : *flights) {
        const auto &date = row[0]; // 2001/01/01 00:47
        const std::chrono::sys_days day =
            std::chrono::year(date.mid(0, 4).toInt()) / date.mid(5, 2).toInt() / date.mid(8, 2).toInt();
        const auto index =
            (day - std::chrono::sys_days(std::chrono::floor<std::chrono::days>(start))).count() * 24 + date.mid(11, 2).toInt();
        if (index < 0 || index >= static_cast<std::int64_t>(m_flights.size()))
            return Error{Error::Code::Malformed, u"us-flights-20k.csv: "_s % QString::fromLatin1(date)};
        auto &hour = m_flights[size_t(index)];
        hour.departures += 1;
        hour.delay += row[1].toDouble();
        hour.late += row[1].toDouble() > 15 ? 100 : 0;
    }
    Flights recent;
    for (auto &hour : m_flights) {
        // With few flights in the night, those of the hours before count too, the older the less.
        recent = {0.6 * recent.departures + hour.departures, 0.6 * recent.delay + hour.delay, 0.6 * recent.late + hour.late};
        if (recent.departures > 0)
            hour = {hour.departures, recent.delay / recent.departures, recent.late / recent.departures};
    }
    return Done{};
}

Result<Done> NationData::readEarth(const QString &folder)
{
    const auto quakes = readTable(folder % u"/usgs-earthquakes.csv"_s, "time_ms,magnitude,longitude,latitude,depth_km");
    if (!quakes)
        return quakes.error();
    m_earth.resize(minutesOfWeek);
    std::vector<double> newest(minutesOfWeek, -1);
    for (const auto &row : *quakes) {
        const auto minute = size_t(row[0].toLongLong() / 60'000) % minutesOfWeek;
        for (size_t age = 0; age < 60; ++age) {
            auto &earth = m_earth[(minute + age) % minutesOfWeek];
            earth.activity += 1;
            earth.strongest = std::max(earth.strongest, row[1].toDouble());
        }
        newest[minute] = row[4].toDouble();
    }
    double depth = 0;
    for (size_t round = 0; round < 2 * minutesOfWeek; ++round) {
        const auto minute = round % minutesOfWeek;
        depth = newest[minute] >= 0 ? newest[minute] : depth;
        m_earth[minute].depth = depth;
    }
    const auto iowa = readTable(folder % u"/iowa-electricity.csv"_s, "year,source,net_generation");
    if (!iowa)
        return iowa.error();
    double fossil = 0;
    double nuclear = 0;
    for (const auto &row : *iowa) { // the last year wins
        fossil = row[1] == "Fossil Fuels" ? row[2].toDouble() : fossil;
        nuclear = row[1] == "Nuclear Energy" ? row[2].toDouble() : nuclear;
    }
    if (fossil + nuclear <= 0)
        return Error{Error::Code::Malformed, u"iowa-electricity.csv: no generation"_s};
    m_nuclearShare = nuclear / (fossil + nuclear);
    return Done{};
}

} // namespace stanforis
