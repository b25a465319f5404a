// SPDX-License-Identifier: GPL-3.0-or-later
// How a chunk is read; chunk.cpp says how it grows.
#include "models/telemetry/chunk.h"
#include "models/telemetry/prefetch.h"

#include <algorithm>
#include <iterator>

namespace stanforis {

using cellcodec::cellSize;

std::size_t Chunk::cellLength(std::size_t cell) const { return std::min(cellSize, m_size - cell * cellSize); }

/// Irregular times: of the first sample in a packed cell, or of what follows the last of them.
std::int64_t Chunk::cellTime(std::size_t cell) const
{
    return cell < m_body->cellTimes.size() ? m_body->cellTimes[cell] : m_last + 1;
}

const std::int64_t *Chunk::cellTimes(std::size_t cell, Reader &reader) const
{
    if (reader.timesOf == this && reader.timesCell == cell)
        return reader.times.data();
    const std::size_t count = cellLength(cell);
    if (cell < m_timed) {
        for (std::size_t i = 0; i < count; ++i)
            reader.times[i] = cellTime(cell) + static_cast<std::int64_t>(i) * m_step;
    } else {
        cellcodec::unpackTimes(m_body->bytes.constData() + m_body->offsets[cell], count, reader.times.data());
    }
    reader.timesOf = this;
    reader.timesCell = cell;
    return reader.times.data();
}

std::size_t Chunk::lowerBound(std::int64_t time, Reader &reader) const
{
    if (time <= m_first)
        return 0;
    if (time > m_last)
        return m_size;
    if (m_regular)
        return static_cast<std::size_t>((time - m_first + m_step - 1) / m_step);
    if (isAway()) { // spread evenly between the ends
        reader.missed = true;
        const double part = static_cast<double>(time - m_first) / static_cast<double>(m_last - m_first);
        return 1 + std::min(static_cast<std::size_t>(part * (m_size - 2)), std::size_t{m_size} - 2);
    }
    if (!m_body->times.empty() && time >= m_body->times.front())
        return m_packed + static_cast<std::size_t>(std::ranges::lower_bound(m_body->times, time) - m_body->times.begin());
    const auto after = std::ranges::upper_bound(m_body->cellTimes, time);
    const auto cell = static_cast<std::size_t>(after - m_body->cellTimes.begin()) - 1;
    const std::int64_t *times = cellTimes(cell, reader);
    return cell * cellSize + static_cast<std::size_t>(std::lower_bound(times, times + cellLength(cell), time) - times);
}

std::int64_t Chunk::timeAt(std::size_t i, Reader &reader) const
{
    if (m_regular)
        return m_first + static_cast<std::int64_t>(i) * m_step;
    if (i >= m_packed)
        return m_body->times[i - m_packed];
    if (i == 0)
        return m_first;
    if (isAway()) {
        reader.missed = true;
        return m_first + static_cast<std::int64_t>(static_cast<double>(m_last - m_first) * static_cast<double>(i) / (m_size - 1));
    }
    return cellTimes(i / cellSize, reader)[i % cellSize];
}

void Chunk::readCell(std::size_t cell, Reader &reader) const
{
    if (reader.valuesOf == this && reader.valuesCell == cell)
        return;
    const std::size_t count = cellLength(cell);
    const char *from = m_body->bytes.constData() + m_body->offsets[cell];
    if (!m_regular && cell >= m_timed)
        from = cellcodec::behindTimes(from, count);
    cellcodec::unpackValues(from, count, reader.numbers);
    reader.valuesOf = this;
    reader.valuesCell = cell;
}

double Chunk::valueAt(std::size_t i, Reader &reader) const
{
    if (i >= m_packed)
        return m_body->values[i - m_packed];
    if (i == 0)
        return m_firstValue;
    if (i + 1U == m_size)
        return m_lastValue;
    if (isAway()) {
        reader.missed = true;
        return m_whole.minimum;
    }
    readCell(i / cellSize, reader);
    return reader.numbers.value(reader.numbers.at[i % cellSize]);
}

Totals Chunk::totalsOfCell(std::size_t cell, std::size_t begin, std::size_t end, Reader &reader) const
{
    if (cell < m_body->cells.size() && begin == 0 && end == cellLength(cell))
        return m_body->cells[cell];
    if (cell * cellSize >= m_packed)
        return Totals::of(m_body->values.data() + cell * cellSize - m_packed + begin, end - begin);
    readCell(cell, reader);
    // Two at a time: each comparison waits for the one before.
    const std::int64_t *at = reader.numbers.at.data();
    std::int64_t lowest = at[begin], highest = lowest, lowestOdd = at[end - 1], highestOdd = lowestOdd;
    for (std::size_t i = begin; i + 1 < end; i += 2) {
        lowest = std::min(lowest, at[i]);
        highest = std::max(highest, at[i]);
        lowestOdd = std::min(lowestOdd, at[i + 1]);
        highestOdd = std::max(highestOdd, at[i + 1]);
    }
    lowest = std::min(lowest, lowestOdd);
    highest = std::max(highest, highestOdd);
    return {reader.numbers.value(lowest), reader.numbers.value(highest), reader.numbers.sum(begin, end)};
}

Summary Chunk::summary(std::size_t begin, std::size_t end, Reader &reader) const
{
    Summary summary;
    summary.count = end - begin;
    summary.quality = worst(begin, end);
    if (isAway()) {
        reader.missed = true;
        summary.totals = {m_whole.minimum, m_whole.maximum, std::numeric_limits<double>::quiet_NaN()};
        summary.first = valueAt(begin, reader);
        summary.last = valueAt(end - 1, reader);
        return summary;
    }
    const std::size_t firstCell = begin / cellSize, lastCell = (end - 1) / cellSize;
    const std::size_t inFirst = begin % cellSize, inLast = end - lastCell * cellSize;
    // In this order, so that no cell is read twice.
    summary.first = valueAt(begin, reader);
    summary.totals = totalsOfCell(firstCell, inFirst, firstCell == lastCell ? inLast : cellSize, reader);
    for (std::size_t cell = firstCell + 1; cell < lastCell;) {
        const bool grouped = m_sealed && cell % groupSize == 0 && cell + groupSize <= lastCell;
        summary.totals.join(grouped ? m_body->groups[cell / groupSize] : totalsOfCell(cell, 0, cellSize, reader));
        cell += grouped ? groupSize : 1;
    }
    if (lastCell > firstCell)
        summary.totals.join(totalsOfCell(lastCell, 0, inLast, reader));
    summary.last = valueAt(end - 1, reader);
    return summary;
}

void Chunk::prefetch(double part) const
{
    if (isAway() || m_body->bytes.isEmpty())
        return;
    const auto cell = static_cast<std::size_t>(part * static_cast<double>(m_body->offsets.size() - 1));
    prefetchLine(m_body->offsets.data() + cell);
    for (std::size_t i = cell / groupSize * groupSize, end = i + groupSize; i < end; i += cacheLine / sizeof(Totals))
        prefetchLine(m_body->cells.data() + i);
    const char *around =
        m_body->bytes.constData() + static_cast<std::ptrdiff_t>(part * static_cast<double>(m_body->bytes.size() - 1));
    for (int line = -2; line <= 2; ++line)
        prefetchLine(around + line * cacheLine);
}

Summary Chunk::summary() const
{
    Summary summary;
    if (isAway()) {
        summary.totals = m_whole;
    } else {
        for (const Totals &cell : m_body->cells)
            summary.totals.join(cell);
        if (const std::size_t rest = m_body->cells.size() * cellSize; rest < m_size)
            summary.totals.join(Totals::of(m_body->values.data() + rest - m_packed, m_size - rest));
    }
    summary.first = m_firstValue;
    summary.last = m_lastValue;
    summary.count = m_size;
    summary.quality = worst(0, m_size);
    return summary;
}

SampleMark Chunk::markAt(std::size_t i) const
{
    return *std::prev(std::ranges::upper_bound(m_body->marks, i, {}, &SampleMark::begin));
}

Quality Chunk::qualityAt(std::size_t i, Reader &reader) const
{
    if (!isAway())
        return markAt(i).quality;
    if (i >= m_lastMark.begin)
        return m_lastMark.quality;
    reader.missed = true;
    return m_worst;
}

Quality Chunk::worst(std::size_t begin, std::size_t end) const
{
    if (isAway())
        return m_worst;
    const std::vector<SampleMark> &marks = m_body->marks;
    if (marks.size() == 1)
        return m_lastMark.quality;
    auto mark = std::prev(std::ranges::upper_bound(marks, begin, {}, &SampleMark::begin));
    Quality worst = mark->quality;
    while (++mark != marks.end() && mark->begin < end)
        worst = std::max(worst, mark->quality);
    return worst;
}

std::vector<Remnant> Chunk::remnants() const
{
    Reader reader;
    std::vector<Remnant> pieces;
    const std::size_t length = isAway() ? m_size : groupSize * cellSize;
    for (std::size_t begin = 0; begin < m_size; begin += length) {
        const std::size_t end = std::min<std::size_t>(begin + length, m_size);
        const std::int64_t first = timeAt(begin, reader), last = end == m_size ? m_last : timeAt(end - 1, reader);
        const Summary piece = isAway() ? summary() : summary(begin, end, reader);
        pieces.push_back({piece.column(fromMicroseconds(first)), last});
    }
    return pieces;
}

void Chunk::unpack(PlainSamples &into) const
{
    Reader reader;
    const std::vector<SampleMark> &marks = m_body->marks;
    auto mark = marks.begin();
    for (std::size_t i = 0; i < m_size; ++i) {
        while (std::next(mark) != marks.end() && std::next(mark)->begin <= i)
            ++mark;
        into.append(timeAt(i, reader), valueAt(i, reader), mark->quality, mark->origin);
    }
}

} // namespace stanforis
