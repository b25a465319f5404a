// SPDX-License-Identifier: GPL-3.0-or-later
// How chunks leave a series, come back to it, and are read while they are away.
#include "models/telemetry/seriesdata.h"

#include "models/telemetry/chunkkeeper.h"

#include <algorithm>

namespace stanforis {

void SeriesData::sendAway(ChunkNode &node)
{
    m_chunkMemory -= node.chunk.memory();
    node.chunk.sendAway();
    m_chunkMemory += node.chunk.memory();
}

void SeriesData::giveBack(ChunkNode &node, const QByteArray &saved)
{
    m_chunkMemory -= node.chunk.memory();
    node.chunk.giveBack(saved);
    m_chunkMemory += node.chunk.memory();
    ++pastRevision;
}

void SeriesData::thin(ChunkNode &node)
{
    const std::size_t index = chunkFor(node.chunk.firstTime());
    const auto offset = static_cast<std::ptrdiff_t>(index);
    std::vector<Remnant> pieces = node.chunk.remnants();
    for (Remnant &piece : pieces)
        piece.column.span = fromMicroseconds(piece.last + 1) - piece.column.time;
    const Instant first = fromMicroseconds(node.chunk.firstTime()), last = fromMicroseconds(node.chunk.lastTime());
    std::erase_if(m_history, [&](const Column &column) { return first <= column.time && column.time + column.span <= last; });
    const auto time = [](const Remnant &piece) { return piece.column.time; };
    remnants.insert(std::ranges::lower_bound(remnants, first, {}, time), pieces.begin(), pieces.end());
    m_size -= node.chunk.size();
    m_chunkMemory -= node.chunk.memory();
    ++pastRevision;
    m_firstTimes.erase(m_firstTimes.begin() + offset);
    m_pyramid.replace(index, 1, {}); // the last chunk is open, so it is never this one
    m_packing -= index < m_packing ? 1 : 0;
    m_chunks.erase(m_chunks.begin() + offset);
    recount();
}

void SeriesData::mergeWaiting()
{
    if (m_waiting.values.empty())
        return;
    SampleCounts counts; // those that are refused now came when nobody could tell
    merge(std::exchange(m_waiting, {}), counts);
}

std::optional<Sample> SeriesData::sampleAtOrBefore(Instant time) const
{
    const std::int64_t at = std::clamp(toMicroseconds(time), -furthestTime - 1, furthestTime + 1);
    if (m_chunks.empty() || at < m_firstTimes.front())
        return std::nullopt;
    ChunkNode &node = *m_chunks[chunkFor(at)];
    Chunk::Reader reader;
    const std::size_t i = node.chunk.lowerBound(at + 1, reader) - 1;
    const Sample sample{fromMicroseconds(node.chunk.timeAt(i, reader)), node.chunk.valueAt(i, reader),
                        node.chunk.qualityAt(i, reader)};
    if (reader.missed) {
        m_keeper->want(node);
        return std::nullopt;
    }
    node.looked = true;
    return sample;
}

} // namespace stanforis
