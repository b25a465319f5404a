// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/load/loadsource.h"

#include "app/simulator/nation/noise.h"

#include <limits>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t longestDelay = 30; // samples
constexpr double period = 30;             // seconds

} // namespace

LoadSource::LoadSource(const Catalogue &catalogue, const Clock &clock, std::uint64_t seed)
    : m_clock(clock)
    , m_seed(seed)
    , m_directory(SeriesDirectory::ofLoad(catalogue, mostSeries))
    , m_hub(m_directory, u"stanforis-simulator"_s, clock)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LoadSource::step);
}

Result<Done> LoadSource::set(Load load)
{
    if (load.series < 0 || load.series > mostSeries)
        return Error{Error::Code::Invalid, u"series: 0 to %1"_s.arg(mostSeries)};
    if (load.hertz < 1 || load.hertz > mostHertz)
        return Error{Error::Code::Invalid, u"hertz: 1 to %1"_s.arg(mostHertz)};
    m_load = load;
    m_directory.setInterval(Duration(1'000'000 / load.hertz));
    m_step = toMicroseconds(m_clock.now()) / m_directory.interval().count();
    if (load.series > 0)
        schedule();
    else
        m_timer.stop();
    return Done{};
}

int LoadSource::share(const SectorId &sector) const
{
    const auto &sectors = m_directory.sectors();
    const auto place = std::find(sectors.begin(), sectors.end(), sector);
    if (place == sectors.end())
        return 0;
    const auto number = static_cast<int>(place - sectors.begin());
    const auto count = static_cast<int>(sectors.size());
    return m_load.series * (number + 1) / count - m_load.series * number / count;
}

void LoadSource::schedule()
{
    // To the next whole step of the wall clock, so that samples do not drift.
    const auto interval = m_directory.interval().count();
    const auto wait = interval - toMicroseconds(m_clock.now()) % interval;
    m_timer.start(std::chrono::milliseconds(wait / 1000 + 1));
}

void LoadSource::step()
{
    schedule();
    const auto interval = m_directory.interval().count();
    const auto number = toMicroseconds(m_clock.now()) / interval;
    // On a busy machine a sample comes late, not never; after a sleep the time away stays a hole.
    for (m_step = std::max(m_step, number - longestDelay); m_step < number;)
        m_hub.push(tick(fromMicroseconds(++m_step * interval)));
}

TickPointer LoadSource::tick(Instant time) const
{
    const double seconds = static_cast<double>(toMicroseconds(time)) / 1e6;
    auto tick = std::make_shared<Tick>();
    tick->time = time;
    tick->values.assign(static_cast<size_t>(m_directory.size()), std::numeric_limits<double>::quiet_NaN());
    for (const auto &sector : m_directory.sectors()) {
        const int first = m_directory.span(sector).first;
        for (int i = first; i < first + share(sector); ++i) {
            const double value = 100 + 20 * texture(m_seed + mix(static_cast<std::uint64_t>(i)), seconds, period);
            tick->values[static_cast<size_t>(i)] = std::round(value * 1000) / 1000;
        }
    }
    return tick;
}

} // namespace stanforis
