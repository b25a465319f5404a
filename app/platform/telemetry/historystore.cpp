// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/telemetry/historystore.h"

#include "app/platform/state/wire.h"
#include "app/platform/telemetry/columns.h"
#include "app/platform/telemetry/recenthistory.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace telemetry::v1;

namespace {

constexpr std::int64_t minuteLength = 60'000'000;
constexpr size_t recentBytes = 96u << 20;

[[nodiscard]] std::int64_t minuteOf(Instant time) { return toMicroseconds(time) / minuteLength; }

/// Blocks of every minute the ticks touch.
[[nodiscard]] std::vector<BlockArchive::Row> pack(const SeriesDirectory &directory, const std::vector<std::int32_t> &numbers,
                                                  const std::vector<TickPointer> &ticks)
{
    std::map<std::int64_t, std::vector<const Tick *>> minutes;
    for (const auto &tick : ticks)
        minutes[minuteOf(tick->time)].push_back(tick.get());
    std::vector<BlockArchive::Row> rows;
    for (const auto &[minute, inside] : minutes) {
        std::vector<std::int64_t> times;
        for (const auto *tick : inside)
            times.push_back(toMicroseconds(tick->time));
        for (const auto &sector : directory.sectors()) {
            const auto span = directory.span(sector);
            std::vector<int> order;
            for (int i = span.first; i < span.end; ++i)
                order.push_back(i);
            std::sort(order.begin(), order.end(), [&](int a, int b) { return numbers[size_t(a)] < numbers[size_t(b)]; });
            MinuteBlockWriter writer(times);
            std::vector<double> values(times.size());
            std::vector<unsigned char> qualities(times.size());
            for (const int index : order) {
                for (size_t t = 0; t < inside.size(); ++t) {
                    values[t] = inside[t]->values[size_t(index)];
                    qualities[t] = inside[t]->qualityOf(size_t(index));
                }
                writer.add(numbers[size_t(index)], values, directory.at(index).resolution, qualities);
            }
            rows.push_back({sector, minute, writer.take()});
        }
    }
    return rows;
}

} // namespace

Result<std::unique_ptr<HistoryStore>> HistoryStore::open(const SeriesDirectory &directory, const QString &folder)
{
    std::unique_ptr<BlockArchive> archive = std::make_unique<MemoryArchive>();
    if (!folder.isEmpty()) {
        auto opened = SqliteArchive::open(folder);
        if (!opened)
            return opened.error();
        archive = std::move(*opened);
    }
    std::unique_ptr<HistoryStore> store(new HistoryStore(directory, std::move(archive), folder));
    if (const auto done = store->begin(); !done)
        return done.error();
    return store;
}

HistoryStore::HistoryStore(const SeriesDirectory &directory, std::unique_ptr<BlockArchive> archive, const QString &folder)
    : m_directory(directory)
    , m_folder(folder)
    , m_reader(std::move(archive))
    , m_worker(new QObject)
{
    const auto perTick = static_cast<size_t>(std::max(directory.size(), 1)) * sizeof(double);
    const auto quarterHour = static_cast<size_t>(std::chrono::minutes(15) / directory.interval());
    m_mostRecent = std::max<size_t>(300, std::min(quarterHour, recentBytes / perTick));
    const double perSecond = directory.size() * (1e6 / static_cast<double>(directory.interval().count()));
    const double hours = std::clamp(24'000.0 / std::max(perSecond, 1000.0), 1.0, folder.isEmpty() ? 3.0 : 24.0);
    m_retention = static_cast<std::int64_t>(hours * 60);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(&m_timer, &QTimer::timeout, this, &HistoryStore::write);
}

HistoryStore::~HistoryStore()
{
    if (m_thread.isRunning()) {
        write();
        QMetaObject::invokeMethod(
            m_worker, [this] { m_ownWriter.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    } else {
        delete m_worker;
    }
}

Result<Done> HistoryStore::begin()
{
    QStringList keys;
    for (int i = 0; i < m_directory.size(); ++i)
        keys.append(fromWire(m_directory.at(i).measure.series_key()));
    const auto numbers = m_reader->numbers(keys);
    if (!numbers)
        return numbers.error();
    for (const auto &key : keys)
        m_numbers.push_back(numbers->value(key));
    const auto newest = m_reader->newest();
    m_isNew = !newest;
    if (newest)
        restore(*newest);
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, [this] { openWriter(); });
    m_timer.start(writeEvery);
    return Done{};
}

void HistoryStore::openWriter()
{
    if (m_folder.isEmpty()) {
        m_writer = m_reader.get();
        return;
    }
    auto opened = SqliteArchive::open(m_folder);
    if (!opened) {
        Q_EMIT writeFailed(opened.error().detail);
        return;
    }
    m_ownWriter = std::move(*opened);
    m_writer = m_ownWriter.get();
}

// The minute in which the program ended may go on; it is written as a whole, so it must be held as a whole.
void HistoryStore::restore(std::int64_t minute)
{
    std::map<std::int64_t, Tick> ticks;
    for (const auto &sector : m_directory.sectors()) {
        const auto span = m_directory.span(sector);
        const auto read =
            m_reader->visit(sector, minute, minute + 1, [&](const QByteArray &summaries, const BlockArchive::Samples &samples) {
                const MinuteBlock block{summaries, samples()};
                for (int i = span.first; i < span.end; ++i) {
                    const auto summary = block.summary(m_numbers[size_t(i)]);
                    if (!summary)
                        continue;
                    for (const auto &sample : block.read(*summary)) {
                        Tick &tick = ticks[sample.time];
                        if (tick.values.empty())
                            tick.values.assign(size_t(m_directory.size()), std::numeric_limits<double>::quiet_NaN());
                        tick.values[size_t(i)] = sample.value;
                        if (sample.quality != 0)
                            tick.quality.resize(size_t(m_directory.size()));
                        if (!tick.quality.empty())
                            tick.quality[size_t(i)] = sample.quality;
                    }
                }
            });
        if (!read)
            Q_EMIT writeFailed(read.error().detail);
    }
    for (auto &[time, tick] : ticks) {
        tick.time = fromMicroseconds(time);
        m_unwritten.push_back(std::make_shared<Tick>(std::move(tick)));
        m_recent.push_back(m_unwritten.back());
    }
}

void HistoryStore::append(const TickPointer &tick)
{
    if (!m_recent.empty() && tick->time <= m_recent.back()->time)
        return;
    m_recent.push_back(tick);
    m_unwritten.push_back(tick);
    while (m_recent.size() > m_mostRecent)
        m_recent.pop_front();
}

void HistoryStore::write()
{
    if (m_unwritten.empty())
        return;
    const auto running = minuteOf(m_unwritten.back()->time);
    QMetaObject::invokeMethod(m_worker, [this, ticks = m_unwritten] {
        if (!m_writer)
            openWriter();
        if (!m_writer)
            return;
        if (const auto done = m_writer->put(pack(m_directory, m_numbers, ticks)); !done)
            Q_EMIT writeFailed(done.error().detail);
    });
    std::erase_if(m_unwritten, [running](const TickPointer &tick) { return minuteOf(tick->time) < running; });
    prune(running);
}

void HistoryStore::prune(std::int64_t minute)
{
    if (minute == m_pruned)
        return;
    m_pruned = minute;
    QMetaObject::invokeMethod(m_worker, [this, before = minute - m_retention] {
        if (!m_writer)
            return;
        if (const auto done = m_writer->prune(before); !done)
            Q_EMIT writeFailed(done.error().detail);
    });
}

void HistoryStore::flush()
{
    write();
    // Only at the end of the program and in tests; never while a caller waits.
    QMetaObject::invokeMethod(
        m_worker, [] {}, Qt::BlockingQueuedConnection);
}

Result<HistoryResponse> HistoryStore::query(const HistoryRequest &request)
{
    const auto series = historyIndexes(m_directory, request);
    if (!series)
        return series.error();
    const auto from = request.from_us();
    const auto to = request.to_us();
    std::vector<Columns> columns(series->size(), Columns(from, to, request.columns()));
    const auto boundary = m_recent.empty() ? std::numeric_limits<std::int64_t>::max() : toMicroseconds(m_recent.front()->time);
    const auto end = (std::min(to, boundary) - 1) / minuteLength + 1;
    const auto read = m_reader->visit(SectorId(fromWire(request.sector_id())), from / minuteLength, end,
                                      [&](const QByteArray &summaries, const BlockArchive::Samples &samples) {
                                          MinuteBlock block{summaries, {}};
                                          for (size_t s = 0; s < series->size(); ++s) {
                                              const auto summary = block.summary(m_numbers[size_t((*series)[s])]);
                                              if (!summary)
                                                  continue;
                                              if (summary->lastTime < boundary && columns[s].fits(*summary)) {
                                                  columns[s].add(*summary);
                                                  continue;
                                              }
                                              if (block.samples.isEmpty())
                                                  block.samples = samples();
                                              for (const auto &sample : block.read(*summary))
                                                  if (sample.time < boundary)
                                                      columns[s].add(sample);
                                          }
                                      });
    if (!read)
        return read.error();
    const auto first = std::lower_bound(m_recent.begin(), m_recent.end(), from, [](const TickPointer &tick, std::int64_t time) {
        return toMicroseconds(tick->time) < time;
    });
    for (auto tick = first; tick != m_recent.end() && toMicroseconds((*tick)->time) < to; ++tick) {
        for (size_t s = 0; s < series->size(); ++s) {
            const double value = (*tick)->values[size_t((*series)[s])];
            if (!std::isnan(value))
                columns[s].add(
                    Sample{toMicroseconds((*tick)->time), value, (*tick)->qualityOf(static_cast<size_t>((*series)[s]))});
        }
    }
    HistoryResponse response;
    response.set_complete_to_us(Columns::fit(columns));
    for (size_t s = 0; s < series->size(); ++s) {
        auto *out = response.add_series();
        out->set_series_key(request.series_keys(static_cast<int>(s)));
        out->set_interval_us(m_directory.interval().count());
        columns[s].write(out);
    }
    return response;
}

} // namespace stanforis
