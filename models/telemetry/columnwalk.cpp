// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/columnwalk.h"

#include "models/telemetry/prefetch.h"

#include <algorithm>
#include <cmath>

namespace stanforis {

namespace {

constexpr std::int64_t mostColumns = 1 << 24;

std::int64_t held(Instant time) { return std::clamp(toMicroseconds(time), -furthestTime - 1, furthestTime + 1); }

void join(Column &into, const Column &next)
{
    into.minimum = std::min(into.minimum, next.minimum);
    into.maximum = std::max(into.maximum, next.maximum);
    if (into.span > Duration::zero() || next.span > Duration::zero())
        into.span = std::max(into.time + into.span, next.time + next.span) - into.time;
    into.last = next.last;
    into.count += next.count;
    into.sum += next.sum;
    into.overlaps = into.overlaps || next.overlaps;
    into.quality = std::max(into.quality, next.quality);
}

} // namespace

Instant endOf(const Column &column, Duration interval)
{
    const std::int64_t most = 2 * furthestTime / std::max<std::int64_t>(interval.count(), 1);
    return column.time + std::max(column.span, interval * std::min<std::int64_t>(column.count, most));
}

ColumnWalk::ColumnWalk(const SeriesData &series, TimeRange range, int columns, std::vector<Column> &out)
    : m_series(series)
    , m_out(out)
    , m_from(held(range.from))
    , m_length(std::max<std::int64_t>(held(range.to) - m_from, 0))
    , m_count(std::clamp<std::int64_t>(columns, 1, mostColumns))
    , m_perPixel(m_length / m_count)
    , m_left(m_length % m_count)
{
    m_out.clear();
}

void ColumnWalk::run()
{
    if (m_length == 0)
        return;
    m_at = before(lowerBound(m_from, {}));
    m_end = after(lowerBound(m_from + m_length, m_at));
    addHistory();
    addSamplesUpTo(m_end);
}

void ColumnWalk::addHistory()
{
    const Instant from = fromMicroseconds(m_from), to = fromMicroseconds(m_from + m_length);
    const std::vector<Column> &history = m_series.history();
    // The one before, and those before it that reach into the range.
    const auto inside = std::ranges::lower_bound(history, from, {}, &Column::time);
    const auto before = inside == history.begin() ? inside : std::prev(inside);
    auto one = std::ranges::lower_bound(history, from - m_series.widestSpan(), {}, &Column::time);
    one = std::min(one, before);
    const auto end = std::ranges::lower_bound(history, to, {}, &Column::time);
    const auto skipPassed = [&] { one = std::find_if(one, before, [from](const Column &c) { return c.time + c.span > from; }); };
    skipPassed();
    const std::vector<Remnant> &remnants = m_series.remnants;
    const auto timeOf = [](const Remnant &remnant) { return remnant.column.time; };
    auto remnant = std::ranges::lower_bound(remnants, from, {}, timeOf);
    const auto last = std::ranges::lower_bound(remnants, to, {}, timeOf);
    if (remnant != remnants.begin())
        --remnant;
    Instant reached = Instant::min();
    while (one != end || remnant != last) {
        const bool isRemnant = one == end || (remnant != last && remnant->column.time < one->time);
        const Column &column = isRemnant ? (remnant++)->column : *one++;
        const std::int64_t time = toMicroseconds(column.time);
        addSamplesUpTo(std::min(lowerBound(time, m_at), m_end));
        // Remnants tell of samples that nothing else tells of, whatever came beside them since.
        if (std::optional<Column> added = isRemnant ? column : besideSamples(column)) {
            added->overlaps = added->overlaps || column.time < reached;
            reached = std::max(reached, column.time + column.span);
            add(pixelOf(time), *added);
        }
        if (!isRemnant && one < before)
            skipPassed();
    }
}

/// What a summary tells of and is not here as samples; nothing when all of it is. What streams bring is in history as well, so
/// the samples that are here are among those it tells of. Which ones are missing nobody knows: the extremes stay.
std::optional<Column> ColumnWalk::besideSamples(const Column &column)
{
    const Instant end = column.time + column.span;
    const std::uint64_t here = samplesIn(column.time, end, column.count);
    if (here >= column.count)
        return std::nullopt;
    if (here == 0)
        return column;
    Column rest = column;
    rest.count -= static_cast<std::uint32_t>(here);
    rest.sum -= summary(lowerBound(held(column.time), {}), lowerBound(held(end), {})).totals.sum;
    const double mean = rest.sum / rest.count, largest = std::max(std::abs(column.minimum), std::abs(column.maximum));
    const double rounding = largest * column.count / rest.count * 1e-12;
    if (mean < column.minimum - rounding || mean > column.maximum + rounding) { // they are not among them
        rest = column;
        rest.overlaps = true;
    }
    return rest;
}

std::uint64_t ColumnWalk::samplesIn(Instant from, Instant to, std::uint64_t most)
{
    const std::size_t chunks = m_series.chunkCount();
    if (chunks == 0 || held(to) <= m_series.firstTimes().front() || held(from) > m_series.chunk(chunks - 1).lastTime())
        return 0;
    Position at = lowerBound(held(from), {});
    const Position end = lowerBound(held(to), at);
    std::uint64_t count = 0;
    for (; at.chunk < end.chunk && count < most; at = {at.chunk + 1, 0})
        count += m_series.chunk(at.chunk).size() - at.sample;
    return std::min(at.chunk == end.chunk ? count + end.sample - at.sample : count, most);
}

/// Where columns hold whole chunks, the next edges lie about as far apart as the last two: gets what is there on its way.
void ColumnWalk::lookAhead(std::int64_t pixel, Position to)
{
    const std::size_t stride = to.chunk - m_at.chunk, count = m_series.chunkCount();
    if (stride < 2)
        return;
    if (const std::size_t far = to.chunk + 8 * stride; far < count)
        prefetchLine(&m_series.nodes()[far]);
    if (const std::size_t nearer = to.chunk + 4 * stride; nearer < count) {
        const char *node = reinterpret_cast<const char *>(m_series.nodes()[nearer].get());
        for (std::size_t line = 0; line < sizeof(ChunkNode); line += cacheLine)
            prefetchLine(node + line);
    }
    const std::int64_t edge = beginOf(pixel + 3);
    const std::vector<std::int64_t> &firsts = m_series.firstTimes();
    std::size_t next = std::min(to.chunk + 2 * stride, count - 1);
    while (next > to.chunk && firsts[next] > edge)
        --next;
    while (next + 1 < count && firsts[next + 1] <= edge)
        ++next;
    const Chunk &chunk = m_series.chunk(next);
    const double length = static_cast<double>(std::max<std::int64_t>(chunk.lastTime() - chunk.firstTime(), 1));
    chunk.prefetch(std::clamp(static_cast<double>(edge - chunk.firstTime()) / length, 0.0, 1.0));
}

void ColumnWalk::addSamplesUpTo(Position end)
{
    while (m_at < end) {
        const std::int64_t time = timeAt(m_at);
        const std::int64_t pixel = pixelOf(time);
        const Position next = pixel == m_count ? end : std::min(end, lowerBound(beginOf(pixel + 1), m_at));
        const Position to = std::max(next, after(m_at)); // times of what is away are only about right
        lookAhead(pixel, to);
        add(pixel, summary(m_at, to).column(fromMicroseconds(time)));
        m_at = to;
    }
}

void ColumnWalk::add(std::int64_t pixel, const Column &column)
{
    if (!m_out.empty() && pixel == m_lastPixel)
        join(m_out.back(), column);
    else
        m_out.push_back(column);
    m_lastPixel = pixel;
}

/// The range has pixels 0 to m_count - 1; what lies outside has pixels of its own.
std::int64_t ColumnWalk::pixelOf(std::int64_t time) const
{
    const std::int64_t offset = time - m_from;
    if (offset < 0)
        return -1;
    if (offset >= m_length)
        return m_count;
    // A guess, put right: the product would not fit 64 bits.
    auto pixel =
        static_cast<std::int64_t>(static_cast<double>(offset) / static_cast<double>(m_length) * static_cast<double>(m_count));
    pixel = std::clamp<std::int64_t>(pixel, 0, m_count - 1);
    while (beginOf(pixel) > time)
        --pixel;
    while (beginOf(pixel + 1) <= time)
        ++pixel;
    return pixel;
}

/// The first µs whose offset * m_count / m_length is `pixel`.
std::int64_t ColumnWalk::beginOf(std::int64_t pixel) const
{
    if (pixel < 0)
        return m_from;
    return m_from + pixel * m_perPixel + (pixel * m_left + m_count - 1) / m_count;
}

ColumnWalk::Position ColumnWalk::lowerBound(std::int64_t time, Position from)
{
    const std::vector<std::int64_t> &firsts = m_series.firstTimes();
    if (from.chunk >= firsts.size())
        return from;
    // The last chunk that begins at or before `time`: look in steps that double, then in between.
    std::size_t low = from.chunk, step = 1;
    while (low + step < firsts.size() && firsts[low + step] <= time) {
        low += step;
        step *= 2;
    }
    const auto begin = firsts.begin() + static_cast<std::ptrdiff_t>(low + 1);
    const auto end = firsts.begin() + static_cast<std::ptrdiff_t>(std::min(low + step, firsts.size()));
    const std::size_t chunk =
        static_cast<std::size_t>((begin < end ? std::upper_bound(begin, end, time) : begin) - firsts.begin()) - 1;
    const std::size_t sample = m_series.chunk(chunk).lowerBound(time, m_reader);
    const Position found = sample == m_series.chunk(chunk).size() ? Position{chunk + 1, 0} : Position{chunk, sample};
    return std::max(found, from);
}

ColumnWalk::Position ColumnWalk::after(Position position) const
{
    if (position.chunk == m_series.chunkCount())
        return position;
    ++position.sample;
    return position.sample < m_series.chunk(position.chunk).size() ? position : Position{position.chunk + 1, 0};
}

ColumnWalk::Position ColumnWalk::before(Position position) const
{
    if (position.sample > 0)
        return {position.chunk, position.sample - 1};
    if (position.chunk > 0)
        return {position.chunk - 1, m_series.chunk(position.chunk - 1).size() - 1};
    return position;
}

std::int64_t ColumnWalk::timeAt(Position position) { return m_series.chunk(position.chunk).timeAt(position.sample, m_reader); }

Summary ColumnWalk::part(std::size_t chunk, std::size_t begin, std::size_t end)
{
    ChunkNode &of = m_series.node(chunk);
    if (begin == 0 && end == of.chunk.size())
        return of.chunk.summary();
    of.looked = true;
    m_reader.missed = false;
    const Summary summary = of.chunk.summary(begin, end, m_reader);
    if (m_reader.missed && (m_missed.empty() || m_missed.back() != &of))
        m_missed.push_back(&of);
    return summary;
}

Summary ColumnWalk::summary(Position begin, Position end)
{
    if (begin.chunk == end.chunk)
        return part(begin.chunk, begin.sample, end.sample);
    Summary summary;
    std::size_t whole = begin.chunk;
    if (begin.sample > 0)
        summary = part(whole, begin.sample, m_series.chunk(whole).size()), ++whole;
    const std::size_t summed = std::min(end.chunk, m_series.pyramid().size());
    m_series.pyramid().join(whole, summed, summary);
    if (whole <= summed && summed < end.chunk) // the last chunk is not in the pyramid
        summary.join(m_series.chunk(summed).summary());
    if (end.sample > 0)
        summary.join(part(end.chunk, 0, end.sample));
    return summary;
}

} // namespace stanforis
