// SPDX-License-Identifier: GPL-3.0-or-later
// How late samples come into their places; seriesdata.cpp appends those in time.
#include "models/telemetry/seriesdata.h"

#include "models/telemetry/chunkkeeper.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace stanforis {

namespace {

constexpr std::size_t fewSamples = 16; // are put one by one into the plain samples at the end

void take(const PlainSamples &from, std::size_t i, PlainSamples &into)
{
    into.append(from.times[i], from.values[i], from.qualities[i], from.origins[i]);
}

PlainSamples sorted(const PlainSamples &samples, SampleCounts &counts)
{
    std::vector<std::size_t> order(samples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return samples.times[i]; });
    PlainSamples result;
    for (const std::size_t i : order) {
        if (!result.times.empty() && result.times.back() == samples.times[i])
            ++counts.refused;
        else
            take(samples, i, result);
    }
    return result;
}

/// What came first at a time stays.
PlainSamples joined(const PlainSamples &old, const PlainSamples &added, SampleCounts &counts)
{
    PlainSamples result;
    std::size_t i = 0;
    for (std::size_t j = 0; j < added.size(); ++j) {
        for (; i < old.size() && old.times[i] < added.times[j]; ++i)
            take(old, i, result);
        if (i < old.size() && old.times[i] == added.times[j])
            ++counts.refused;
        else
            take(added, j, result);
    }
    for (; i < old.size(); ++i)
        take(old, i, result);
    return result;
}

} // namespace

std::size_t SeriesData::chunkFor(std::int64_t time) const
{
    const auto after = std::ranges::upper_bound(m_firstTimes, time);
    return after == m_firstTimes.begin() ? 0 : static_cast<std::size_t>(after - m_firstTimes.begin()) - 1;
}

void SeriesData::merge(const PlainSamples &given, SampleCounts &counts)
{
    const bool ascend = std::ranges::adjacent_find(given.times, std::greater_equal<>()) == given.times.end();
    const PlainSamples samples = ascend ? given : sorted(given, counts);
    for (std::size_t i = 0; i < samples.size();) {
        if (m_chunks.empty() || samples.times[i] > lastTime()) {
            appendOne(samples.times[i], samples.values[i], samples.qualities[i], samples.origins[i]);
            ++i;
            continue;
        }
        const std::size_t index = chunkFor(samples.times[i]);
        const bool isLast = index + 1 == m_chunks.size();
        const std::int64_t end = isLast ? lastTime() + 1 : m_firstTimes[index + 1];
        PlainSamples group;
        for (; i < samples.size() && samples.times[i] < end; ++i)
            take(samples, i, group);
        if (m_chunks[index]->chunk.isAway()) {
            for (std::size_t j = 0; j < group.size(); ++j)
                take(group, j, m_waiting);
            m_keeper->want(*m_chunks[index]);
        } else if (!isLast || !insertIntoOpen(group, counts)) {
            rebuild(index, group, counts);
        }
    }
    recount();
}

bool SeriesData::insertIntoOpen(const PlainSamples &samples, SampleCounts &counts)
{
    Chunk &chunk = m_chunks.back()->chunk;
    if (samples.size() > fewSamples || chunk.room() < samples.size())
        return false;
    const std::size_t before = chunk.memory();
    const std::size_t sizeBefore = chunk.size();
    bool placed = true;
    for (std::size_t i = 0; i < samples.size() && placed; ++i) {
        bool taken = false;
        placed = chunk.insert(samples.times[i], samples.values[i], samples.qualities[i], samples.origins[i], taken);
        Q_ASSERT(placed || i == 0); // times ascend, so only the first can lie before the plain samples
        counts.refused += taken ? 1 : 0;
    }
    m_chunkMemory += chunk.memory() - before;
    m_size += chunk.size() - sizeBefore;
    pastRevision += chunk.size() != sizeBefore ? 1 : 0;
    return placed;
}

void SeriesData::rebuild(std::size_t index, const PlainSamples &added, SampleCounts &counts)
{
    PlainSamples old;
    const Chunk &before = m_chunks[index]->chunk;
    before.unpack(old);
    const PlainSamples all = joined(old, added, counts);
    if (all.size() == old.size())
        return;
    std::vector<Node> nodes;
    const std::size_t parts = (all.size() + Chunk::capacity - 1) / Chunk::capacity;
    for (std::size_t part = 0; part < parts; ++part) {
        const std::size_t begin = all.size() * part / parts, end = all.size() * (part + 1) / parts;
        nodes.push_back(std::make_unique<ChunkNode>(*this));
        Chunk &chunk = nodes.back()->chunk;
        chunk.appendAt({all.times.data() + begin, end - begin}, {all.values.data() + begin, end - begin});
        for (std::size_t i = begin; i < end; ++i)
            chunk.mark(i - begin, all.qualities[i], all.origins[i]);
        if (index + 1 < m_chunks.size() || part + 1 < parts)
            chunk.seal();
    }
    m_size += all.size() - old.size();
    ++pastRevision;
    replace(index, std::move(nodes));
}

void SeriesData::replace(std::size_t index, std::vector<Node> nodes)
{
    const bool wasLast = index + 1 == m_chunks.size();
    std::vector<std::int64_t> firstTimes;
    std::vector<Summary> summaries;
    m_chunkMemory -= m_chunks[index]->chunk.memory();
    for (const Node &node : nodes) {
        m_chunkMemory += node->chunk.memory();
        firstTimes.push_back(node->chunk.firstTime());
        if (node->chunk.isSealed())
            summaries.push_back(node->chunk.summary());
    }
    const auto offset = static_cast<std::ptrdiff_t>(index);
    m_chunks[index] = std::move(nodes.front());
    m_chunks.insert(m_chunks.begin() + offset + 1, std::make_move_iterator(std::next(nodes.begin())),
                    std::make_move_iterator(nodes.end()));
    m_firstTimes.erase(m_firstTimes.begin() + offset);
    m_firstTimes.insert(m_firstTimes.begin() + offset, firstTimes.begin(), firstTimes.end());
    m_pyramid.replace(index, wasLast ? 0 : 1, summaries);
    m_open = m_chunks.back().get();
    m_packing = std::min(m_packing, index);
}

} // namespace stanforis
