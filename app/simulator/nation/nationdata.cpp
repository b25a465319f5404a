// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/nation/nationdata.h"

#include <algorithm>
#include <cmath>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t hourLength = 3'600'000'000;

[[nodiscard]] size_t wrap(std::int64_t index, size_t size)
{
    const auto count = static_cast<std::int64_t>(size);
    return static_cast<size_t>(((index % count) + count) % count);
}

[[nodiscard]] year_month_day dateOf(Instant local) { return year_month_day(floor<days>(local)); }

[[nodiscard]] int dayOfYear(Instant local)
{
    const auto date = dateOf(local);
    return static_cast<int>((sys_days(date) - sys_days(date.year() / 1 / 1)).count());
}

/// Hours since the start of the year, with fraction.
[[nodiscard]] double hourOfYear(Instant local)
{
    const Instant start = sys_days(dateOf(local).year() / 1 / 1);
    return static_cast<double>((local - start).count()) / static_cast<double>(hourLength);
}

/// Between this hour's value and the next one's.
template <class Values>
[[nodiscard]] double between(const Values &value, double hour)
{
    const auto step = static_cast<std::int64_t>(std::floor(hour));
    const double part = hour - std::floor(hour);
    return value(step) * (1 - part) + value(step + 1) * part;
}

/// Days since a recorded first day, moved to the same weekday: people live by weeks.
[[nodiscard]] std::int64_t sameWeekday(Instant local, sys_days first, size_t size, int years)
{
    const auto date = dateOf(local);
    const int firstYear = static_cast<int>(year_month_day(first).year());
    const auto year =
        std::chrono::year(firstYear + static_cast<int>(wrap(static_cast<int>(date.year()) - firstYear, size_t(years))));
    const auto start = sys_days(year / 1 / 1) + days(dayOfYear(local));
    const auto shift = (std::chrono::weekday(floor<days>(local)) - std::chrono::weekday(start)).count();
    const auto moved = start + days(shift > 3 ? shift - 7 : shift);
    return std::clamp<std::int64_t>((moved - first).count(), 0, static_cast<std::int64_t>(size) - 1);
}

} // namespace

NationData::Weather NationData::weather(Instant local) const
{
    const double hour = hourOfYear(local);
    const auto normal = [&](size_t column) {
        return between([&](std::int64_t step) { return m_normals[wrap(step - 1, m_normals.size())][column]; }, hour);
    };
    const auto year = static_cast<int>(dateOf(local).year());
    const auto index =
        (sys_days(std::chrono::year(2012 + (year & 3)) / 1 / 1) - sys_days(std::chrono::year(2012) / 1 / 1)).count() +
        dayOfYear(local);
    // A day's values hold at noon; in between they go over into the next day's.
    const double place = static_cast<double>(index) + std::fmod(hour, 24.0) / 24 - 0.5;
    const auto daily = [&](double Day::*member) {
        return between([&](std::int64_t step) { return m_days[wrap(step, m_days.size())].*member; }, place);
    };
    const double departure = daily(&Day::mean) - m_normalDay[wrap(dayOfYear(local), 366)];
    const auto &today = m_days[wrap(index, m_days.size())];
    return {normal(0) + departure,
            normal(1) * daily(&Day::wind) / 3.24,
            normal(2) - 1.2 * (daily(&Day::wind) - 3.24),
            today.rain,
            daily(&Day::wet),
            daily(&Day::clear)};
}

double NationData::load(Instant local) const
{
    // Four whole weeks, so that Sunday meets Sunday.
    constexpr std::int64_t recorded = 28 * 24;
    const auto start = (sys_days(std::chrono::year(1992) / 1 / 1)).time_since_epoch();
    const double hour = static_cast<double>((local.time_since_epoch() - start).count()) / static_cast<double>(hourLength);
    return between([&](std::int64_t step) { return m_load[wrap(step - 1, recorded)]; }, hour);
}

double NationData::births(Instant local) const
{
    return m_births[size_t(sameWeekday(local, sys_days(std::chrono::year(1994) / 1 / 1), m_births.size(), 10))];
}

double NationData::bikes(Instant local) const
{
    return m_bikes[size_t(sameWeekday(local, sys_days(std::chrono::year(2011) / 1 / 1), m_bikes.size(), 2))];
}

NationData::Flights NationData::flights(Instant local) const
{
    // Thirteen weeks are recorded, without their last day; the quarter of the year comes round.
    constexpr std::int64_t recorded = 12 * 7 * 24;
    const auto start = sys_days(std::chrono::year(2001) / 1 / 1).time_since_epoch();
    const double hour = static_cast<double>((local.time_since_epoch() - start).count()) / static_cast<double>(hourLength);
    const auto at = [&](double Flights::*member) {
        return between([&](std::int64_t step) { return m_flights[wrap(step, recorded)].*member; }, hour - 0.5);
    };
    return {at(&Flights::departures), at(&Flights::delay), at(&Flights::late)};
}

NationData::Earth NationData::earth(Instant local) const
{
    return m_earth[wrap(toMicroseconds(local) / 60'000'000, m_earth.size())];
}

} // namespace stanforis
