// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>

namespace stanforis {

/// Mixes bits (SplitMix64); the same input always gives the same output.
[[nodiscard]] inline std::uint64_t mix(std::uint64_t bits)
{
    bits += 0x9e3779b97f4a7c15u;
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9u;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebu;
    return bits ^ (bits >> 31);
}

/// -1 to 1.
[[nodiscard]] inline double grain(std::uint64_t stream, std::int64_t step)
{
    return static_cast<double>(mix(stream ^ mix(static_cast<std::uint64_t>(step))) >> 11) * 0x1p-52 - 1.0;
}

/// Smooth noise, -1 to 1, that depends on nothing but the stream and the time, so that any moment can be computed alone.
[[nodiscard]] inline double wave(std::uint64_t stream, double seconds, double period)
{
    const double place = seconds / period;
    const double floor = std::floor(place);
    const double part = place - floor;
    const auto step = static_cast<std::int64_t>(floor);
    const double before = grain(stream, step);
    return before + (grain(stream, step + 1) - before) * part * part * (3 - 2 * part);
}

/// A slow wave with a faster one and a little grain on it, -1 to 1, mostly within half of that.
[[nodiscard]] inline double texture(std::uint64_t stream, double seconds, double period)
{
    return 0.6 * wave(stream, seconds, period) + 0.28 * wave(mix(stream), seconds, period / 7) +
           0.12 * grain(stream + 1, static_cast<std::int64_t>(seconds * 10));
}

} // namespace stanforis
