// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/cellcodec.h"
#include "models/telemetry/summary.h"

#include <memory>
#include <span>
#include <vector>

namespace stanforis {

/// Where a sample's quality and origin change; holds until the next mark.
struct SampleMark
{
    std::uint16_t begin = 0;
    Quality quality = Quality::Good;
    Origin origin = Origin::Live;
};

/// Samples as plain columns, equally long.
struct PlainSamples
{
    std::vector<std::int64_t> times; ///< µs since 1970, ascending strictly
    std::vector<double> values;
    std::vector<Quality> qualities;
    std::vector<Origin> origins;

    [[nodiscard]] std::size_t size() const { return values.size(); }
    void append(std::int64_t time, double value, Quality quality, Origin origin);
};

/// What is left of a stretch of samples that had to go.
struct Remnant
{
    Column column;         ///< exact, though no longer to be divided
    std::int64_t last = 0; ///< time of the last sample
};

/// Up to 4096 samples of a series in cells of 128, and lowest, highest and sum of each full cell. The newest samples are
/// plain; pack() turns full cells into bytes that are read one cell at a time. All of them may be away (on disk) while the
/// chunk's summary stays: then a stretch of it comes with the extremes and the worst quality of the whole, which is never too
/// little, and without a sum.
class Chunk final
{
public:
    Chunk()
        : m_body(std::make_unique<Body>())
    {
        recount();
    }

    static constexpr std::size_t capacity = 4096;
    static constexpr std::size_t groupSize = 8; ///< cells

    /// The cells that were read last, so that neighbours need not read them again. As long as one query.
    struct Reader
    {
        const Chunk *valuesOf = nullptr;
        const Chunk *timesOf = nullptr;
        std::size_t valuesCell = 0;
        std::size_t timesCell = 0;
        bool missed = false; ///< something was not here and was answered by summaries
        cellcodec::Numbers numbers;
        std::array<std::int64_t, cellcodec::cellSize> times;
    };

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t room() const { return m_sealed ? 0 : capacity - m_size; }
    [[nodiscard]] std::int64_t firstTime() const { return m_first; }
    [[nodiscard]] std::int64_t lastTime() const { return m_last; }
    [[nodiscard]] bool isSealed() const { return m_sealed; }
    [[nodiscard]] bool isPacked() const { return m_packed == m_size; }
    [[nodiscard]] bool isAway() const { return !m_body; }

    /// Each appends behind the last sample, at most room() of them, all finite.
    void appendRegular(std::int64_t first, std::int64_t step, std::span<const double> values);
    void appendAt(std::span<const std::int64_t> times, std::span<const double> values);
    /// Tells the quality and origin of the samples from `begin` on that are there already.
    void mark(std::size_t begin, Quality quality, Origin origin);
    /// Puts a sample among the plain ones; false when its place is not there. `taken`: its time was there already.
    bool insert(std::int64_t time, double value, Quality quality, Origin origin, bool &taken);

    /// No more samples come.
    void seal();
    /// Packing is worth it.
    [[nodiscard]] bool isDue() const { return m_size >= m_packed + cellcodec::cellSize || (m_sealed && m_packed < m_size); }
    void pack(int &decimals);

    /// What sendAway() drops and giveBack() needs. Only when sealed and packed.
    [[nodiscard]] QByteArray saved() const;
    void sendAway();
    void giveBack(const QByteArray &saved);

    /// In pieces as long as a group of cells; of samples that are away one piece only.
    [[nodiscard]] std::vector<Remnant> remnants() const;

    [[nodiscard]] Summary summary() const;
    /// Index of the first sample at or after `time`; size() when there is none.
    [[nodiscard]] std::size_t lowerBound(std::int64_t time, Reader &reader) const;
    [[nodiscard]] std::int64_t timeAt(std::size_t i, Reader &reader) const;
    [[nodiscard]] double valueAt(std::size_t i, Reader &reader) const;
    [[nodiscard]] Quality qualityAt(std::size_t i, Reader &reader) const;
    [[nodiscard]] Summary summary(std::size_t begin, std::size_t end, Reader &reader) const;
    /// Appends every sample. Not while the bytes are away.
    void unpack(PlainSamples &into) const;

    /// What it takes in memory, including what the allocator adds to its parts.
    [[nodiscard]] std::size_t memory() const { return m_memory; }
    /// A query will soon read what is around this part of the chunk, from 0 to 1.
    void prefetch(double part) const;

private:
    /// What is not here while the chunk is away.
    struct Body
    {
        std::vector<double> values;      ///< those not packed
        std::vector<std::int64_t> times; ///< irregular: of those not packed
        std::vector<SampleMark> marks;
        std::vector<Totals> cells;           ///< of full cells; all when sealed
        std::vector<std::uint32_t> offsets;  ///< of packed cells in `bytes`
        std::vector<std::int64_t> cellTimes; ///< irregular: the first of each packed cell
        QByteArray bytes;
        std::array<Totals, capacity / cellcodec::cellSize / groupSize> groups; ///< of cells, when sealed

        [[nodiscard]] std::size_t memory() const;
        void group();
        void tighten();
    };

    [[nodiscard]] std::size_t cellLength(std::size_t cell) const;
    [[nodiscard]] std::int64_t cellTime(std::size_t cell) const;
    const std::int64_t *cellTimes(std::size_t cell, Reader &reader) const;
    void readCell(std::size_t cell, Reader &reader) const;
    [[nodiscard]] Totals totalsOfCell(std::size_t cell, std::size_t begin, std::size_t end, Reader &reader) const;
    [[nodiscard]] SampleMark markAt(std::size_t i) const;
    [[nodiscard]] Quality worst(std::size_t begin, std::size_t end) const;
    void recount();
    void makeIrregular();
    void finishCells();

    std::unique_ptr<Body> m_body; ///< null while away
    std::uint32_t m_memory = 0;
    std::uint16_t m_size = 0;
    std::uint16_t m_packed = 0; ///< samples in bytes; the rest is plain
    std::uint16_t m_timed = 0;  ///< cells before this one are m_step apart, those from it on have times of their own
    std::uint16_t m_marks = 0;  ///< how many there are; while away
    SampleMark m_lastMark;      ///< a copy, close at hand
    bool m_regular = true;
    bool m_sealed = false;
    Quality m_worst = Quality::Good; ///< while away
    std::int64_t m_first = 0;
    std::int64_t m_last = 0;
    std::int64_t m_step = 0;
    Totals m_whole; ///< while away
    double m_firstValue = 0;
    double m_lastValue = 0;
};

} // namespace stanforis
