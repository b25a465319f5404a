// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/controllers/streammanager.h"

#include <QTimer>

namespace stanforis {

class TimeContext;

/// What one view draws: series as traces over so many columns, and series of which it shows the newest figure only.
struct DrawnSeries
{
    QList<SeriesKey> traces;
    int columns = 2000; ///< of the widest trace; more than a 4K display has for one plot
    QList<SeriesKey> figures;
    QHash<SeriesKey, Duration> spans; ///< the shortest range a trace is drawn over besides the common one

    friend bool operator==(const DrawnSeries &, const DrawnSeries &) = default;
};

/// Keeps the series of one view flowing into the store: tells the manager how much of each the view can draw, and fetches what
/// the store lacks in the range in view. Raw as long as that is affordable: a series comes in columns only where a column would
/// hold eight samples or more. GUI thread.
class TelemetryFeed final : public QObject
{
    Q_OBJECT
public:
    TelemetryFeed(StreamManager &streams, TelemetryPort &port, SeriesStore &store, const TimeContext &time,
                  TelemetryPort::Route route, QObject *parent = nullptr);
    ~TelemetryFeed() override;

    /// Asks for exactly these series of this sector; nothing happens when they are asked for already.
    void show(const SectorId &sector, const DrawnSeries &drawn);
    void hide();

private:
    void want();
    void learnIntervals();
    void fillRange();
    void followRange();
    [[nodiscard]] Resolution resolutionOf(const SeriesKey &key) const;

    StreamManager &m_streams;
    SeriesStore &m_store;
    const TimeContext &m_time;
    const TelemetryPort::Route m_route;
    HistoryFetcher m_history;
    SectorId m_sector;
    DrawnSeries m_drawn;
    QTimer m_settle;                        ///< runs while the range has changed a moment ago
    bool m_isTurning = false;               ///< and again since history was asked for
    QHash<SeriesKey, Duration> m_intervals; ///< of the sources, as known when they were asked for; 0: not at all
};

} // namespace stanforis
