// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/streammanager.h"

#include "models/telemetry/seriesstore.h"

#include <QDeadlineTimer>

#include <utility>

namespace stanforis {

using namespace std::chrono_literals;

namespace {

qint64 uptime() { return QDeadlineTimer::current().deadline(); }

/// Between the last sample of one stream and the first of its successor; more means that the old one was broken.
constexpr Duration seam = 2s;
constexpr Duration lateness = 5s;

} // namespace

StreamManager::StreamManager(TelemetryPort &port, SeriesStore &store, QObject *parent, std::chrono::milliseconds grace)
    : QObject(parent)
    , m_port(port)
    , m_store(store)
    , m_history(port, store)
    , m_grace(grace)
{
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, qOverload<>(&StreamManager::settle));
}

void StreamManager::need(const QObject *view, const SectorId &sector, TelemetryPort::Route route, const QList<SeriesWish> &wishes)
{
    const Need need{{sector.value, route}, wishes};
    if (wishes.isEmpty()) {
        if (!m_needs.remove(view))
            return;
    } else if (const auto known = m_needs.constFind(view);
               known != m_needs.constEnd() && known->stream == need.stream && known->wishes == wishes) {
        return;
    } else {
        m_needs.insert(view, need);
    }
    m_settle.start(0);
}

void StreamManager::clear()
{
    m_settle.stop();
    m_history.cancel();
    m_needs.clear();
    m_streams.clear();
}

QList<SeriesWish> StreamManager::asked(const SectorId &sector, TelemetryPort::Route route) const
{
    const auto stream = m_streams.find({sector.value, route});
    return stream == m_streams.end() ? QList<SeriesWish>() : stream->second.asked;
}

void StreamManager::settle()
{
    for (const Need &need : std::as_const(m_needs))
        m_streams.try_emplace(need.stream);
    std::optional<qint64> next;
    for (auto &[id, stream] : m_streams) {
        if (const auto due = settle(id, stream); due && (!next || *due < *next))
            next = due;
    }
    std::erase_if(m_streams, [](const auto &each) { return each.second.held.empty(); });
    if (next)
        m_settle.start(std::chrono::milliseconds(std::max<qint64>(*next - uptime(), 1)));
}

/// Returns when something is to be let go next.
std::optional<qint64> StreamManager::settle(const StreamId &id, Stream &stream)
{
    std::map<QString, Resolution> needed;
    for (const Need &need : std::as_const(m_needs)) {
        if (need.stream != id)
            continue;
        for (const SeriesWish &wish : need.wishes) {
            const auto [known, isNew] = needed.try_emplace(wish.key.value, wish.resolution);
            if (!isNew)
                known->second = Resolution::finer(known->second, wish.resolution);
        }
    }
    for (const auto &[key, resolution] : needed) {
        auto [held, isNew] = stream.held.try_emplace(key, Held{resolution, {}});
        if (!isNew)
            held->second.resolution = Resolution::finer(held->second.resolution, resolution);
    }
    const qint64 now = uptime();
    std::optional<qint64> next;
    for (auto each = stream.held.begin(); each != stream.held.end();) {
        const auto entry = each++;
        Held &held = entry->second;
        const auto wanted = needed.find(entry->first);
        if (wanted != needed.end() && wanted->second == held.resolution) {
            held.until.reset();
            continue;
        }
        if (!held.until)
            held.until = now + m_grace.count();
        if (*held.until > now)
            next = std::min(next.value_or(*held.until), *held.until);
        else if (wanted == needed.end())
            stream.held.erase(entry);
        else
            held = {wanted->second, {}};
    }
    open(id, stream);
    return next;
}

void StreamManager::open(const StreamId &id, Stream &stream)
{
    QList<SeriesWish> wishes;
    for (const auto &[key, held] : stream.held)
        wishes.append({SeriesKey(key), held.resolution});
    if (wishes == stream.asked)
        return;
    stream.asked = wishes;
    if (stream.current && stream.spoken)
        stream.previous = std::move(stream.current);
    stream.current.reset();
    stream.spoken = false;
    const quint64 generation = ++stream.generation;
    if (wishes.isEmpty())
        return;
    stream.current = m_port.subscribe(SectorId(id.sector), wishes, id.route,
                                      [this, id, generation](const TelemetryBatch &batch) { receive(id, generation, batch); });
}

void StreamManager::receive(const StreamId &id, quint64 generation, const TelemetryBatch &batch)
{
    const auto found = m_streams.find(id);
    if (found == m_streams.end())
        return;
    Stream &stream = found->second;
    m_store.append(batch.blocks);
    std::optional<Instant> newest;
    for (const SampleBlock &block : batch.blocks)
        newest = std::max(newest.value_or(Instant{}), std::min(block.time(block.size() - 1), batch.sent));

    QList<SeriesKey> keys; // of figures only the newest matters
    for (const SeriesWish &wish : std::as_const(stream.asked)) {
        if (wish.resolution.kind != Resolution::Kind::Latest)
            keys.append(wish.key);
    }
    if (generation == stream.generation && !std::exchange(stream.spoken, true)) {
        stream.previous.reset();
        if (stream.newest && batch.sent - *stream.newest > seam)
            m_history.fetchSamples(SectorId(id.sector), keys, {*stream.newest - lateness, batch.sent});
    }
    if (batch.hole)
        m_history.fetchSamples(SectorId(id.sector), keys, batch.missing);
    if (newest)
        stream.newest = std::max(stream.newest.value_or(*newest), *newest);
    Q_EMIT batchReceived();
}

} // namespace stanforis
