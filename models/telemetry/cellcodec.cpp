// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/cellcodec.h"

#include <QtEndian>

#include <algorithm>
#include <bit>

namespace stanforis::cellcodec {

namespace {

constexpr std::uint64_t signBit = 1ULL << 63;
constexpr std::array<double, 7> powers{1, 10, 100, 1e3, 1e4, 1e5, 1e6};
constexpr int mostDecimals = static_cast<int>(powers.size()) - 1;
constexpr std::array<std::int64_t, 3> timeUnits{1'000'000, 1'000, 1};
// Adding it rounds a double below 2^51 to a whole number and leaves that in the low bits.
constexpr double rounder = 6755399441055744.0; // 1.5 * 2^52
constexpr double roundable = 2251799813685248.0;
constexpr int widestShared = 57; // bits that one unaligned load of eight bytes holds at any offset

using Words = std::array<std::uint64_t, cellSize>;
using Values = std::array<double, cellSize>;
using Integers = std::array<std::int64_t, cellSize>;

struct ValueHead
{
    std::int64_t base;
    std::int8_t decimals;
    std::uint8_t shift;
    std::uint8_t width;
    bool differences;
};
constexpr std::size_t valueHeadSize = 12;
constexpr std::size_t timeHeadSize = 18;

std::uint64_t zigzag(std::uint64_t difference)
{
    return (difference << 1) ^ static_cast<std::uint64_t>(static_cast<std::int64_t>(difference) >> 63);
}
std::uint64_t unzigzag(std::uint64_t folded) { return (folded >> 1) ^ (~(folded & 1) + 1); }

int usableWidth(std::uint64_t bits)
{
    const int width = std::bit_width(bits);
    return width > widestShared ? 64 : width;
}

std::size_t packedBytes(std::size_t count, int width) { return (count * static_cast<std::size_t>(width) + 7) / 8; }

void appendBits(const Words &words, std::size_t count, int width, QByteArray &into)
{
    if (width == 0)
        return;
    std::array<char, (cellSize + 1) * 8> buffer;
    char *to = buffer.data();
    std::uint64_t waiting = 0;
    int filled = 0;
    for (std::size_t i = 0; i < count; ++i) {
        waiting |= words[i] << filled;
        filled += width;
        if (filled >= 64) {
            qToLittleEndian(waiting, to);
            to += 8;
            filled -= 64;
            waiting = filled == 0 ? 0 : words[i] >> (width - filled);
        }
    }
    qToLittleEndian(waiting, to);
    into.append(buffer.data(), static_cast<qsizetype>(packedBytes(count, width)));
}

/// Calls `take(word)` for each.
template <class Take>
void readBits(const char *from, std::size_t count, int width, Take take)
{
    const std::uint64_t mask = width == 64 ? ~0ULL : (1ULL << width) - 1;
    std::size_t bit = 0;
    for (std::size_t i = 0; i < count; ++i, bit += static_cast<std::size_t>(width))
        take((qFromLittleEndian<quint64>(from + (bit >> 3)) >> (bit & 7)) & mask);
}

bool oneFits(double value, double power)
{
    const double rounded = (value * power + rounder) - rounder;
    return std::bit_cast<std::uint64_t>(rounded / power) == std::bit_cast<std::uint64_t>(value);
}

bool fits(const Values &values, double largest, int decimals)
{
    const double power = powers[static_cast<std::size_t>(decimals)];
    if (largest * power >= roundable || !oneFits(values.front(), power) || !oneFits(values[cellSize / 2], power))
        return false;
    std::uint64_t different = 0;
    for (std::size_t i = 0; i < cellSize; ++i) {
        const double rounded = (values[i] * power + rounder) - rounder;
        different |= std::bit_cast<std::uint64_t>(rounded / power) ^ std::bit_cast<std::uint64_t>(values[i]);
    }
    return different == 0;
}

/// The least number of decimals that holds every value; -1: none. Nearly always that of the cell before.
int findDecimals(const Values &values, double largest, int guess)
{
    int decimals = guess;
    if (decimals < 0 || !fits(values, largest, decimals)) {
        for (decimals = 0; decimals <= mostDecimals && !fits(values, largest, decimals);)
            ++decimals;
        return decimals > mostDecimals ? -1 : decimals;
    }
    while (decimals > 0 && fits(values, largest, decimals - 1))
        --decimals;
    return decimals;
}

std::int64_t wholeNumber(double value, double power)
{
    return static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(value * power + rounder) -
                                     std::bit_cast<std::uint64_t>(rounder));
}

std::int64_t bitNumber(double value, int shift)
{
    const auto bits = std::bit_cast<std::uint64_t>(value);
    const std::uint64_t magnitude = (bits & ~signBit) >> shift;
    return static_cast<std::int64_t>(bits & signBit ? ~magnitude : magnitude);
}

int sharedZeros(const Values &values)
{
    std::uint64_t any = 0;
    for (const double value : values)
        any |= std::bit_cast<std::uint64_t>(value);
    any &= ~signBit;
    return any == 0 ? 63 : std::countr_zero(any);
}

} // namespace

double Numbers::value(std::int64_t number) const
{
    if (decimals >= 0)
        return static_cast<double>(number) / powers[static_cast<std::size_t>(decimals)];
    const auto bits = static_cast<std::uint64_t>(number);
    return std::bit_cast<double>(number < 0 ? signBit | (~bits << shift) : bits << shift);
}

void packValues(std::span<const double> given, double minimum, double maximum, int &decimals, QByteArray &into)
{
    Values values;
    std::ranges::copy(given, values.begin());
    std::fill(values.begin() + static_cast<std::ptrdiff_t>(given.size()), values.end(), given.back());

    ValueHead head{};
    decimals = findDecimals(values, std::max(-minimum, maximum), decimals);
    head.decimals = static_cast<std::int8_t>(decimals);
    Integers numbers;
    std::int64_t lowest, highest;
    if (decimals >= 0) {
        const double power = powers[static_cast<std::size_t>(decimals)];
        for (std::size_t i = 0; i < cellSize; ++i)
            numbers[i] = wholeNumber(values[i], power);
        lowest = wholeNumber(minimum, power);
        highest = wholeNumber(maximum, power);
    } else {
        head.shift = static_cast<std::uint8_t>(sharedZeros(values));
        for (std::size_t i = 0; i < cellSize; ++i)
            numbers[i] = bitNumber(values[i], head.shift);
        lowest = bitNumber(minimum, head.shift);
        highest = bitNumber(maximum, head.shift);
    }

    Words words;
    std::uint64_t any = 0;
    words[0] = 0;
    for (std::size_t i = 1; i < cellSize; ++i) {
        words[i] = zigzag(static_cast<std::uint64_t>(numbers[i]) - static_cast<std::uint64_t>(numbers[i - 1]));
        any |= words[i];
    }
    head.base = numbers[0];
    head.differences =
        std::bit_width(any) < std::bit_width(static_cast<std::uint64_t>(highest) - static_cast<std::uint64_t>(lowest));
    if (!head.differences) {
        head.base = lowest;
        any = 0;
        for (std::size_t i = 0; i < cellSize; ++i) {
            words[i] = static_cast<std::uint64_t>(numbers[i]) - static_cast<std::uint64_t>(lowest);
            any |= words[i];
        }
    }
    const int width = usableWidth(any);
    head.width = static_cast<std::uint8_t>(width);
    std::array<char, valueHeadSize> bytes;
    qToLittleEndian(head.base, bytes.data());
    bytes[8] = static_cast<char>(head.decimals);
    bytes[9] = static_cast<char>(head.shift);
    bytes[10] = static_cast<char>(head.width);
    bytes[11] = static_cast<char>(head.differences);
    into.append(bytes.data(), bytes.size());
    appendBits(words, given.size(), width, into);
}

void unpackValues(const char *from, std::size_t count, Numbers &into)
{
    const std::uint64_t base = qFromLittleEndian<quint64>(from);
    into.decimals = static_cast<std::int8_t>(from[8]);
    into.shift = from[9];
    const int width = from[10];
    const bool differences = from[11] != 0;
    from += valueHeadSize;
    std::int64_t *to = into.at.data();
    if (differences) {
        std::uint64_t number = base;
        readBits(from, count, width, [&](std::uint64_t word) {
            number += unzigzag(word);
            *to++ = static_cast<std::int64_t>(number);
        });
    } else {
        readBits(from, count, width, [&](std::uint64_t word) { *to++ = static_cast<std::int64_t>(base + word); });
    }
}

void packTimes(std::span<const std::int64_t> times, QByteArray &into)
{
    std::int64_t least = 0, most = 0;
    for (std::size_t i = 1; i < times.size(); ++i) {
        const std::int64_t step = times[i] - times[i - 1];
        least = i == 1 ? step : std::min(least, step);
        most = i == 1 ? step : std::max(most, step);
    }
    Words words{};
    std::uint8_t unit = 0;
    for (std::uint64_t rest = 1; rest != 0; unit += rest != 0 ? 1 : 0) {
        rest = 0;
        for (std::size_t i = 1; i < times.size(); ++i)
            rest |= static_cast<std::uint64_t>((times[i] - times[i - 1] - least) % timeUnits[unit]);
    }
    for (std::size_t i = 1; i < times.size(); ++i)
        words[i] = static_cast<std::uint64_t>((times[i] - times[i - 1] - least) / timeUnits[unit]);
    const int width = usableWidth(static_cast<std::uint64_t>((most - least) / timeUnits[unit]));
    std::array<char, timeHeadSize> bytes;
    qToLittleEndian(times.front(), bytes.data());
    qToLittleEndian(least, bytes.data() + 8);
    bytes[16] = static_cast<char>(unit);
    bytes[17] = static_cast<char>(width);
    into.append(bytes.data(), bytes.size());
    appendBits(words, times.size(), width, into);
}

void unpackTimes(const char *from, std::size_t count, std::int64_t *into)
{
    const std::int64_t least = qFromLittleEndian<qint64>(from + 8);
    std::int64_t time = qFromLittleEndian<qint64>(from) - least;
    const std::int64_t unit = timeUnits[static_cast<std::size_t>(from[16])];
    readBits(from + timeHeadSize, count, from[17], [&](std::uint64_t word) {
        time += least + static_cast<std::int64_t>(word) * unit;
        *into++ = time;
    });
}

const char *behindTimes(const char *from, std::size_t count) { return from + timeHeadSize + packedBytes(count, from[17]); }

} // namespace stanforis::cellcodec
