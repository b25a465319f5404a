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
// Room for packed bytes comes in multiples of so much, also when no more are to come. Were it doubled, or cut to what is needed,
// no chunk that fills up would fit where one that left has been: each is as long as it needs to be, among others that stay.
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

void addRoomy(QByteArrayView more, QByteArray &to)
{
    if (const qsizetype size = to.size() + more.size(); size > to.capacity())
        to.reserve((size + growth - 1) / growth * growth);
    to.append(more);
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
    Body &body = *m_body;
    const auto count = static_cast<std::int64_t>(values.size());
    const std::size_t room = body.values.capacity();
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
            body.times.push_back(first + i * step);
    }
    body.values.insert(body.values.end(), values.begin(), values.end());
    m_size = static_cast<std::uint16_t>(m_size + values.size());
    m_last = first + (count - 1) * step;
    m_lastValue = values.back();
    if (m_size / cellSize > body.cells.size())
        finishCells();
    if (body.values.capacity() != room || !m_regular)
        recount();
}

void Chunk::appendAt(std::span<const std::int64_t> times, std::span<const double> values)
{
    Body &body = *m_body;
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
    body.times.insert(body.times.end(), times.begin(), times.end());
    body.values.insert(body.values.end(), values.begin(), values.end());
    m_size = static_cast<std::uint16_t>(m_size + values.size());
    m_last = times.back();
    m_lastValue = values.back();
    finishCells();
    recount();
}

void Chunk::makeIrregular()
{
    Body &body = *m_body;
    m_regular = false;
    m_timed = static_cast<std::uint16_t>(m_packed / cellSize);
    for (std::size_t cell = 0; cell < m_timed; ++cell)
        body.cellTimes.push_back(m_first + static_cast<std::int64_t>(cell * cellSize) * m_step);
    body.times.reserve(body.values.capacity());
    for (std::size_t i = m_packed; i < m_size; ++i)
        body.times.push_back(m_first + static_cast<std::int64_t>(i) * m_step);
}

void Chunk::finishCells()
{
    Body &body = *m_body;
    while ((body.cells.size() + 1) * cellSize <= m_size)
        body.cells.push_back(Totals::of(body.values.data() + body.cells.size() * cellSize - m_packed, cellSize));
    recount();
}

void Chunk::mark(std::size_t begin, Quality quality, Origin origin)
{
    if (!m_body->marks.empty() && m_lastMark.quality == quality && m_lastMark.origin == origin)
        return;
    m_lastMark = {static_cast<std::uint16_t>(begin), quality, origin};
    m_body->marks.push_back(m_lastMark);
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
    m_body->times.insert(m_body->times.begin() + offset(at - m_packed), time);
    m_body->values.insert(m_body->values.begin() + offset(at - m_packed), value);
    ++m_size;
    m_body->cells.resize(std::min(m_body->cells.size(), at / cellSize));
    finishCells();

    const SampleMark before = markAt(at - 1);
    std::vector<SampleMark> &marks = m_body->marks;
    auto mark = std::ranges::lower_bound(marks, at, {}, &SampleMark::begin);
    const bool changesHere = mark != marks.end() && mark->begin == at;
    for (auto later = mark; later != marks.end(); ++later)
        ++later->begin;
    if (before.quality != quality || before.origin != origin) {
        const auto here = static_cast<std::uint16_t>(at);
        mark = marks.insert(mark, {here, quality, origin});
        if (!changesHere)
            marks.insert(std::next(mark), {static_cast<std::uint16_t>(here + 1), before.quality, before.origin});
    }
    m_lastMark = marks.back();
    recount();
    return true;
}

void Chunk::seal()
{
    m_sealed = true;
    if (m_body->cells.size() * cellSize < m_size) {
        const std::size_t begin = m_body->cells.size() * cellSize;
        m_body->cells.push_back(Totals::of(m_body->values.data() + begin - m_packed, m_size - begin));
    }
    m_body->group();
    if (m_packed == m_size)
        m_body->tighten();
    recount();
}

void Chunk::pack(int &decimals)
{
    const std::size_t end = m_sealed ? m_size : m_size / cellSize * cellSize;
    const std::size_t begin = m_packed;
    if (begin >= end)
        return;
    Body &body = *m_body;
    if (!body.bytes.isEmpty())
        body.bytes.chop(cellcodec::slack);
    QByteArray packed;
    packed.reserve(2 * cellSize * sizeof(double));
    for (std::size_t at = begin; at < end; at += cellSize) {
        const std::size_t count = std::min(cellSize, end - at);
        body.offsets.push_back(static_cast<std::uint32_t>(body.bytes.size() + packed.size()));
        if (!m_regular) {
            body.cellTimes.push_back(body.times[at - begin]);
            cellcodec::packTimes({body.times.data() + at - begin, count}, packed);
        }
        const Totals &totals = body.cells[at / cellSize];
        cellcodec::packValues({body.values.data() + at - begin, count}, totals.minimum, totals.maximum, decimals, packed);
    }
    packed.append(cellcodec::slack, '\0');
    addRoomy(packed, body.bytes);
    m_packed = static_cast<std::uint16_t>(end);
    body.values.erase(body.values.begin(), body.values.begin() + offset(end - begin));
    if (!m_regular)
        body.times.erase(body.times.begin(), body.times.begin() + offset(end - begin));
    if (m_sealed) {
        body.tighten();
    } else if (body.values.capacity() > roomyTail) {
        body.values.shrink_to_fit();
        body.times.shrink_to_fit();
    }
    recount();
}

QByteArray Chunk::saved() const
{
    const Body &body = *m_body;
    QByteArray saved;
    saved.reserve(sizeOf(body.cells) + sizeOf(body.offsets) + sizeOf(body.cellTimes) + sizeOf(body.marks) + body.bytes.size());
    add(body.cells, saved);
    add(body.offsets, saved);
    add(body.cellTimes, saved);
    add(body.marks, saved);
    return saved.append(body.bytes);
}

void Chunk::sendAway()
{
    const Summary whole = summary();
    m_whole = whole.totals;
    m_worst = whole.quality;
    m_marks = static_cast<std::uint16_t>(m_body->marks.size());
    m_body.reset();
    recount();
}

void Chunk::giveBack(const QByteArray &saved)
{
    m_body = std::make_unique<Body>();
    const std::size_t cells = (m_size + cellSize - 1) / cellSize;
    const char *from = saved.constData();
    from = read(from, cells, m_body->cells);
    from = read(from, cells, m_body->offsets);
    if (!m_regular)
        from = read(from, cells, m_body->cellTimes);
    from = read(from, m_marks, m_body->marks);
    addRoomy({from, saved.constEnd()}, m_body->bytes);
    m_body->group();
    recount();
}

std::size_t Chunk::Body::memory() const
{
    const std::size_t packed = bytes.isNull() ? 0 : static_cast<std::size_t>(bytes.capacity()) + 2 * allocation;
    return sizeof(Body) + allocation + memoryOf(values) + memoryOf(times) + memoryOf(marks) + memoryOf(cells) +
           memoryOf(offsets) + memoryOf(cellTimes) + packed;
}

void Chunk::Body::group()
{
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
        groups[cell / groupSize].join(cells[cell]);
}

/// Gives back the memory that was kept for growing, but for that of the packed bytes.
void Chunk::Body::tighten()
{
    values.shrink_to_fit();
    times.shrink_to_fit();
    marks.shrink_to_fit();
    cells.shrink_to_fit();
    offsets.shrink_to_fit();
    cellTimes.shrink_to_fit();
}

void Chunk::recount() { m_memory = static_cast<std::uint32_t>(sizeof(Chunk) + (m_body ? m_body->memory() : 0)); }

} // namespace stanforis
