// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/seriesstore.h"

#include "models/ports/telemetryport.h"

#include <algorithm>

namespace stanforis {

struct SeriesStore::Series
{
    Duration interval{std::chrono::seconds(1)};
    // Columns of one table; equally long, times ascend strictly.
    std::vector<Instant> times;
    std::vector<double> values;
    std::vector<Quality> qualities;
    quint64 pastRevision = 0;
    // Summaries from history, times ascend strictly.
    std::vector<Column> history;

    [[nodiscard]] std::size_t lowerBound(Instant t) const
    {
        return static_cast<std::size_t>(std::ranges::lower_bound(times, t) - times.begin());
    }
    [[nodiscard]] Sample sample(std::size_t i) const { return {times[i], values[i], qualities[i]}; }
    [[nodiscard]] bool hasSamplesIn(Instant from, Instant to) const
    {
        const std::size_t first = lowerBound(from);
        return first < times.size() && times[first] < to;
    }
    [[nodiscard]] Instant endOf(const Column &column) const { return column.time + interval * column.count; }
};

namespace {

Column columnOf(const Sample &sample)
{
    return {sample.time, sample.value, sample.value, sample.value, sample.value, 1, sample.quality};
}

void join(Column &into, const Column &next)
{
    into.minimum = std::min(into.minimum, next.minimum);
    into.maximum = std::max(into.maximum, next.maximum);
    into.last = next.last;
    into.count += next.count;
    into.quality = std::max(into.quality, next.quality);
}

/// Joins ascending columns that fall into the same pixel.
class PixelColumns
{
public:
    PixelColumns(TimeRange range, int count)
        : m_range(range)
        , m_count(std::max(count, 1))
    {}

    void add(const Column &column)
    {
        const qint64 length = std::max<qint64>(m_range.length().count(), 1);
        const qint64 offset = (column.time - m_range.from).count();
        // Columns outside (the neighbours left and right of the range) keep pixels of their own.
        const qint64 pixel = offset < 0 ? -1 : offset >= length ? m_count : offset * m_count / length;
        if (!m_columns.isEmpty() && pixel == m_lastPixel)
            join(m_columns.last(), column);
        else
            m_columns.append(column);
        m_lastPixel = pixel;
    }
    [[nodiscard]] QList<Column> take() { return std::move(m_columns); }

private:
    TimeRange m_range;
    qint64 m_count;
    qint64 m_lastPixel = -2;
    QList<Column> m_columns;
};

} // namespace

SeriesStore::SeriesStore(std::size_t capacity, QObject *parent)
    : QObject(parent)
    , m_capacity(capacity)
{}
SeriesStore::~SeriesStore() = default;

SeriesStore::Series &SeriesStore::series(const SeriesKey &key)
{
    auto &series = m_series[key];
    if (!series)
        series = std::make_shared<Series>();
    return *series;
}

const SeriesStore::Series *SeriesStore::find(const SeriesKey &key) const
{
    const auto found = m_series.constFind(key);
    return found == m_series.constEnd() ? nullptr : found->get();
}

void SeriesStore::insert(Series &series, const Sample &sample)
{
    const std::size_t at =
        series.times.empty() || series.times.back() < sample.time ? series.times.size() : series.lowerBound(sample.time);
    if (at < series.times.size() && series.times[at] == sample.time) {
        ++m_refused;
        return;
    }
    const auto offset = static_cast<std::ptrdiff_t>(at);
    if (at < series.times.size())
        ++series.pastRevision;
    series.times.insert(series.times.begin() + offset, sample.time);
    series.values.insert(series.values.begin() + offset, sample.value);
    series.qualities.insert(series.qualities.begin() + offset, sample.quality);
}

void SeriesStore::append(const QList<SampleBlock> &blocks)
{
    for (const SampleBlock &block : blocks) {
        Series &into = series(block.key);
        if (block.interval > Duration::zero())
            into.interval = block.interval;
        for (std::size_t i = 0; i < block.size(); ++i)
            insert(into, block.sample(i));
        m_received += block.size();
        if (into.times.size() > m_capacity + m_capacity / 8) { // let go in eighths, not one by one
            const auto surplus = static_cast<std::ptrdiff_t>(into.times.size() - m_capacity);
            into.times.erase(into.times.begin(), into.times.begin() + surplus);
            into.values.erase(into.values.begin(), into.values.begin() + surplus);
            into.qualities.erase(into.qualities.begin(), into.qualities.begin() + surplus);
        }
    }
    Q_EMIT appended();
}

void SeriesStore::fill(const QList<HistorySeries> &history)
{
    for (const HistorySeries &one : history) {
        Series &into = series(one.key);
        ++into.pastRevision;
        if (one.interval > Duration::zero())
            into.interval = one.interval;
        std::vector<Column> summaries;
        for (const Column &column : one.columns) {
            if (column.count == 1) {
                if (!into.hasSamplesIn(column.time, column.time + Duration(1)))
                    insert(into, {column.time, column.last, column.quality});
            } else if (column.count > 1) {
                summaries.push_back(column);
            }
        }
        if (summaries.empty())
            continue;
        const Instant from = summaries.front().time;
        const Instant to = into.endOf(summaries.back());
        const auto covered = [&](const Column &c) { return from <= c.time && c.time < to; };
        const auto samplesPerColumn = [](const auto &columns) { return std::ranges::max(columns, {}, &Column::count).count; };
        std::vector<Column> old;
        std::ranges::copy_if(into.history, std::back_inserter(old), covered);
        if (!old.empty() && samplesPerColumn(old) < samplesPerColumn(summaries))
            continue; // what is here is finer
        std::erase_if(into.history, covered);
        into.history.insert(std::ranges::lower_bound(into.history, from, {}, &Column::time), summaries.begin(), summaries.end());
    }
    Q_EMIT filled();
}

void SeriesStore::forgetSector(const SectorId &sector)
{
    const QString prefix = sector.value + u'/';
    m_series.removeIf([&](const auto &entry) { return entry.key().value.startsWith(prefix); });
    Q_EMIT filled();
}

void SeriesStore::clear()
{
    m_series.clear();
    Q_EMIT filled();
}

QList<Column> SeriesStore::columns(const SeriesKey &key, TimeRange range, int pixelColumns) const
{
    const Series *series = find(key);
    if (!series || range.length() <= Duration::zero())
        return {};
    PixelColumns pixels(range, pixelColumns);
    std::size_t sample = series->lowerBound(range.from);
    std::size_t end = series->lowerBound(range.to);
    if (sample > 0)
        --sample;
    if (end < series->times.size())
        ++end;
    auto summary = std::ranges::lower_bound(series->history, range.from, {}, &Column::time);
    if (summary != series->history.begin())
        --summary;
    const auto summaryEnd = std::ranges::lower_bound(series->history, range.to, {}, &Column::time);
    for (; summary != summaryEnd; ++summary) {
        for (; sample < end && series->times[sample] < summary->time; ++sample)
            pixels.add(columnOf(series->sample(sample)));
        if (!series->hasSamplesIn(summary->time, series->endOf(*summary)))
            pixels.add(*summary);
    }
    for (; sample < end; ++sample)
        pixels.add(columnOf(series->sample(sample)));
    return pixels.take();
}

quint64 SeriesStore::pastRevision(const SeriesKey &key) const
{
    const Series *series = find(key);
    return series ? series->pastRevision : 0;
}

std::optional<Sample> SeriesStore::lastSample(const SeriesKey &key) const
{
    const Series *series = find(key);
    if (!series || series->times.empty())
        return std::nullopt;
    return series->sample(series->times.size() - 1);
}

std::optional<Sample> SeriesStore::sampleAt(const SeriesKey &key, Instant time) const
{
    const Series *series = find(key);
    if (!series)
        return std::nullopt;
    const std::size_t after = series->lowerBound(time + Duration(1));
    if (after > 0 && time - series->times[after - 1] <= series->interval * 5 / 2)
        return series->sample(after - 1);
    const auto summary = std::ranges::upper_bound(series->history, time, {}, &Column::time);
    if (summary == series->history.begin() || time >= series->endOf(*std::prev(summary)))
        return std::nullopt;
    const Column &column = *std::prev(summary);
    return Sample{column.time, column.last, column.quality};
}

Duration SeriesStore::interval(const SeriesKey &key) const
{
    const Series *series = find(key);
    return series ? series->interval : Duration(std::chrono::seconds(1));
}

bool SeriesStore::covers(const SeriesKey &key, TimeRange range) const
{
    const Series *series = find(key);
    if (!series)
        return false;
    const Duration hole = series->interval * 5 / 2;
    Instant reached = range.from;
    for (const Column &column : columns(key, range, 1 << 14)) {
        if (column.time > reached + hole)
            return false;
        reached = std::max(reached, column.time + series->interval * column.count);
    }
    return range.to <= reached + hole;
}

} // namespace stanforis
