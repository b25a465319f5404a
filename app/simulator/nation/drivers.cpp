// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/nation/drivers.h"

#include "app/simulator/nation/noise.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace stanforis {

using namespace Qt::StringLiterals;

const std::array<const char *, Drivers::regionCount> Drivers::regionIds{"arvale",  "brenmoor", "ilmar",  "hestmark", "dunmere",
                                                                        "castrel", "galdon",   "jorund", "eskby",    "farrow"};
const std::array<double, Drivers::regionCount> Drivers::regionShares{.08, .09, .07, .10, .09, .24, .12, .07, .08, .06};

struct Drivers::Sky
{
    double temperature = 0;
    double sun = 0; ///< W/m²
    std::array<double, regionCount> wind{};
};

namespace {

enum Place : int {
    Temperature,
    Wind,
    Pressure,
    Rain,
    Wet,
    Sun,
    Storm,
    Warm,
    Cold,
    Day,
    Business,
    School,
    Evening,
    Quarter,
    Births,
    Bikes,
    Departures,
    FlightDelay,
    FlightsLate,
    Shaking,
    Strongest,
    Depth,
    Demand,
    GridFrequency,
    GridDemand,
    GridGeneration,
    GridReserve,
    GridShare,
    GridImport,
    GridPrice,
    GridWind,
    GridHydro,
    GridSolar,
    GridBiomass,
    GridThermal,
    GridNuclear,
    RegionWind,
    RegionDemand = RegionWind + Drivers::regionCount,
    RegionFeed = RegionDemand + Drivers::regionCount,
    RegionReserve = RegionFeed + Drivers::regionCount,
    Count = RegionReserve + Drivers::regionCount
};

constexpr std::array names{"weather.temperature",
                           "weather.wind",
                           "weather.pressure",
                           "weather.rain",
                           "weather.wet",
                           "weather.sun",
                           "weather.storm",
                           "weather.warm",
                           "weather.cold",
                           "activity.day",
                           "activity.business",
                           "activity.school",
                           "activity.evening",
                           "clock.quarter",
                           "births.day",
                           "bikes.day",
                           "flights.departures",
                           "flights.delay",
                           "flights.late",
                           "earth.activity",
                           "earth.strongest",
                           "earth.depth",
                           "demand",
                           "grid.frequency",
                           "grid.demand",
                           "grid.generation",
                           "grid.reserve",
                           "grid.renewable-share",
                           "grid.net-import",
                           "grid.price",
                           "grid.wind",
                           "grid.hydro",
                           "grid.solar",
                           "grid.biomass",
                           "grid.thermal",
                           "grid.nuclear"};
static_assert(names.size() == RegionWind);

using Curve = std::array<double, 24>;
constexpr Curve dayCurve{.32, .26, .23, .22,  .25, .36,  .62,  .92,  1.15, 1.28, 1.34, 1.35,
                         1.3, 1.3, 1.3, 1.28, 1.3, 1.34, 1.28, 1.18, 1.03, .84,  .6,   .44};
constexpr Curve businessCurve{.1,  .09,  .08,  .08,  .09,  .13, .28, .6,  1.2, 1.5, 1.58, 1.55,
                              1.3, 1.42, 1.52, 1.46, 1.25, .8,  .5,  .38, .3,  .24, .18,  .13};
constexpr Curve schoolCurve{.02,  .02, .02,  .02, .02, .04, .12, .5,  1.45, 1.6, 1.6, 1.6,
                            1.45, 1.5, 1.25, .8,  .5,  .35, .28, .24, .18,  .12, .06, .03};
constexpr Curve eveningCurve{.45, .3, .22, .2,  .2,  .25, .4,   .6,   .65,  .6,   .6,   .62,
                             .65, .7, .8,  .95, 1.2, 1.5, 1.75, 1.85, 1.75, 1.45, 1.05, .7};

[[nodiscard]] double follow(const Curve &curve, double hour)
{
    const auto step = static_cast<size_t>(hour) % 24;
    const double part = hour - std::floor(hour);
    return curve[step] * (1 - part) + curve[(step + 1) % 24] * part;
}

[[nodiscard]] double hourOf(Instant local)
{
    const auto inDay = local - std::chrono::floor<std::chrono::days>(local);
    return static_cast<double>(inDay.count()) / 3.6e9;
}

/// 0 outside, 1 inside, with ramps.
[[nodiscard]] double window(double place, double from, double to, double ramp)
{
    return std::clamp(std::min((place - from) / ramp, (to - place) / ramp), 0.0, 1.0);
}

/// W/m² on level ground at 58° north without clouds.
[[nodiscard]] double clearSun(Instant local)
{
    using namespace std::chrono;
    const auto day = floor<days>(local);
    const auto year = year_month_day(day).year();
    const double turn = static_cast<double>((day - sys_days(year / 1 / 1)).count());
    const double declination = -0.409 * std::cos(2 * std::numbers::pi * (turn + 10) / 365);
    const double latitude = 58 * std::numbers::pi / 180;
    const double angle = (hourOf(local) - 12.3) * std::numbers::pi / 12;
    const double height =
        std::sin(latitude) * std::sin(declination) + std::cos(latitude) * std::cos(declination) * std::cos(angle);
    return height <= 0 ? 0 : 1000 * std::pow(height, 1.15);
}

} // namespace

Drivers::Drivers(const NationData &data, std::uint64_t seed)
    : m_data(data)
    , m_seed(mix(seed))
{
    for (size_t i = 0; i < names.size(); ++i)
        m_index.insert(QLatin1String(names[i]), static_cast<int>(i));
    const std::array regional{std::pair("weather.wind.", RegionWind), std::pair("grid.demand.", RegionDemand),
                              std::pair("grid.wind.", RegionFeed), std::pair("grid.reserve.", RegionReserve)};
    for (const auto &[prefix, first] : regional)
        for (int r = 0; r < regionCount; ++r)
            m_index.insert(QLatin1String(prefix) + QLatin1String(regionIds[size_t(r)]), first + r);
}

double Drivers::windLull(Instant time)
{
    const auto minutes = static_cast<double>(toMicroseconds(time) % 1'200'000'000) / 6e7;
    return window(minutes, 12, 17.5, 1.2);
}

double Drivers::dayDone(Instant time)
{
    static const double whole = std::accumulate(dayCurve.begin(), dayCurve.end(), 0.0);
    const double hour = hourOf(time + localOffset);
    const auto full = static_cast<size_t>(hour);
    double done = 0;
    for (size_t h = 0; h < full; ++h)
        done += (dayCurve[h] + dayCurve[(h + 1) % 24]) / 2;
    const double part = hour - std::floor(hour);
    done += part * (dayCurve[full] * (1 - part / 2) + dayCurve[(full + 1) % 24] * part / 2);
    return done / whole;
}

void Drivers::compute(Instant time, double *out) const
{
    const auto local = time + localOffset;
    const double seconds = static_cast<double>(toMicroseconds(time)) / 1e6;
    Sky sky;
    weather(local, seconds, out, sky);
    people(local, out);
    grid(time, seconds, sky, out);
}

void Drivers::weather(Instant local, double seconds, double *out, Sky &sky) const
{
    const auto now = m_data.weather(local);
    sky.temperature = now.temperature + 0.4 * texture(m_seed + 1, seconds, 1800);
    // Wind farms stand where it blows, and a hundred metres high.
    const double wind = 1.5 * now.wind * (1 + 0.12 * texture(m_seed + 2, seconds, 900));
    for (int r = 0; r < regionCount; ++r)
        sky.wind[size_t(r)] = std::max(0.0, wind * (1 + 0.25 * texture(m_seed + 10 + size_t(r), seconds, 2700)));
    sky.sun = clearSun(local) * std::clamp(now.clear + 0.15 * texture(m_seed + 3, seconds, 600), 0.05, 1.0);
    out[Temperature] = sky.temperature / 10;
    out[Wind] = wind / 8;
    out[Pressure] = (now.pressure + 0.3 * texture(m_seed + 4, seconds, 3600)) / 1016;
    out[Rain] = now.rain / 3;
    out[Wet] = now.wet / 3;
    out[Sun] = sky.sun / 300;
    out[Storm] = 1 + std::clamp((wind - 12) / 8, 0.0, 1.2);
    out[Warm] = 1 + std::clamp((sky.temperature - 10) / 10, 0.0, 3.0);
    out[Cold] = 1 + std::clamp((10 - sky.temperature) / 10, 0.0, 3.5);
    for (int r = 0; r < regionCount; ++r)
        out[RegionWind + r] = sky.wind[size_t(r)] / 8;
}

void Drivers::people(Instant local, double *out) const
{
    const auto weekday = std::chrono::weekday(std::chrono::floor<std::chrono::days>(local)).iso_encoding();
    const bool weekend = weekday >= 6;
    const double hour = hourOf(local);
    out[Day] = follow(dayCurve, hour) * (weekend ? 0.86 : 1.0);
    out[Business] = follow(businessCurve, hour) * (weekend ? 0.3 : 1.0);
    out[School] = follow(schoolCurve, hour) * (weekend ? 0.15 : 1.0);
    out[Evening] = follow(eveningCurve, hour);
    // Meters and markets work by quarters of an hour.
    const auto intoQuarter = static_cast<double>(toMicroseconds(local) % 900'000'000) / 1e6;
    out[Quarter] = 0.9 + 0.9 * std::exp(-intoQuarter / 70);
    out[Births] = m_data.births(local) / 10877;
    out[Bikes] = m_data.bikes(local) / 4504;
    const auto flights = m_data.flights(local);
    out[Departures] = flights.departures / 10;
    out[FlightDelay] = flights.delay / 8;
    out[FlightsLate] = flights.late / 19;
    const auto earth = m_data.earth(local);
    out[Shaking] = earth.activity / 10;
    out[Strongest] = earth.strongest / 2.4;
    out[Depth] = earth.depth / 12;
}

void Drivers::grid(Instant time, double seconds, const Sky &sky, double *out) const
{
    const auto noise = [&](std::uint64_t stream, double period) { return texture(m_seed + stream, seconds, period); };
    const double season = std::clamp(1 + 0.011 * (9 - sky.temperature), 0.88, 1.25);
    // A nation is steadier than one town's utility, whose recorded shape this is.
    const double shape = std::pow(m_data.load(time + localOffset), 0.6);
    const double demand = 4700 * shape * season * (1 + 0.006 * noise(40, 120));
    const double lull = windLull(time);
    double wind = 0;
    for (int r = 0; r < regionCount; ++r) {
        const bool coast = QLatin1String(regionIds[size_t(r)]) == "hestmark"_L1;
        const double capacity = 3600 * (coast ? 0.28 : 0.8 * regionShares[size_t(r)]);
        const double speed = std::clamp(sky.wind[size_t(r)] / 12, 0.0, 1.0);
        const double feed = capacity * (0.05 + 0.95 * speed * speed * (1.4 - 0.4 * speed)) * (coast ? 1 - 0.55 * lull : 1.0);
        wind += feed;
        out[RegionFeed + r] = feed / (1100 * regionShares[size_t(r)]);
        const double regionDemand =
            demand * regionShares[size_t(r)] * (1 + 0.01 * texture(m_seed + 60 + size_t(r), seconds, 300));
        out[RegionDemand + r] = regionDemand / (4862 * regionShares[size_t(r)]);
    }
    const double solar = 2200 * sky.sun / 1000 * (1 + 0.02 * noise(41, 90));
    const double hydro = 900 + 160 * (out[Evening] - 0.8) + 14 * noise(42, 400) + 40 * lull;
    const double biomass = 410 + 9 * noise(43, 700);
    const double wished = 72 + 35 * noise(44, 240);
    const double steered = std::max(demand - wished - wind - solar - hydro - biomass, 600.0);
    const double nuclear = std::min(m_data.nuclearShare() * 3200 + 3 * noise(45, 900), 0.8 * steered);
    const double thermal = steered - nuclear;
    const double generation = wind + solar + hydro + biomass + nuclear + thermal;
    const double reserve = 404 + 13 * noise(46, 180) + 5 * noise(47, 25) - 82 * lull;
    // Frequency gives way while the wind drops and comes back when reserve has taken over.
    const double dropping = std::max(0.0, lull - windLull(time - std::chrono::seconds(25)));
    const double frequency = 50 + 0.016 * noise(48, 14) + 0.010 * noise(49, 75) - 0.11 * dropping;
    const double renewable = wind + solar + hydro + biomass;
    const double price = 84 * std::clamp(0.55 + 0.45 * thermal / 1700, 0.3, 2.5) * (1 + 0.01 * noise(50, 3600));
    out[Demand] = demand / 4862;
    out[GridFrequency] = frequency / 50;
    out[GridDemand] = demand / 4862;
    out[GridGeneration] = generation / 4790;
    out[GridReserve] = reserve / 405;
    out[GridShare] = 100 * renewable / generation / 60;
    out[GridImport] = (demand - generation) / 72;
    out[GridPrice] = price / 84.1;
    out[GridWind] = wind / 1100;
    out[GridHydro] = hydro / 900;
    out[GridSolar] = solar / 300;
    out[GridBiomass] = biomass / 410;
    out[GridThermal] = thermal / 1500;
    out[GridNuclear] = nuclear / 450;
    for (int r = 0; r < regionCount; ++r) {
        const bool coast = QLatin1String(regionIds[size_t(r)]) == "hestmark"_L1;
        // Hestmark's plants hold more of the reserve than its people would ask for, and lose it with the wind.
        const double part = coast ? 0.31 : 0.69 * regionShares[size_t(r)] / 0.9;
        const double held = part * (reserve + 82 * lull) - (coast ? 82 * lull : 0);
        out[RegionReserve + r] = held / (405 * regionShares[size_t(r)]);
    }
}

} // namespace stanforis
