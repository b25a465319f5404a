// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/chunknode.h"
#include "models/telemetry/summarypyramid.h"

#include <memory>
#include <optional>

namespace stanforis {

class ChunkKeeper;
struct SampleBlock; // models/telemetry/sampleblock.h

/// Times the store holds; others are refused. Half a power of two is left so that differences do not overflow.
inline constexpr std::int64_t furthestTime = std::int64_t{1} << 61;

/// What happened to samples that came.
struct SampleCounts
{
    std::uint64_t received = 0;
    std::uint64_t refused = 0;
};

/// The samples of one series: chunks in the order of time, none overlaps another.
class SeriesData final
{
public:
    /// `keeper` minds the memory and outlives the series; null: nobody does.
    explicit SeriesData(ChunkKeeper *keeper)
        : m_keeper(keeper)
    {}
    ~SeriesData();
    Q_DISABLE_COPY_MOVE(SeriesData)

    SeriesKey key;
    std::uint64_t pastRevision = 0;
    std::vector<Remnant> remnants;  ///< of samples that were here and had to go; they ascend
    SeriesData *follower = nullptr; ///< what came after this one in the batch before
    bool waitsForPacking = false;
    bool hasNewChunk = false;                 ///< since somebody looked
    std::size_t firstChunk = Chunk::capacity; ///< samples after which the first chunk is full

    void append(const SampleBlock &block, SampleCounts &counts);
    /// What the platform says of the time between samples of the source; 0: nothing.
    void setSourceInterval(Duration interval);
    /// Between the samples that come: of a thinned stream longer than between those of the source.
    [[nodiscard]] Duration interval() const;
    /// Between the samples of the source, as well as is known; 0: not at all.
    [[nodiscard]] Duration sourceInterval() const { return m_sourceInterval; }
    /// The same; a second when it is not known.
    [[nodiscard]] Duration finestInterval() const;
    /// Puts the summaries of one answer, which ascend and have their spans, among those that are here. `told`: the whole answer,
    /// its single samples too.
    void addHistory(const std::vector<Column> &summaries, const std::vector<Column> &told);
    /// Summaries; they ascend. Where the answers of several questions meet, spans may overlap.
    [[nodiscard]] const std::vector<Column> &history() const { return m_history; }
    [[nodiscard]] Duration widestSpan() const { return m_widestSpan; }
    /// The summary that tells of that moment.
    [[nodiscard]] const Column *summaryAt(Instant time) const;
    /// Puts ascending samples in their places, the end included; those whose time is taken are refused.
    void merge(const PlainSamples &samples, SampleCounts &counts);
    /// Forgets whole chunks of the oldest until at most `most` samples and those of one chunk are left.
    void trim(std::size_t most);
    /// Forgets the oldest eighth of the chunks, at least one, but not the last; or of the remnants, where these are older.
    void forgetOldest();

    [[nodiscard]] ChunkKeeper *keeper() const { return m_keeper; }
    /// For ChunkKeeper: what is in the vault, or was there.
    void sendAway(ChunkNode &node);
    void giveBack(ChunkNode &node, const QByteArray &saved);
    /// Puts remnants in the place of the chunk, which is destroyed.
    void thin(ChunkNode &node);
    /// Forgets remnants of as many samples as history now tells of in their places.
    void forgetRemnants(const std::vector<Column> &told);
    /// Late samples that waited for chunks that were away.
    void mergeWaiting();

    /// Packs what is due in one chunk; false when nothing is.
    bool packSome();
    /// packSome() should be called.
    [[nodiscard]] bool isDue() const
    {
        return m_packing + 1 < m_chunks.size() || (!isEmpty() && m_chunks[m_packing]->chunk.isDue());
    }

    [[nodiscard]] bool isEmpty() const { return m_chunks.empty(); }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] const std::optional<Sample> &last() const { return m_last; }
    /// The last sample at or before `time`, if it is here.
    [[nodiscard]] std::optional<Sample> sampleAtOrBefore(Instant time) const;
    [[nodiscard]] std::size_t chunkCount() const { return m_chunks.size(); }
    [[nodiscard]] const std::vector<std::unique_ptr<ChunkNode>> &nodes() const { return m_chunks; }
    [[nodiscard]] ChunkNode &node(std::size_t i) const { return *m_chunks[i]; }
    [[nodiscard]] const Chunk &chunk(std::size_t i) const { return m_chunks[i]->chunk; }
    /// First times of the chunks.
    [[nodiscard]] const std::vector<std::int64_t> &firstTimes() const { return m_firstTimes; }
    /// Of all chunks but the last.
    [[nodiscard]] const SummaryPyramid &pyramid() const { return m_pyramid; }
    /// What all of it takes in memory.
    [[nodiscard]] std::size_t memory() const { return m_chunkMemory + m_ownMemory; }
    /// Something will soon be appended.
    void prefetch() const;
    /// Looks again at what is not in chunks.
    void recount();

private:
    using Node = std::unique_ptr<ChunkNode>;

    [[nodiscard]] std::int64_t lastTime() const { return m_open->chunk.lastTime(); }
    [[nodiscard]] bool followsCleanly(const SampleBlock &block) const;
    void appendBehind(const SampleBlock &block);
    void appendOne(std::int64_t time, double value, Quality quality, Origin origin);
    Chunk &openChunk();
    void packed(ChunkNode &node);
    [[nodiscard]] std::size_t chunkFor(std::int64_t time) const;
    bool insertIntoOpen(const PlainSamples &samples, SampleCounts &counts);
    void rebuild(std::size_t index, const PlainSamples &added, SampleCounts &counts);
    void replace(std::size_t index, std::vector<Node> nodes);
    void setHistory(std::vector<Column> history);
    void forgetFirst(std::size_t chunks);

    ChunkKeeper *m_keeper;
    std::vector<Column> m_history;
    Duration m_widestSpan{};
    Duration m_streamInterval{}; ///< as the stream told last; 0: never
    Duration m_sourceInterval{};
    std::vector<Node> m_chunks;
    ChunkNode *m_open = nullptr; ///< the last one
    std::vector<std::int64_t> m_firstTimes;
    SummaryPyramid m_pyramid;
    PlainSamples m_waiting; ///< for chunks that are away
    std::optional<Sample> m_last;
    std::size_t m_size = 0;
    std::size_t m_packing = 0; ///< nothing is due before this chunk
    std::size_t m_chunkMemory = 0;
    std::size_t m_ownMemory = 0;
    std::size_t m_remnantMemory = 0; ///< a part of m_ownMemory
    int m_decimals = 0;
};

} // namespace stanforis
