// SPDX-License-Identifier: GPL-3.0-or-later
// How the times of a cell are packed; cellcodec.cpp packs values.
#include "models/telemetry/cellbits.h"

#include <algorithm>

namespace stanforis::cellcodec {

namespace {

constexpr std::array<std::int64_t, 3> timeUnits{1'000'000, 1'000, 1};
constexpr std::size_t timeHeadSize = 18;
constexpr std::uint8_t steady = 4; // beside the unit of times

/// The step of a steady clock near which `times` are, and how far they are from it.
struct SteadyTimes
{
    std::int64_t step = 0;
    std::int64_t lowest = 0;
    std::uint64_t spread = ~0ULL;
};

std::int64_t behind(std::span<const std::int64_t> times, std::size_t i, std::int64_t step)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(times[i]) - i * static_cast<std::uint64_t>(step));
}

SteadyTimes steadiest(std::span<const std::int64_t> times)
{
    SteadyTimes best;
    const auto count = static_cast<std::int64_t>(times.size()) - 1;
    if (count < 3)
        return best;
    const std::int64_t rough = (times.back() - times.front()) / count;
    for (const std::int64_t unit : {1'000'000, 100'000, 10'000, 1'000, 1}) {
        SteadyTimes tried{(rough + unit / 2) / unit * unit, times.front()};
        std::int64_t highest = times.front();
        for (std::size_t i = 1; i < times.size(); ++i) {
            const std::int64_t away = behind(times, i, tried.step);
            tried.lowest = std::min(tried.lowest, away);
            highest = std::max(highest, away);
        }
        tried.spread = static_cast<std::uint64_t>(highest) - static_cast<std::uint64_t>(tried.lowest);
        if (tried.spread < best.spread)
            best = tried;
    }
    return best;
}

/// The coarsest unit in which all of them are whole; how many are to be looked at.
std::uint8_t unitOf(const Words &words, std::size_t count)
{
    std::uint8_t unit = 0;
    for (std::uint64_t rest = 1; rest != 0; unit += rest != 0 ? 1 : 0) {
        rest = 0;
        for (std::size_t i = 0; i < count; ++i)
            rest |= words[i] % static_cast<std::uint64_t>(timeUnits[unit]);
    }
    return unit;
}

} // namespace

void packTimes(std::span<const std::int64_t> times, QByteArray &into)
{
    std::int64_t least = 0, most = 0;
    for (std::size_t i = 1; i < times.size(); ++i) {
        const std::int64_t step = times[i] - times[i - 1];
        least = i == 1 ? step : std::min(least, step);
        most = i == 1 ? step : std::max(most, step);
    }
    std::int64_t base = times.front(), step = least;
    auto spread = static_cast<std::uint64_t>(most - least);
    const SteadyTimes clock = steadiest(times);
    const bool isSteady = std::bit_width(clock.spread) < std::bit_width(spread);
    Words words{};
    if (isSteady) {
        base = clock.lowest;
        step = clock.step;
        spread = clock.spread;
        for (std::size_t i = 0; i < times.size(); ++i)
            words[i] = static_cast<std::uint64_t>(behind(times, i, step)) - static_cast<std::uint64_t>(base);
    } else {
        for (std::size_t i = 1; i < times.size(); ++i)
            words[i] = static_cast<std::uint64_t>(times[i] - times[i - 1] - least);
    }
    const std::uint8_t unit = unitOf(words, times.size());
    for (std::size_t i = 0; i < times.size(); ++i)
        words[i] /= static_cast<std::uint64_t>(timeUnits[unit]);
    const int width = usableWidth(spread / static_cast<std::uint64_t>(timeUnits[unit]));
    std::array<char, timeHeadSize> bytes;
    qToLittleEndian(base, bytes.data());
    qToLittleEndian(step, bytes.data() + 8);
    bytes[16] = static_cast<char>(unit | (isSteady ? steady : 0));
    bytes[17] = static_cast<char>(width);
    into.append(bytes.data(), bytes.size());
    appendBits(words, times.size(), width, into);
}

void unpackTimes(const char *from, std::size_t count, std::int64_t *into)
{
    const std::int64_t step = qFromLittleEndian<qint64>(from + 8);
    auto time = static_cast<std::uint64_t>(qFromLittleEndian<qint64>(from));
    const auto unit = static_cast<std::uint64_t>(timeUnits[static_cast<std::size_t>(from[16] & ~steady)]);
    const bool isSteady = (from[16] & steady) != 0;
    time -= isSteady ? 0 : static_cast<std::uint64_t>(step);
    readBits(from + timeHeadSize, count, from[17], [&](std::uint64_t word) {
        if (isSteady) {
            *into++ = static_cast<std::int64_t>(time + word * unit);
            time += static_cast<std::uint64_t>(step);
        } else {
            time += static_cast<std::uint64_t>(step) + word * unit;
            *into++ = static_cast<std::int64_t>(time);
        }
    });
}

const char *behindTimes(const char *from, std::size_t count) { return from + timeHeadSize + packedBytes(count, from[17]); }

} // namespace stanforis::cellcodec
