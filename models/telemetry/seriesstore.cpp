// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/seriesstore.h"

#include "models/telemetry/chunkkeeper.h"
#include "models/telemetry/columnwalk.h"
#include "models/telemetry/historytelling.h"
#include "models/telemetry/sampleblock.h"

#include <QAbstractEventDispatcher>

#include <algorithm>

namespace stanforis {

namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""us;

constexpr auto packingPerBatch = 1000us; // of the GUI thread's time
constexpr auto packingPerTurn = 2000us;
constexpr int turnInterval = 4;              // ms
constexpr std::size_t mostUnpacked = 20'000; // series; beyond it packing does not wait
constexpr int columnsToCover = 1 << 14;

/// Series begin together. If all were full at the same sample, a frame would wait for ten thousand chunks to be sealed; and were
/// they not spread over all of a chunk, what is still plain would swell and shrink with every chunk.
std::size_t firstChunkOf(std::size_t number)
{
    constexpr std::size_t least = Chunk::capacity / 16, stride = 619; // no common divisor with the others
    return least + number * stride % (Chunk::capacity - least);
}

Instant clampedTime(Instant time)
{
    return std::clamp(time, fromMicroseconds(-furthestTime - 1), fromMicroseconds(furthestTime + 1));
}

Duration holeOf(Duration interval) { return interval * 5 / 2; }

bool isSame(const SeriesKey &a, const SeriesKey &b)
{
    return (a.value.constData() == b.value.constData() && a.value.size() == b.value.size()) || a == b;
}

} // namespace

SeriesStore::SeriesStore(StoreLimits limits, ChunkVault *vault, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_keeper(std::make_unique<ChunkKeeper>(limits.memory, vault))
{
    connect(m_keeper.get(), &ChunkKeeper::returned, this, &SeriesStore::filled);
}
SeriesStore::~SeriesStore() = default;

/// Batches name the series in the same order again and again, so the one that followed last time is tried first.
SeriesData &SeriesStore::series(const SeriesKey &key)
{
    SeriesData *found = m_previous ? m_previous->follower : nullptr;
    if (!found || !isSame(found->key, key)) {
        std::shared_ptr<SeriesData> &entry = m_series[key];
        if (!entry) {
            entry = std::make_shared<SeriesData>(m_keeper.get());
            entry->key = key;
            entry->pastRevision = m_generation << 32; // none that one of this name had before it was forgotten
            entry->firstChunk = firstChunkOf(static_cast<std::size_t>(m_series.size()));
            entry->recount();
            m_keeper->count(0, entry->memory());
        }
        found = entry.get();
        if (m_previous)
            m_previous->follower = found;
    }
    m_previous = found;
    if (found->follower)
        found->follower->prefetch();
    return *found;
}

SeriesData *SeriesStore::find(const SeriesKey &key) const
{
    const auto entry = m_series.constFind(key);
    return entry == m_series.constEnd() ? nullptr : entry->get();
}

void SeriesStore::append(const QList<SampleBlock> &blocks)
{
    m_previous = nullptr;
    m_newest = {};
    for (const SampleBlock &block : blocks) {
        SeriesData &into = series(block.key);
        const std::size_t before = into.memory();
        SampleCounts counts;
        into.append(block, counts);
        if (into.last())
            m_newest = std::max(m_newest, into.last()->time);
        took(into, before, counts);
    }
    packFor(packingPerBatch);
    Q_EMIT appended();
}

void SeriesStore::took(SeriesData &series, std::size_t memoryBefore, const SampleCounts &counts)
{
    m_received += counts.received;
    m_refused += counts.refused;
    if (series.size() > m_limits.samplesPerSeries)
        series.trim(m_limits.samplesPerSeries);
    if (std::exchange(series.hasNewChunk, false) && m_keeper->isCrowded())
        series.forgetOldest();
    if (!series.waitsForPacking && series.isDue()) {
        series.waitsForPacking = true;
        m_unpacked.push_back(&series);
    }
    m_keeper->count(memoryBefore, series.memory());
}

void SeriesStore::packFor(std::chrono::microseconds time)
{
    const auto end = std::chrono::steady_clock::now() + time;
    while (!m_unpacked.empty()) {
        SeriesData &next = *m_unpacked.front();
        const std::size_t before = next.memory();
        if (!next.packSome()) {
            next.waitsForPacking = false;
            m_unpacked.pop_front();
        }
        m_keeper->count(before, next.memory());
        if (m_unpacked.size() <= mostUnpacked && std::chrono::steady_clock::now() >= end)
            break;
    }
    m_keeper->trim();
    if (!m_unpacked.empty())
        packSoon();
}

void SeriesStore::packSoon()
{
    if (m_timer == 0 && QAbstractEventDispatcher::instance())
        m_timer = startTimer(turnInterval);
}

void SeriesStore::timerEvent(QTimerEvent *)
{
    packFor(packingPerTurn);
    if (m_unpacked.empty())
        killTimer(std::exchange(m_timer, 0));
}

void SeriesStore::settle() { packFor(std::chrono::hours(1)); }

void SeriesStore::forgetOrder()
{
    m_previous = nullptr;
    m_unpacked.clear();
    std::size_t bytes = 0;
    for (const std::shared_ptr<SeriesData> &series : std::as_const(m_series)) {
        series->follower = nullptr;
        if (series->waitsForPacking)
            m_unpacked.push_back(series.get());
        bytes += series->memory();
    }
    m_keeper->setUsed(bytes);
}

void SeriesStore::forgetSector(const SectorId &sector)
{
    const QString prefix = sector.value + u'/';
    m_series.removeIf([&](const auto &entry) { return entry.key().value.startsWith(prefix); });
    ++m_generation;
    forgetOrder();
    Q_EMIT filled();
}

void SeriesStore::clear()
{
    m_series.clear();
    ++m_generation;
    forgetOrder();
    Q_EMIT filled();
}

QList<Column> SeriesStore::columns(const SeriesKey &key, TimeRange range, int pixelColumns) const
{
    std::vector<Column> found;
    readColumns(key, range, pixelColumns, found);
    return {found.begin(), found.end()};
}

void SeriesStore::readColumns(const SeriesKey &key, TimeRange range, int pixelColumns, std::vector<Column> &out) const
{
    out.clear();
    const SeriesData *series = find(key);
    if (!series)
        return;
    ColumnWalk walk(*series, range, pixelColumns, out);
    walk.run();
    std::size_t missing = 0;
    for (const ChunkNode *node : walk.missed())
        missing += node->length;
    if (missing > m_limits.memory / 2)
        return; // they would push each other out
    for (ChunkNode *node : walk.missed())
        m_keeper->want(*node);
}

std::size_t SeriesStore::bytesUsed() const { return m_keeper->used(); }
std::size_t SeriesStore::chunksAway() const { return m_keeper->away(); }

quint64 SeriesStore::pastRevision(const SeriesKey &key) const
{
    const SeriesData *series = find(key);
    return series ? series->pastRevision : 0;
}

std::optional<Sample> SeriesStore::lastSample(const SeriesKey &key) const
{
    const SeriesData *series = find(key);
    return series ? series->last() : std::nullopt;
}

std::optional<Sample> SeriesStore::sampleAt(const SeriesKey &key, Instant wanted) const
{
    const SeriesData *series = find(key);
    if (!series)
        return std::nullopt;
    const Instant time = clampedTime(wanted);
    const auto sample = series->sampleAtOrBefore(time);
    if (sample && time - sample->time <= holeOf(series->interval()))
        return sample;
    const auto remnant = std::ranges::upper_bound(series->remnants, time, {}, [](const Remnant &one) { return one.column.time; });
    if (remnant != series->remnants.begin() && time <= fromMicroseconds(std::prev(remnant)->last)) {
        const Column &column = std::prev(remnant)->column;
        return Sample{column.time, column.last, column.quality};
    }
    if (const Column *column = series->summaryAt(time))
        return Sample{column->time, column->last, column->quality};
    return std::nullopt;
}

Duration SeriesStore::interval(const SeriesKey &key) const
{
    const SeriesData *series = find(key);
    return series ? series->interval() : Duration(std::chrono::seconds(1));
}

Duration SeriesStore::sourceInterval(const SeriesKey &key) const
{
    const SeriesData *series = find(key);
    return series ? series->sourceInterval() : Duration::zero();
}

bool SeriesStore::covers(const SeriesKey &key, TimeRange wanted, int pixelColumns) const
{
    const SeriesData *series = find(key);
    if (!series)
        return false;
    const TimeRange range{clampedTime(wanted.from), clampedTime(wanted.to)};
    const Duration interval = series->finestInterval();
    const Duration hole = holeOf(interval);
    std::vector<Column> found;
    ColumnWalk walk(*series, range, columnsToCover, found);
    walk.run();
    Instant reached = range.from;
    for (const Column &column : found) {
        if (column.time > reached + hole)
            return false;
        reached = std::max(reached, endOf(column, interval));
    }
    if (range.to > reached + hole)
        return false;
    if (pixelColumns <= 0 || range.from >= range.to)
        return true;
    const Duration width = range.length() / pixelColumns;
    const auto fine = static_cast<std::uint64_t>(std::max((width + interval - 1us) / interval, (width + width / 4) / interval));
    const auto isLeftCoarse = [&](const Column &column) {
        const TimeRange inside{std::max(column.time, range.from) + hole, std::min(column.time + column.span, range.to) - hole};
        if (column.count <= fine || inside.from >= inside.to)
            return false;
        auto expected = static_cast<std::uint64_t>(inside.length() / interval);
        expected -= expected / 8; // some may be missing
        return walk.samplesIn(inside.from, inside.to, expected) < expected &&
               !tellingOf(series->history(), series->widestSpan(), inside, interval, fine).isGapless;
    };
    return std::ranges::none_of(series->history(), isLeftCoarse);
}

} // namespace stanforis
