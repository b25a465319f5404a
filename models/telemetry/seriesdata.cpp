// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/seriesdata.h"

#include "models/telemetry/chunkkeeper.h"
#include "models/telemetry/prefetch.h"
#include "models/telemetry/sampleblock.h"

#include <algorithm>
#include <cmath>

namespace stanforis {

namespace {

bool isHeld(std::int64_t time) { return -furthestTime <= time && time <= furthestTime; }

bool areFinite(const std::vector<double> &values)
{
    // x - x is NaN for what is not finite, and NaN stays. Four at a time: each sum waits for the one before.
    std::array<double, 4> sums{};
    const std::size_t whole = values.size() - values.size() % 4;
    for (std::size_t i = 0; i < whole; i += 4) {
        for (std::size_t lane = 0; lane < 4; ++lane)
            sums[lane] += values[i + lane] - values[i + lane];
    }
    for (std::size_t i = whole; i < values.size(); ++i)
        sums[0] += values[i] - values[i];
    return sums[0] + sums[1] + sums[2] + sums[3] == 0;
}

bool ascendStrictly(const std::vector<Instant> &times)
{
    return std::ranges::adjacent_find(times, std::greater_equal<>()) == times.end();
}

/// Nothing when the block has no time for the value or one that is not held.
std::optional<std::int64_t> heldTime(const SampleBlock &block, std::size_t i)
{
    std::int64_t time;
    if (block.times.empty()) {
        const std::int64_t step = block.step.count(), steps = static_cast<std::int64_t>(i);
        time = toMicroseconds(block.first);
        if (!isHeld(time) || (steps > 0 && (step > 2 * furthestTime / steps || step < -2 * furthestTime / steps)))
            return std::nullopt;
        time += step * steps;
    } else if (i < block.times.size()) {
        time = toMicroseconds(block.times[i]);
    } else {
        return std::nullopt;
    }
    return isHeld(time) ? std::optional(time) : std::nullopt;
}

/// Walks the quality runs of a block piece by piece; what they do not tell of is Good.
class QualityRuns
{
public:
    explicit QualityRuns(const SampleBlock &block)
        : m_block(block)
    {}
    struct Piece
    {
        Quality quality;
        std::size_t length;
    };
    /// At most `most` samples of equal quality.
    Piece next(std::size_t most)
    {
        while (m_run < m_block.quality.size() && m_done == m_block.quality[m_run].length) {
            ++m_run;
            m_done = 0;
        }
        if (m_run == m_block.quality.size())
            return {Quality::Good, most};
        const std::size_t length = std::min<std::size_t>(most, m_block.quality[m_run].length - m_done);
        m_done += length;
        return {m_block.quality[m_run].quality, length};
    }

private:
    const SampleBlock &m_block;
    std::size_t m_run = 0;
    std::size_t m_done = 0;
};

} // namespace

bool SeriesData::followsCleanly(const SampleBlock &block) const
{
    const std::size_t count = block.size();
    std::int64_t first, last;
    if (block.times.empty()) {
        const std::int64_t step = block.step.count();
        first = toMicroseconds(block.first);
        if (!isHeld(first))
            return false;
        if (count > 1 && (step <= 0 || step > (furthestTime - first) / static_cast<std::int64_t>(count - 1)))
            return false;
        last = first + step * static_cast<std::int64_t>(count - 1);
    } else {
        if (block.times.size() != count || !ascendStrictly(block.times))
            return false;
        first = toMicroseconds(block.times.front());
        last = toMicroseconds(block.times.back());
    }
    return isHeld(first) && isHeld(last) && (m_chunks.empty() || first > lastTime()) && areFinite(block.values);
}

void SeriesData::append(const SampleBlock &block, SampleCounts &counts)
{
    counts.received += block.size();
    if (block.interval > Duration::zero()) {
        m_streamInterval = std::min(block.interval, longestInterval);
        m_sourceInterval = m_sourceInterval > Duration::zero() ? std::min(m_sourceInterval, m_streamInterval) : m_streamInterval;
    }
    if (block.values.empty())
        return;
    if (followsCleanly(block)) {
        appendBehind(block);
        return;
    }
    PlainSamples samples;
    QualityRuns qualities(block);
    for (std::size_t i = 0; i < block.size(); ++i) {
        const Quality quality = qualities.next(1).quality;
        const std::optional<std::int64_t> time = heldTime(block, i);
        if (time && std::isfinite(block.values[i]))
            samples.append(*time, block.values[i], quality, block.origin);
        else
            ++counts.refused;
    }
    merge(samples, counts);
}

void SeriesData::appendBehind(const SampleBlock &block)
{
    QualityRuns qualities(block);
    QualityRuns::Piece piece{};
    const std::int64_t first = toMicroseconds(block.first), step = block.step.count();
    std::array<std::int64_t, cellcodec::cellSize> times; // taken a cell at a time
    for (std::size_t done = 0; done < block.size();) {
        Chunk &chunk = openChunk();
        const std::size_t before = chunk.memory(), begin = chunk.size();
        std::size_t count = std::min(chunk.room(), block.size() - done);
        if (block.times.empty()) {
            const std::int64_t start = first + static_cast<std::int64_t>(done) * step;
            chunk.appendRegular(start, step, {block.values.data() + done, count});
        } else {
            count = std::min(count, times.size());
            std::transform(block.times.begin() + static_cast<std::ptrdiff_t>(done),
                           block.times.begin() + static_cast<std::ptrdiff_t>(done + count), times.begin(), toMicroseconds);
            chunk.appendAt({times.data(), count}, {block.values.data() + done, count});
        }
        for (std::size_t marked = 0; marked < count;) {
            piece = qualities.next(count - marked);
            chunk.mark(begin + marked, piece.quality, block.origin);
            marked += piece.length;
        }
        if (begin == 0)
            m_firstTimes.back() = chunk.firstTime();
        m_chunkMemory += chunk.memory() - before;
        done += count;
    }
    m_size += block.size();
    m_last = Sample{fromMicroseconds(lastTime()), block.values.back(), piece.quality};
}

Chunk &SeriesData::openChunk()
{
    const bool isFirstFull = m_chunks.size() == 1 && m_open->chunk.size() >= firstChunk;
    if (!m_open || m_open->chunk.room() == 0 || isFirstFull) {
        if (!m_chunks.empty()) {
            Chunk &full = m_chunks.back()->chunk;
            const std::size_t before = full.memory();
            full.seal();
            m_chunkMemory += full.memory() - before;
            packed(*m_chunks.back());
            m_pyramid.append(full.summary());
        }
        m_chunks.push_back(std::make_unique<ChunkNode>(*this));
        m_open = m_chunks.back().get();
        hasNewChunk = true;
        m_firstTimes.push_back(0);
        m_chunkMemory += m_chunks.back()->chunk.memory();
        recount();
    }
    return m_open->chunk;
}

void SeriesData::appendOne(std::int64_t time, double value, Quality quality, Origin origin)
{
    Chunk &chunk = openChunk();
    const std::size_t before = chunk.memory();
    chunk.appendRegular(time, 0, {&value, 1});
    chunk.mark(chunk.size() - 1, quality, origin);
    m_firstTimes.back() = chunk.firstTime();
    m_chunkMemory += chunk.memory() - before;
    ++m_size;
    m_last = Sample{fromMicroseconds(time), value, quality};
}

void SeriesData::packed(ChunkNode &node)
{
    if (m_keeper && node.chunk.isSealed() && node.chunk.isPacked())
        m_keeper->queue(node);
}

bool SeriesData::packSome()
{
    while (m_packing < m_chunks.size()) {
        Chunk &chunk = m_chunks[m_packing]->chunk;
        if (chunk.isDue()) {
            const std::size_t before = chunk.memory();
            chunk.pack(m_decimals);
            m_chunkMemory += chunk.memory() - before;
            packed(*m_chunks[m_packing]);
            return true;
        }
        if (m_packing + 1 == m_chunks.size())
            break;
        ++m_packing;
    }
    return false;
}

void SeriesData::trim(std::size_t most)
{
    std::size_t surplus = m_size > most ? m_size - most : 0, drop = 0;
    for (; drop + 1 < m_chunks.size() && m_chunks[drop]->chunk.size() <= surplus; ++drop)
        surplus -= m_chunks[drop]->chunk.size();
    if (drop == 0 || drop < m_chunks.size() / 8)
        return; // in eighths, since all that is above them is made anew
    forgetFirst(drop);
}

void SeriesData::forgetOldest()
{
    const auto eighthOf = [](std::size_t count) { return std::max<std::size_t>(count / 8, 1); };
    if (!remnants.empty() && toMicroseconds(remnants.front().column.time) < m_firstTimes.front()) {
        remnants.erase(remnants.begin(), remnants.begin() + static_cast<std::ptrdiff_t>(eighthOf(remnants.size())));
        remnants.shrink_to_fit();
        recount();
        ++pastRevision;
    } else if (m_chunks.size() > 1) {
        forgetFirst(eighthOf(m_chunks.size()));
    }
}

void SeriesData::forgetFirst(std::size_t drop)
{
    for (std::size_t i = 0; i < drop; ++i) {
        m_size -= m_chunks[i]->chunk.size();
        m_chunkMemory -= m_chunks[i]->chunk.memory();
    }
    m_chunks.erase(m_chunks.begin(), m_chunks.begin() + static_cast<std::ptrdiff_t>(drop));
    m_firstTimes.erase(m_firstTimes.begin(), m_firstTimes.begin() + static_cast<std::ptrdiff_t>(drop));
    m_packing -= std::min(m_packing, drop);
    m_pyramid.replace(0, drop, {});
    recount();
    ++pastRevision;
}

void SeriesData::prefetch() const
{
    if (follower) {
        for (std::size_t line = 0; line < sizeof(SeriesData); line += cacheLine)
            prefetchLine(reinterpret_cast<const char *>(follower) + line);
    }
    if (m_open) {
        const char *node = reinterpret_cast<const char *>(m_open);
        for (std::size_t line = 0; line < sizeof(ChunkNode); line += cacheLine)
            prefetchLine(node + line);
    }
}

SeriesData::~SeriesData()
{
    if (m_keeper)
        m_keeper->countRemnants(m_remnantMemory, 0);
}

void SeriesData::recount()
{
    const std::size_t remnantsBefore = std::exchange(m_remnantMemory, remnants.capacity() * sizeof(Remnant));
    if (m_keeper)
        m_keeper->countRemnants(remnantsBefore, m_remnantMemory);
    m_ownMemory = sizeof(SeriesData) + static_cast<std::size_t>(key.value.capacity()) * sizeof(QChar) +
                  m_chunks.capacity() * (sizeof(Node) + sizeof(std::int64_t)) +
                  m_chunks.size() * (sizeof(ChunkNode) - sizeof(Chunk)) + m_pyramid.memory() +
                  m_history.capacity() * sizeof(Column) + m_remnantMemory +
                  m_waiting.values.capacity() * sizeof(std::int64_t) * 3;
}

} // namespace stanforis
