// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"

#include <QList>

#include <algorithm>

namespace stanforis {

/// How much of a series a view can draw. What arrives are samples as measured in any case; the others stay in history.
struct Resolution
{
    enum class Kind : unsigned char {
        Latest,  ///< the newest sample, at most one in each `span`
        Columns, ///< of each of `columns` over `span`: first, lowest, highest and last
        Raw      ///< every sample
    };
    Kind kind = Kind::Raw;
    Duration span{};
    int columns = 0;

    friend bool operator==(const Resolution &, const Resolution &) = default;

    [[nodiscard]] static Resolution raw() { return {}; }
    [[nodiscard]] static Resolution latest(Duration interval) { return {Kind::Latest, interval, 0}; }
    [[nodiscard]] static Resolution over(Duration window, int columns)
    {
        return {Kind::Columns, window, std::clamp(columns, 1, 8192)};
    }
    /// Of one column. A platform sends a column after a second at the latest.
    [[nodiscard]] Duration columnWidth() const
    {
        return std::clamp<Duration>(span / std::max(columns, 1), Duration{1}, std::chrono::seconds(1));
    }
    /// The one of the two that serves both views.
    [[nodiscard]] static Resolution finer(const Resolution &a, const Resolution &b)
    {
        if (a.kind != b.kind)
            return a.kind > b.kind ? a : b;
        if (a.kind == Kind::Columns)
            return a.columnWidth() <= b.columnWidth() ? a : b;
        return a.span <= b.span ? a : b;
    }
};

/// A series, and how much of it is wanted.
struct SeriesWish
{
    SeriesKey key;
    Resolution resolution;
    friend bool operator==(const SeriesWish &, const SeriesWish &) = default;

    [[nodiscard]] static QList<SeriesWish> all(const QList<SeriesKey> &keys, const Resolution &resolution = {})
    {
        QList<SeriesWish> wishes;
        wishes.reserve(keys.size());
        for (const SeriesKey &key : keys)
            wishes.append({key, resolution});
        return wishes;
    }
};

} // namespace stanforis
