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
    connect(&streams, &StreamManager::batchReceived, this, &TelemetryFeed::learnIntervals);
}

TelemetryFeed::~TelemetryFeed() { hide(); }

void TelemetryFeed::show(const SectorId &sector, const DrawnSeries &drawn)
{
    if (sector == m_sector && drawn == m_drawn)
        return;
    DrawnSeries before = std::exchange(m_drawn, drawn);
    before.spans = drawn.spans; // another range than the common one is filled by those who draw it
    const bool fillsAlready = std::exchange(m_sector, sector) == sector && before == drawn;
    want();
    if (fillsAlready)
        return;
    m_settle.stop(); // what changed before was not for these
    m_isTurning = false;
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
    QList<SeriesWish> wishes;
    for (const SeriesKey &key : std::as_const(m_drawn.traces)) {
        m_intervals.insert(key, m_store.sourceInterval(key));
        wishes.append({key, resolutionOf(key)});
    }
    for (const SeriesKey &key : std::as_const(m_drawn.figures)) {
        if (!m_drawn.traces.contains(key))
            wishes.append({key, Resolution::latest(1s)});
    }
    m_streams.need(this, m_sector, m_route, wishes);
}

/// How fast a source is shows when the first of it has come. One that is faster than was thought, since only figures of it had
/// come, leaves holes where it seemed to be known.
void TelemetryFeed::learnIntervals()
{
    bool isNews = false, isFaster = false;
    for (const SeriesKey &key : std::as_const(m_drawn.traces)) {
        const Duration known = m_intervals.value(key), now = m_store.sourceInterval(key);
        isNews = isNews || now != known;
        isFaster = isFaster || now < known;
    }
    if (isNews)
        want();
    if (isFaster)
        fillRange();
}

Resolution TelemetryFeed::resolutionOf(const SeriesKey &key) const
{
    const Duration length = m_time.range().length();
    const Resolution columns = Resolution::over(std::min(length, m_drawn.spans.value(key, length)), m_drawn.columns);
    const Duration interval = m_store.sourceInterval(key);
    return interval > Duration::zero() && columns.columnWidth() >= interval * worthThinning ? columns : Resolution::raw();
}

void TelemetryFeed::fillRange()
{
    m_history.cancel();
    const TimeRange range = m_time.range();
    QList<SeriesKey> unknown;
    for (const SeriesKey &key : std::as_const(m_drawn.figures)) {
        if (!m_store.lastSample(key))
            unknown.append(key);
    }
    m_history.fetchLacking(m_sector, m_drawn.traces, range, m_drawn.columns);
    m_history.fetchColumns(m_sector, unknown, range, m_drawn.columns);
}

} // namespace stanforis
