// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesdata.h"

namespace stanforis {

/// Reads the columns of one query: work goes with the columns, not with the samples. Edges are exact.
class ColumnWalk final
{
public:
    /// Fills `out`, whose memory is used again.
    ColumnWalk(const SeriesData &series, TimeRange range, int columns, std::vector<Column> &out);

    void run();
    /// Chunks that were cut by an edge while they were away; their columns may show too much.
    [[nodiscard]] const std::vector<ChunkNode *> &missed() const { return m_missed; }
    /// Samples in [from, to); counts no further than to `most`.
    [[nodiscard]] std::uint64_t samplesIn(Instant from, Instant to, std::uint64_t most);

private:
    struct Position
    {
        std::size_t chunk = 0;
        std::size_t sample = 0;
        friend auto operator<=>(const Position &, const Position &) = default;
    };

    [[nodiscard]] Position lowerBound(std::int64_t time, Position from);
    [[nodiscard]] Position after(Position position) const;
    [[nodiscard]] Position before(Position position) const;
    [[nodiscard]] std::int64_t timeAt(Position position);
    [[nodiscard]] std::int64_t pixelOf(std::int64_t time) const;
    [[nodiscard]] std::int64_t beginOf(std::int64_t pixel) const;
    Summary part(std::size_t chunk, std::size_t begin, std::size_t end);
    Summary summary(Position begin, Position end);
    void lookAhead(std::int64_t pixel, Position to);
    void addSamplesUpTo(Position end);
    void addHistory();
    [[nodiscard]] std::optional<Column> besideSamples(const Column &column);
    void add(std::int64_t pixel, const Column &column);

    const SeriesData &m_series;
    std::vector<Column> &m_out;
    std::int64_t m_from;
    std::int64_t m_length;
    std::int64_t m_count;
    std::int64_t m_perPixel; ///< whole µs in a pixel, and what is left over
    std::int64_t m_left;
    std::int64_t m_lastPixel = -2;
    Position m_at;
    Position m_end;
    Chunk::Reader m_reader;
    std::vector<ChunkNode *> m_missed;
};

/// Where a column ends at the latest when samples are `interval` apart.
[[nodiscard]] Instant endOf(const Column &column, Duration interval);

} // namespace stanforis
