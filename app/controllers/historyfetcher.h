// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/telemetryport.h"

#include <QHash>
#include <QObject>

namespace stanforis {

class SeriesStore;

/// Fills stretches of the store from history, in pieces the contract allows. What cannot be had now is asked for again after
/// growing pauses; what is not to be had stays a hole, and so does what cannot be read three times over. GUI thread.
class HistoryFetcher final : public QObject
{
    Q_OBJECT
public:
    HistoryFetcher(TelemetryPort &port, SeriesStore &store, QObject *parent = nullptr);

    /// Every sample of a stretch, if it is not longer than six hours; else its columns.
    void fetchSamples(const SectorId &sector, const QList<SeriesKey> &series, TimeRange range);
    /// What a view of so many columns needs. Stretches with few enough samples come as samples.
    void fetchColumns(const SectorId &sector, const QList<SeriesKey> &series, TimeRange range, int columns);
    /// The same of the series of which the store tells less. Where it has no hole, a question that has been answered is not asked
    /// again: the platform tells no more.
    void fetchLacking(const SectorId &sector, const QList<SeriesKey> &series, TimeRange range, int columns);
    /// What was asked for no longer matters.
    void cancel();

private:
    struct Answer
    {
        TimeRange range;
        int columns = 0; ///< 0: every sample
    };
    /// How often one question was asked in vain.
    struct Tries
    {
        int all = 0;
        int malformed = 0; ///< of them answered with what cannot be read
    };
    void ask(const HistoryQuery &query, const Tries &tries);
    [[nodiscard]] bool hasAnswered(const SeriesKey &series, TimeRange range, int columns) const;

    TelemetryPort &m_port;
    SeriesStore &m_store;
    std::unique_ptr<QObject> m_running; ///< context of all that is under way
    QHash<SeriesKey, Answer> m_answers; ///< the last of each series
};

} // namespace stanforis
