// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/cellbits.h"

#include <algorithm>
#include <bit>

namespace stanforis::cellcodec {

namespace {

constexpr std::uint64_t signBit = 1ULL << 63;
constexpr int mantissa = 52; // bits of a double behind its first
constexpr int exponentBias = 1023;
constexpr int mostPlaces = 255;
constexpr int mostTop = 60;                       // whole numbers beyond it do not leave room for differences
constexpr std::int8_t asBits = -1, asPlaces = -2; // in the place of decimals
constexpr std::array<double, 7> powers{1, 10, 100, 1e3, 1e4, 1e5, 1e6};
constexpr int mostDecimals = static_cast<int>(powers.size()) - 1;
// Adding it rounds a double below 2^51 to a whole number and leaves that in the low bits.
constexpr double rounder = 6755399441055744.0; // 1.5 * 2^52
constexpr double roundable = 2251799813685248.0;

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

std::uint64_t zigzag(std::uint64_t difference)
{
    return (difference << 1) ^ static_cast<std::uint64_t>(static_cast<std::int64_t>(difference) >> 63);
}
std::uint64_t unzigzag(std::uint64_t folded) { return (folded >> 1) ^ (~(folded & 1) + 1); }

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

/// A power of two; `exponent` within that of normal doubles.
double powerOfTwo(int exponent) { return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + exponentBias) << mantissa); }

/// How many binary places hold every value, while none becomes a number beyond 2^53 by them; -1: more than that.
int binaryPlaces(const Values &values, double largest)
{
    const auto bits = std::bit_cast<std::uint64_t>(largest);
    const int top = static_cast<int>(bits >> mantissa) - exponentBias;
    if (top > mostTop)
        return -1;
    const int places = std::clamp(mantissa - top, 0, mostPlaces);
    // No value may have digits behind the last place.
    const double scale = powerOfTwo(places);
    std::uint64_t fraction = 0, any = 0;
    for (const double value : values) {
        const double scaled = value * scale;
        const auto whole = static_cast<std::int64_t>(scaled);
        fraction |= std::bit_cast<std::uint64_t>(static_cast<double>(whole)) ^ std::bit_cast<std::uint64_t>(scaled);
        any |= static_cast<std::uint64_t>(whole);
    }
    if (fraction != 0 || any == 0) // -0.0 differs as well
        return -1;
    return std::max(0, places - std::countr_zero(any));
}

} // namespace

double Numbers::value(std::int64_t number) const
{
    if (decimals >= 0)
        return static_cast<double>(number) / powers[static_cast<std::size_t>(decimals)];
    if (decimals == asPlaces)
        return static_cast<double>(number) * powerOfTwo(-shift);
    const auto bits = static_cast<std::uint64_t>(number);
    return std::bit_cast<double>(number < 0 ? signBit | (~bits << shift) : bits << shift);
}

double Numbers::sum(std::size_t begin, std::size_t end) const
{
    if (decimals >= 0) { // below 2^51 each, so that no sum of a cell overflows
        std::int64_t whole = 0;
        for (std::size_t i = begin; i < end; ++i)
            whole += at[i];
        return value(whole);
    }
    double sum = 0;
    for (std::size_t i = begin; i < end; ++i)
        sum += value(at[i]);
    return sum;
}

void packValues(std::span<const double> given, double minimum, double maximum, int &decimals, QByteArray &into)
{
    Values values;
    std::ranges::copy(given, values.begin());
    std::fill(values.begin() + static_cast<std::ptrdiff_t>(given.size()), values.end(), given.back());

    ValueHead head{};
    const double largest = std::max(-minimum, maximum);
    decimals = findDecimals(values, largest, decimals);
    head.decimals = static_cast<std::int8_t>(decimals);
    Integers numbers;
    std::int64_t lowest, highest;
    if (decimals >= 0) {
        const double power = powers[static_cast<std::size_t>(decimals)];
        for (std::size_t i = 0; i < cellSize; ++i)
            numbers[i] = wholeNumber(values[i], power);
        lowest = wholeNumber(minimum, power);
        highest = wholeNumber(maximum, power);
    } else if (const int places = binaryPlaces(values, largest); places >= 0) {
        head.decimals = asPlaces;
        head.shift = static_cast<std::uint8_t>(places);
        const double scale = powerOfTwo(places);
        for (std::size_t i = 0; i < cellSize; ++i)
            numbers[i] = static_cast<std::int64_t>(values[i] * scale);
        lowest = static_cast<std::int64_t>(minimum * scale);
        highest = static_cast<std::int64_t>(maximum * scale);
    } else {
        head.decimals = asBits;
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
    into.shift = static_cast<std::uint8_t>(from[9]);
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

} // namespace stanforis::cellcodec
