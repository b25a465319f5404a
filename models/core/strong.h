// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>

#include <compare>
#include <utility>

namespace stanforis {

/// An identifier that cannot be mistaken for another: same representation, different type.
template <class Tag, class Rep>
struct Strong
{
    Rep value{};

    Strong() = default;
    explicit Strong(Rep rep)
        : value(std::move(rep))
    {}

    friend bool operator==(const Strong &, const Strong &) = default;
    friend auto operator<(const Strong &a, const Strong &b) { return a.value < b.value; }
    friend size_t qHash(const Strong &strong, size_t seed = 0) { return ::qHash(strong.value, seed); }
};

} // namespace stanforis
