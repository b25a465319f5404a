// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/controllers/historyfetcher.h"

#include <QHash>
#include <QTimer>

#include <map>
#include <optional>

namespace stanforis {

/// Which series flow: exactly what visible views need. Equal needs of several views become one wish, the finest resolution serves
/// all; what no view needs any more is let go after a grace period, so that going back and forth costs nothing. One stream for
/// each sector and route; when it changes, the old one goes on until the new one speaks, so that nothing is lost in between.
/// Values go into the store, holes are fetched from history. GUI thread.
class StreamManager final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds usualGrace{10'000};

    /// Port and store are borrowed.
    StreamManager(TelemetryPort &port, SeriesStore &store, QObject *parent = nullptr,
                  std::chrono::milliseconds grace = usualGrace);

    /// Says what `view` needs from now on, in place of what it said before; nothing: an empty list. Takes effect within this turn
    /// of the event loop. A key occurs once.
    void need(const QObject *view, const SectorId &sector, TelemetryPort::Route route, const QList<SeriesWish> &wishes);
    /// Lets go of everything at once; for the end of a session.
    void clear();

    /// What is asked for now, in order of keys; for tests and figures.
    [[nodiscard]] QList<SeriesWish> asked(const SectorId &sector, TelemetryPort::Route route) const;

Q_SIGNALS:
    void batchReceived();

private:
    struct StreamId
    {
        QString sector;
        TelemetryPort::Route route;
        friend bool operator==(const StreamId &, const StreamId &) = default;
        friend bool operator<(const StreamId &a, const StreamId &b)
        {
            return a.route != b.route ? a.route < b.route : a.sector < b.sector;
        }
    };
    struct Held
    {
        Resolution resolution;
        std::optional<qint64> until; ///< nobody needs so much; milliseconds of uptime
    };
    struct Stream
    {
        std::map<QString, Held> held;
        QList<SeriesWish> asked;
        Watch current;
        Watch previous; ///< goes when `current` has spoken
        bool spoken = false;
        quint64 generation = 0;
        std::optional<Instant> newest; ///< sample seen on any of its streams
    };
    struct Need
    {
        StreamId stream;
        QList<SeriesWish> wishes;
    };
    void settle();
    [[nodiscard]] std::optional<qint64> settle(const StreamId &id, Stream &stream);
    void open(const StreamId &id, Stream &stream);
    void receive(const StreamId &id, quint64 generation, const TelemetryBatch &batch);

    TelemetryPort &m_port;
    SeriesStore &m_store;
    HistoryFetcher m_history;
    const std::chrono::milliseconds m_grace;
    QHash<const QObject *, Need> m_needs;
    std::map<StreamId, Stream> m_streams;
    QTimer m_settle;
};

} // namespace stanforis
