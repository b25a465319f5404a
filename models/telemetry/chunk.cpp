// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/chunk.h"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace stanforis {

using cellcodec::cellSize;

namespace {

constexpr std::size_t allocation = 16; // what an allocator adds to each piece
constexpr std::size_t roomyTail = 8 * cellSize;
// Packed bytes grow by so much at a time. Were their room doubled, no chunk that fills up would fit where one that left has been:
// each is as long as it needs to be, among others that stay.
constexpr qsizetype growth = 512;

template <class T>
std::size_t memoryOf(const std::vector<T> &vector)
{
    return vector.capacity() == 0 ? 0 : vector.capacity() * sizeof(T) + allocation;
}

template <class T>
qsizetype sizeOf(const std::vector<T> &vector)
{
    return static_cast<qsizetype>(vector.size() * sizeof(T));
}

template <class T>
void add(const std::vector<T> &vector, QByteArray &to)
{
    to.append(reinterpret_cast<const char *>(vector.data()), sizeOf(vector));
}

template <class T>
const char *read(const char *from, std::size_t count, std::vector<T> &into)
{
    into.resize(count);
    std::memcpy(into.data(), from, count * sizeof(T));
    return from + count * sizeof(T);
}

std::ptrdiff_t offset(std::size_t i) { return static_cast<std::ptrdiff_t>(i); }

} // namespace

void PlainSamples::append(std::int64_t time, double value, Quality quality, Origin origin)
{
    times.push_back(time);
    values.push_back(value);
    qualities.push_back(quality);
    origins.push_back(origin);
}

void Chunk::appendRegular(std::int64_t first, std::int64_t step, std::span<const double> values)
{
    const auto count = static_cast<std::int64_t>(values.size());
    const std::size_t room = m_values.capacity();
    if (m_size == 0) {
        m_first = first;
        m_firstValue = values.front();
        m_step = count > 1 ? step : 0;
    } else if (m_regular) {
        const std::int64_t expected = m_size == 1 ? first - m_first : m_step;
        if (first - m_last != expected || (count > 1 && step != expected))
            makeIrregular();
        else
            m_step = expected;
    }
    if (!m_regular) {
        for (std::int64_t i = 0; i < count; ++i)
            m_times.push_back(first + i * step);
    }
    m_values.insert(m_values.end(), values.begin(), values.end());
    m_size = static_cast<std::uint16_t>(m_size + values.size());
    m_last = first + (count - 1) * step;
    m_lastValue = values.back();
    if (m_size / cellSize > m_cells.size())
        finishCells();
    if (m_values.capacity() != room || !m_regular)
        recount();
}

void Chunk::appendAt(std::span<const std::int64_t> times, std::span<const double> values)
{
    const std::int64_t step = times.size() > 1 ? times[1] - times[0] : 0;
    bool even = true;
    for (std::size_t i = 2; i < times.size() && even; ++i)
        even = times[i] - times[i - 1] == step;
    if (even) {
        appendRegular(times.front(), step, values);
        return;
    }
    if (m_size == 0) {
        m_first = times.front();
        m_firstValue = values.front();
    }
    if (m_regular)
        makeIrregular();
    m_times.insert(m_times.end(), times.begin(), times.end());
    m_values.insert(m_values.end(), values.begin(), values.end());
    m_size = static_cast<std::uint16_t>(m_size + values.size());
    m_last = times.back();
    m_lastValue = values.back();
    finishCells();
    recount();
}

void Chunk::makeIrregular()
{
    m_regular = false;
    m_timed = static_cast<std::uint16_t>(m_packed / cellSize);
    for (std::size_t cell = 0; cell < m_timed; ++cell)
        m_cellTimes.push_back(m_first + static_cast<std::int64_t>(cell * cellSize) * m_step);
    m_times.reserve(m_values.capacity());
    for (std::size_t i = m_packed; i < m_size; ++i)
        m_times.push_back(m_first + static_cast<std::int64_t>(i) * m_step);
}

void Chunk::finishCells()
{
    while ((m_cells.size() + 1) * cellSize <= m_size)
        m_cells.push_back(Totals::of(m_values.data() + m_cells.size() * cellSize - m_packed, cellSize));
    recount();
}

void Chunk::mark(std::size_t begin, Quality quality, Origin origin)
{
    if (!m_marks.empty() && m_lastMark.quality == quality && m_lastMark.origin == origin)
        return;
    m_lastMark = {static_cast<std::uint16_t>(begin), quality, origin};
    m_marks.push_back(m_lastMark);
    recount();
}

bool Chunk::insert(std::int64_t time, double value, Quality quality, Origin origin, bool &taken)
{
    if (room() == 0 || m_packed == m_size || time > m_last)
        return false;
    Reader reader;
    const std::size_t at = lowerBound(time, reader);
    if (at <= m_packed)
        return false;
    taken = timeAt(at, reader) == time;
    if (taken)
        return true;
    if (m_regular)
        makeIrregular();
    m_times.insert(m_times.begin() + offset(at - m_packed), time);
    m_values.insert(m_values.begin() + offset(at - m_packed), value);
    ++m_size;
    m_cells.resize(std::min(m_cells.size(), at / cellSize));
    finishCells();

    const SampleMark before = markAt(at - 1);
    auto mark = std::ranges::lower_bound(m_marks, at, {}, &SampleMark::begin);
    const bool changesHere = mark != m_marks.end() && mark->begin == at;
    for (auto later = mark; later != m_marks.end(); ++later)
        ++later->begin;
    if (before.quality != quality || before.origin != origin) {
        const auto here = static_cast<std::uint16_t>(at);
        mark = m_marks.insert(mark, {here, quality, origin});
        if (!changesHere)
            m_marks.insert(std::next(mark), {static_cast<std::uint16_t>(here + 1), before.quality, before.origin});
    }
    m_lastMark = m_marks.back();
    recount();
    return true;
}

void Chunk::seal()
{
    m_sealed = true;
    if (m_cells.size() * cellSize < m_size) {
        const std::size_t begin = m_cells.size() * cellSize;
        m_cells.push_back(Totals::of(m_values.data() + begin - m_packed, m_size - begin));
    }
    for (std::size_t cell = 0; cell < m_cells.size(); ++cell)
        m_groups[cell / groupSize].join(m_cells[cell]);
    if (m_packed == m_size)
        tighten();
    recount();
}

/// Gives back the memory that was kept for growing.
void Chunk::tighten()
{
    m_values.shrink_to_fit();
    m_times.shrink_to_fit();
    m_bytes.squeeze();
    m_marks.shrink_to_fit();
    m_cells.shrink_to_fit();
    m_offsets.shrink_to_fit();
    m_cellTimes.shrink_to_fit();
}

void Chunk::pack(int &decimals)
{
    const std::size_t end = m_sealed ? m_size : m_size / cellSize * cellSize;
    const std::size_t begin = m_packed;
    if (begin >= end)
        return;
    if (!m_bytes.isEmpty())
        m_bytes.chop(cellcodec::slack);
    QByteArray packed;
    packed.reserve(2 * cellSize * sizeof(double));
    for (std::size_t at = begin; at < end; at += cellSize) {
        const std::size_t count = std::min(cellSize, end - at);
        m_offsets.push_back(static_cast<std::uint32_t>(m_bytes.size() + packed.size()));
        if (!m_regular) {
            m_cellTimes.push_back(m_times[at - begin]);
            cellcodec::packTimes({m_times.data() + at - begin, count}, packed);
        }
        const Totals &totals = m_cells[at / cellSize];
        cellcodec::packValues({m_values.data() + at - begin, count}, totals.minimum, totals.maximum, decimals, packed);
    }
    packed.append(cellcodec::slack, '\0');
    if (const qsizetype size = m_bytes.size() + packed.size(); size > m_bytes.capacity())
        m_bytes.reserve((size + growth - 1) / growth * growth);
    m_bytes.append(packed);
    m_packed = static_cast<std::uint16_t>(end);
    m_values.erase(m_values.begin(), m_values.begin() + offset(end - begin));
    if (!m_regular)
        m_times.erase(m_times.begin(), m_times.begin() + offset(end - begin));
    if (m_sealed) {
        tighten();
    } else if (m_values.capacity() > roomyTail) {
        m_values.shrink_to_fit();
        m_times.shrink_to_fit();
    }
    recount();
}

QByteArray Chunk::saved() const
{
    QByteArray saved;
    saved.reserve(m_bytes.size() + sizeOf(m_cells) + sizeOf(m_offsets) + sizeOf(m_cellTimes));
    add(m_cells, saved);
    add(m_offsets, saved);
    add(m_cellTimes, saved);
    return saved.append(m_bytes);
}

void Chunk::sendAway()
{
    m_whole = summary().totals;
    m_away = true;
    m_bytes = QByteArray();
    m_cells.clear();
    m_offsets.clear();
    m_cellTimes.clear();
    tighten();
    recount();
}

void Chunk::giveBack(const QByteArray &saved)
{
    const std::size_t cells = (m_size + cellSize - 1) / cellSize;
    const char *from = saved.constData();
    from = read(from, cells, m_cells);
    from = read(from, cells, m_offsets);
    if (!m_regular)
        from = read(from, cells, m_cellTimes);
    m_bytes = QByteArray(from, saved.constEnd() - from);
    m_away = false;
    recount();
}

void Chunk::recount()
{
    const std::size_t bytes = m_bytes.isNull() ? 0 : static_cast<std::size_t>(m_bytes.capacity()) + 2 * allocation;
    m_memory = sizeof(Chunk) + allocation + bytes + memoryOf(m_marks) + memoryOf(m_cells) + memoryOf(m_offsets) +
               memoryOf(m_cellTimes) + memoryOf(m_values) + memoryOf(m_times);
}

} // namespace stanforis
