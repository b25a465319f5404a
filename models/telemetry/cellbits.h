// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/cellcodec.h"

#include <QtEndian>

#include <bit>

/// Whole numbers of a cell, all with the same number of bits; for the codec itself.
namespace stanforis::cellcodec {

using Words = std::array<std::uint64_t, cellSize>;

constexpr int widestShared = 57; // bits that one unaligned load of eight bytes holds at any offset

inline int usableWidth(std::uint64_t bits)
{
    const int width = std::bit_width(bits);
    return width > widestShared ? 64 : width;
}

inline std::size_t packedBytes(std::size_t count, int width) { return (count * static_cast<std::size_t>(width) + 7) / 8; }

inline void appendBits(const Words &words, std::size_t count, int width, QByteArray &into)
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

} // namespace stanforis::cellcodec
