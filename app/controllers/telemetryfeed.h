// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/telemetryport.h"

#include <QObject>
#include <QTimer>

namespace stanforis {

class SeriesStore;
class TimeContext;

/// Keeps the series of one view flowing into the store: a live stream while the time context is live, history for what
/// the store lacks in the range in view, and history again for every hole the stream reports. Lets go after show({}).
class TelemetryFeed final : public QObject
{
    Q_OBJECT
public:
    TelemetryFeed(TelemetryPort &port, SeriesStore &store, const TimeContext &time, TelemetryPort::Route route,
                  QObject *parent = nullptr);

    /// Asks for exactly these series of this sector; nothing happens when they are asked for already.
    void show(const SectorId &sector, const QList<SeriesKey> &series);
    void hide();

Q_SIGNALS:
    void batchReceived();

private:
    void receive(const TelemetryBatch &batch);
    void fillRange();
    void fetch(const QList<SeriesKey> &series, TimeRange range);

    TelemetryPort &m_port;
    SeriesStore &m_store;
    const TimeContext &m_time;
    TelemetryPort::Route m_route;
    SectorId m_sector;
    QList<SeriesKey> m_series;
    Watch m_stream;
    QTimer m_retry;
};

} // namespace stanforis
