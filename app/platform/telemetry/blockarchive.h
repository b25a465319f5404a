// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/telemetry/minuteblock.h"
#include "models/core/result.h"
#include "models/domain/ids.h"

#include <QHash>
#include <QMutex>
#include <QSqlDatabase>

#include <functional>
#include <map>
#include <memory>

namespace stanforis {

/// Where minutes are kept. One writer and one reader may be on different threads; each thread opens its own.
class BlockArchive
{
public:
    struct Row
    {
        SectorId sector;
        std::int64_t minute = 0; ///< minutes since the epoch
        MinuteBlock block;
    };

    virtual ~BlockArchive() = default;
    /// Replaces what was there for the same sector and minute; all or nothing; outlives the process when it returns.
    [[nodiscard]] virtual Result<Done> put(const std::vector<Row> &rows) = 0;
    /// Forgets minutes before this one.
    [[nodiscard]] virtual Result<Done> prune(std::int64_t before) = 0;
    /// Visits minutes [first, end) in order. The visitor asks for the samples only when the summary is not enough.
    using Samples = std::function<QByteArray()>;
    [[nodiscard]] virtual Result<Done>
    visit(const SectorId &sector, std::int64_t first, std::int64_t end,
          const std::function<void(const QByteArray &summaries, const Samples &)> &visitor) = 0;
    /// Numbers of the series, new ones made for those not seen before.
    [[nodiscard]] virtual Result<QHash<QString, std::int32_t>> numbers(const QStringList &keys) = 0;
    /// The newest minute held; empty archive: nothing.
    [[nodiscard]] virtual std::optional<std::int64_t> newest() = 0;
};

/// In memory; ends with the program.
class MemoryArchive final : public BlockArchive
{
public:
    [[nodiscard]] Result<Done> put(const std::vector<Row> &rows) override;
    [[nodiscard]] Result<Done> prune(std::int64_t before) override;
    [[nodiscard]] Result<Done> visit(const SectorId &sector, std::int64_t first, std::int64_t end,
                                     const std::function<void(const QByteArray &, const Samples &)> &visitor) override;
    [[nodiscard]] Result<QHash<QString, std::int32_t>> numbers(const QStringList &keys) override;
    [[nodiscard]] std::optional<std::int64_t> newest() override;

private:
    QMutex m_mutex;
    QHash<QString, std::map<std::int64_t, MinuteBlock>> m_minutes;
    QHash<QString, std::int32_t> m_numbers;
};

/// `telemetry.sqlite` in a folder: write-ahead log, one row per sector and minute.
class SqliteArchive final : public BlockArchive
{
public:
    /// Storage names the file and what SQLite says.
    [[nodiscard]] static Result<std::unique_ptr<BlockArchive>> open(const QString &folder);
    ~SqliteArchive() override;
    [[nodiscard]] Result<Done> put(const std::vector<Row> &rows) override;
    [[nodiscard]] Result<Done> prune(std::int64_t before) override;
    [[nodiscard]] Result<Done> visit(const SectorId &sector, std::int64_t first, std::int64_t end,
                                     const std::function<void(const QByteArray &, const Samples &)> &visitor) override;
    [[nodiscard]] Result<QHash<QString, std::int32_t>> numbers(const QStringList &keys) override;
    [[nodiscard]] std::optional<std::int64_t> newest() override;

private:
    explicit SqliteArchive(const QString &connection)
        : m_connection(connection)
    {}
    [[nodiscard]] QSqlDatabase handle() const { return QSqlDatabase::database(m_connection, false); }

    QString m_connection;
};

} // namespace stanforis
