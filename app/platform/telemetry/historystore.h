// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/telemetry/blockarchive.h"
#include "app/platform/telemetry/seriesdirectory.h"
#include "app/platform/telemetry/tick.h"
#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <deque>

namespace stanforis {

/// What happened: the last minutes in memory, everything else in minute blocks in the archive. Blocks are written on a thread of
/// their own, the minute that runs at least every five seconds, so kill -9 loses no more than that. Time without a tick stays a
/// hole. Main thread.
class HistoryStore final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds writeEvery{5};

    /// `folder` empty: history ends with the program. The directory is borrowed. Storage names the file.
    [[nodiscard]] static Result<std::unique_ptr<HistoryStore>> open(const SeriesDirectory &directory, const QString &folder);
    ~HistoryStore() override;

    /// The archive held nothing when it was opened.
    [[nodiscard]] bool isNew() const { return m_isNew; }
    /// Ticks in rising order of time; one that is not later than the last is left out.
    void append(const TickPointer &tick);
    /// Starts writing what is not written yet.
    void write();
    /// Waits until everything given so far is written; for the end of the program and for tests.
    void flush();

    /// Invalid names field and limit; PermissionDenied for a key of another sector; NotFound for one that is unknown.
    [[nodiscard]] Result<telemetry::v1::HistoryResponse> query(const telemetry::v1::HistoryRequest &request);

Q_SIGNALS:
    /// A block could not be written; it is tried again with the next one.
    void writeFailed(const QString &detail);

private:
    HistoryStore(const SeriesDirectory &directory, std::unique_ptr<BlockArchive> archive, const QString &folder);
    [[nodiscard]] Result<Done> begin();
    void openWriter();
    void restore(std::int64_t minute);
    void prune(std::int64_t minute);

    const SeriesDirectory &m_directory;
    QString m_folder;
    std::unique_ptr<BlockArchive> m_reader;
    std::unique_ptr<BlockArchive> m_ownWriter; ///< made and destroyed on the writing thread: a connection belongs to one
    BlockArchive *m_writer = nullptr;
    std::vector<std::int32_t> m_numbers; ///< of the archive, by index
    std::deque<TickPointer> m_recent;
    std::vector<TickPointer> m_unwritten; ///< from the start of the oldest minute that may still change
    size_t m_mostRecent;
    std::int64_t m_retention; ///< minutes
    std::int64_t m_pruned = 0;
    bool m_isNew = false;
    QTimer m_timer;
    QThread m_thread;
    QObject *m_worker;
};

} // namespace stanforis
