// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/telemetryfeed.h"

#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"

namespace stanforis {

namespace {

constexpr int historyColumns = 2000;     // a plot on a 4K display is narrower
constexpr qsizetype seriesPerQuery = 64; // what the contract allows
using std::chrono_literals::operator""s;

} // namespace

TelemetryFeed::TelemetryFeed(TelemetryPort &port, SeriesStore &store, const TimeContext &time, TelemetryPort::Route route,
                             QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_store(store)
    , m_time(time)
    , m_route(route)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(5s);
    connect(&m_retry, &QTimer::timeout, this, &TelemetryFeed::fillRange);
    connect(&time, &TimeContext::changed, this, &TelemetryFeed::fillRange);
}

void TelemetryFeed::show(const SectorId &sector, const QList<SeriesKey> &series)
{
    if (m_stream && sector == m_sector && series == m_series)
        return;
    m_sector = sector;
    m_series = series;
    m_stream = series.isEmpty() ? Watch{}
                                : m_port.subscribe(sector, SeriesWish::all(series), m_route,
                                                   [this](const TelemetryBatch &batch) { receive(batch); });
    fillRange();
}

void TelemetryFeed::hide()
{
    m_retry.stop();
    m_stream.reset();
    m_series.clear();
}

void TelemetryFeed::receive(const TelemetryBatch &batch)
{
    m_store.append(batch.blocks);
    if (batch.hole)
        fetch(m_series, batch.missing);
    Q_EMIT batchReceived();
}

void TelemetryFeed::fillRange()
{
    m_retry.stop();
    const TimeRange range = m_time.range();
    QList<SeriesKey> lacking;
    for (const SeriesKey &key : std::as_const(m_series)) {
        if (!m_store.covers(key, range))
            lacking.append(key);
    }
    fetch(lacking, range);
}

void TelemetryFeed::fetch(const QList<SeriesKey> &series, TimeRange range)
{
    for (qsizetype first = 0; first < series.size(); first += seriesPerQuery) {
        const HistoryQuery query{m_sector, series.mid(first, seriesPerQuery), range, historyColumns};
        m_port.history(this, query, [this](Result<QList<HistorySeries>> reply) {
            if (reply)
                m_store.fill(*reply);
            else if (m_stream && reply.error().code != Error::Code::PermissionDenied)
                m_retry.start(); // the hole stays drawn as a hole until then
        });
    }
}

} // namespace stanforis
