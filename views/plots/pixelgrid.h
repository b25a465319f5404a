// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <cstdint>

namespace stanforis {

/// Time cut into columns, one for each device pixel of a plot. Columns are counted from `origin`: while a range scrolls by whole
/// pixels, what was drawn keeps its number. Exact: no column drifts however far it scrolls.
class PixelGrid
{
public:
    PixelGrid() = default;
    /// `pixels` columns are `length` long.
    PixelGrid(Duration length, int pixels, Instant origin = {})
        : m_length(length.count())
        , m_pixels(pixels)
        , m_origin(toMicroseconds(origin))
    {}
    /// The grid in which `range` starts with a column: counted from 1970 if that is so there, else from the start of the range.
    [[nodiscard]] static PixelGrid of(TimeRange range, int pixels)
    {
        const PixelGrid common(range.length(), pixels);
        const bool fits = common.isValid() && common.startOf(common.columnAt(range.from)) == range.from;
        return fits ? common : PixelGrid(range.length(), pixels, range.from);
    }

    [[nodiscard]] bool isValid() const { return m_length > 0 && m_pixels > 0; }
    /// A place in the grid: a column and how far into it, 0 … 1.
    struct Place
    {
        std::int64_t column = 0;
        double within = 0;
    };
    [[nodiscard]] Place placeOf(Instant time) const
    {
        const std::int64_t offset = toMicroseconds(time) - m_origin;
        const std::int64_t whole = floored(offset, m_length);
        const std::int64_t part = (offset - whole * m_length) * m_pixels;
        const std::int64_t column = part / m_length;
        return {whole * m_pixels + column, double(part - column * m_length) / double(m_length)};
    }
    [[nodiscard]] std::int64_t columnAt(Instant time) const { return placeOf(time).column; }
    /// The first whole microsecond in the column.
    [[nodiscard]] Instant startOf(std::int64_t column) const
    {
        const std::int64_t whole = floored(column, m_pixels);
        const std::int64_t part = (column - whole * m_pixels) * m_length;
        return fromMicroseconds(m_origin + whole * m_length + (part + m_pixels - 1) / m_pixels);
    }
    [[nodiscard]] Duration pixel() const { return Duration(m_length / m_pixels); }
    [[nodiscard]] int pixels() const { return int(m_pixels); }
    friend bool operator==(const PixelGrid &, const PixelGrid &) = default;

private:
    static std::int64_t floored(std::int64_t value, std::int64_t by)
    {
        return value >= 0 ? value / by : -((by - 1 - value) / by);
    }

    std::int64_t m_length = 0;
    std::int64_t m_pixels = 0;
    std::int64_t m_origin = 0;
};

} // namespace stanforis
