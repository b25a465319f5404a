// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <array>
#include <vector>

namespace stanforis {

/// What a Wish leaves of the samples of one series; one for each series and stream. Samples are given in rising order of time.
class Thinning final
{
public:
    struct Point
    {
        std::int64_t time = 0; ///< microseconds
        double value = 0;
        unsigned char quality = 0;
    };

    /// Every sample.
    Thinning() = default;
    /// `interval`: microseconds between the samples of the source. Where a wish would leave everything, it becomes raw, so that
    /// nothing waits for its column to end. Invalid says which field.
    [[nodiscard]] static Result<Thinning> of(const telemetry::v1::Wish &wish, std::int64_t interval);

    /// Appends to `due` what is to be sent now.
    void add(const Point &point, std::vector<Point> &due);
    /// Expected microseconds between the samples that are left.
    [[nodiscard]] std::int64_t interval(std::int64_t ofSource) const { return std::max(m_width, ofSource); }

private:
    enum class Kind { Raw, Latest, Columns };
    void addToColumn(const Point &point);
    void endColumn(std::vector<Point> &due) const;

    Kind m_kind = Kind::Raw;
    std::int64_t m_width = 0; ///< of a column, or between the latest; microseconds
    std::int64_t m_next = 0;  ///< Latest: when the next one is due
    std::int64_t m_column = -1;
    std::size_t m_count = 0;    ///< samples in the column
    std::array<Point, 4> m_all; ///< the first four
    Point m_lowest;
    Point m_highest;
    Point m_last;
};

} // namespace stanforis
