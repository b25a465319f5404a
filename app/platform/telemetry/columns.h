// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/telemetry/minuteblock.h"
#include "stanforis/telemetry/v1/telemetry.pb.h"

namespace stanforis {

/// Summarises samples to the columns of a view: minimum, maximum, sum, first, last and worst quality of each, exact also at the
/// edges. Samples are given in rising order of time.
class Columns final
{
public:
    /// Samples in one answer when each is a column of its own.
    static constexpr std::size_t mostSamples = 500'000;

    /// [from, to) in microseconds, to > from; columns 0: every sample is one.
    Columns(std::int64_t from, std::int64_t to, std::uint32_t columns);

    void add(const Sample &sample);
    /// A whole minute at once; only when fits() says so.
    void add(const MinuteSummary &minute);
    /// The minute lies in one column and wholly inside the range.
    [[nodiscard]] bool fits(const MinuteSummary &minute) const;

    /// Makes an answer with these series fit into mostSamples by leaving out what is latest. Returns from where on, 0: all fits.
    [[nodiscard]] static std::int64_t fit(std::vector<Columns> &series);

    void write(telemetry::v1::HistorySeries *series) const;

private:
    struct Column
    {
        std::int64_t index = 0;
        std::int64_t time = 0;
        double minimum = 0;
        double maximum = 0;
        double first = 0;
        double last = 0;
        std::uint32_t count = 0;
        unsigned char quality = 0; ///< the worst
        double sum = 0;            ///< NaN: not known
    };
    [[nodiscard]] std::int64_t columnOf(std::int64_t time) const;
    void merge(const Column &column);

    std::int64_t m_from;
    std::int64_t m_to;
    std::uint32_t m_count;
    std::vector<Column> m_columns;
};

} // namespace stanforis
