// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace stanforis {

/// Packs samples by cells of 128, each of which can be read without the others. Lossless to the bit, also for -0.0 and subnormal
/// values; NaN and infinities are not meant for it. Nothing of it leaves the process: the bytes have no version.
///
/// Values become whole numbers that keep their order: k when all of the cell are exactly k / 10^d with d <= 6 or k / 2^s, else
/// the bits of the double without the zeros all of them end in, negative ones mirrored. The numbers are stored as offsets from
/// the smallest or as zigzag differences, whichever is narrower, all with the same number of bits, so that no branch is needed to
/// read them. Compared with the XOR of Gorilla (Pelkonen et al., VLDB 2015) this needs fewer bits for values that drift, since a
/// difference carries over the borders between exponents. Times are stored in the coarsest of µs, ms and s that holds them: as
/// offsets from the smallest difference between neighbours, or, where that is narrower, from a steady clock, since what comes
/// late does not make what follows late.
namespace cellcodec {

inline constexpr std::size_t cellSize = 128;
/// Bytes that must be readable behind packed cells.
inline constexpr qsizetype slack = 8;

/// The values of a cell as whole numbers in the order of the values.
struct Numbers
{
    std::array<std::int64_t, cellSize> at;
    int decimals = 0; ///< -1: bits of doubles, -2: binary places
    int shift = 0;    ///< zeros left out of the bits, or how many binary places

    [[nodiscard]] double value(std::int64_t number) const;
    /// Of the values from `begin` up to `end`.
    [[nodiscard]] double sum(std::size_t begin, std::size_t end) const;
};

/// Appends at most 128 values, between `minimum` and `maximum`; `decimals` is what fitted last and is kept up to date.
void packValues(std::span<const double> values, double minimum, double maximum, int &decimals, QByteArray &into);
/// Reads `count` numbers; `from` is where packValues() began to write.
void unpackValues(const char *from, std::size_t count, Numbers &into);

/// Appends at most 128 ascending times in µs within +-2^62.
void packTimes(std::span<const std::int64_t> times, QByteArray &into);
void unpackTimes(const char *from, std::size_t count, std::int64_t *into);
/// Where the bytes of `count` times end.
[[nodiscard]] const char *behindTimes(const char *from, std::size_t count);

} // namespace cellcodec
} // namespace stanforis
