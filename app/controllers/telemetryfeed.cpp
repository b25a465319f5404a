// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/telemetryfeed.h"

#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"

namespace stanforis {

using std::chrono_literals::operator""s;
using std::chrono_literals::operator""ms;

namespace {

constexpr auto settling = 150ms;
constexpr int worthThinning = 8; ///< samples in a column; four of them are sent

} // namespace

TelemetryFeed::TelemetryFeed(StreamManager &streams, TelemetryPort &port, SeriesStore &store, const TimeContext &time,
                             TelemetryPort::Route route, QObject *parent)
    : QObject(parent)
    , m_streams(streams)
    , m_store(store)
    , m_time(time)
    , m_route(route)
    , m_history(port, store)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settling);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        if (std::exchange(m_isTurning, false))
            fillRange();
    });
    connect(&time, &TimeContext::changed, this, [this] {
        want();
        followRange();
    });
    connect(&streams, &StreamManager::batchReceived, this, [this] {
        if (m_unsure)
            want();
    });
}

TelemetryFeed::~TelemetryFeed() { hide(); }

void TelemetryFeed::show(const SectorId &sector, const DrawnSeries &drawn)
{
    if (sector == m_sector && drawn == m_drawn)
        return;
    m_sector = sector;
    m_drawn = drawn;
    m_settle.stop(); // what changed before was not for these
    m_isTurning = false;
    want();
    fillRange();
}

/// One change is followed at once; of many on end, as by a wheel, only where they begin and where they end.
void TelemetryFeed::followRange()
{
    m_isTurning = m_settle.isActive();
    if (!m_isTurning)
        fillRange();
    m_settle.start();
}

void TelemetryFeed::hide()
{
    m_settle.stop();
    m_isTurning = false;
    m_history.cancel();
    m_drawn = {};
    m_streams.need(this, m_sector, m_route, {});
}

void TelemetryFeed::want()
{
    learnIntervals();
    QList<SeriesWish> wishes;
    const Instant now = m_time.now();
    for (const SeriesKey &key : std::as_const(m_drawn.traces)) {
        const Resolution resolution = resolutionOf(key);
        wishes.append({key, resolution});
        const auto thinned = m_thinnedOut.find(key);
        if (resolution.kind == Resolution::Kind::Columns && thinned == m_thinnedOut.end())
            m_thinnedOut.insert(key, {now, now});
        else if (thinned != m_thinnedOut.end() && thinned->to == thinned->from && resolution.kind == Resolution::Kind::Raw)
            thinned->to = now;
    }
    for (const SeriesKey &key : std::as_const(m_drawn.figures)) {
        if (!m_drawn.traces.contains(key))
            wishes.append({key, Resolution::latest(1s)});
    }
    m_streams.need(this, m_sector, m_route, wishes);
}

/// How fast a series is shows when the first of it has come.
void TelemetryFeed::learnIntervals()
{
    m_unsure = false;
    for (const SeriesKey &key : std::as_const(m_drawn.traces)) {
        if (!m_store.lastSample(key))
            m_unsure = true;
        else if (!m_thinnedOut.contains(key))
            m_intervals.insert(key, m_store.interval(key));
    }
}

Resolution TelemetryFeed::resolutionOf(const SeriesKey &key) const
{
    const Resolution columns = Resolution::over(m_time.range().length(), m_drawn.columns);
    const Duration interval = m_intervals.value(key);
    return interval > Duration::zero() && columns.columnWidth() >= interval * worthThinning ? columns : Resolution::raw();
}

void TelemetryFeed::fillRange()
{
    m_history.cancel();
    const TimeRange range = m_time.range();
    QList<SeriesKey> lacking;
    for (const SeriesKey &key : std::as_const(m_drawn.traces)) {
        const TimeRange thinned = m_thinnedOut.value(key);
        const TimeRange coarse{std::max(thinned.from, range.from), std::min(thinned.to, range.to)};
        if (!m_store.covers(key, range))
            lacking.append(key);
        else if (coarse.from < coarse.to && resolutionOf(key).kind == Resolution::Kind::Raw)
            m_history.fetchSamples(m_sector, {key}, coarse);
    }
    for (const SeriesKey &key : std::as_const(m_drawn.figures)) {
        if (!m_store.lastSample(key))
            lacking.append(key);
    }
    m_history.fetchColumns(m_sector, lacking, range, m_drawn.columns);
}

} // namespace stanforis
