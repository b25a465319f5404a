// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/telemetry/blockarchive.h"

#include <QDir>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

[[nodiscard]] Error failed(const QString &what, const QSqlError &error)
{
    return {Error::Code::Storage, what % u": "_s % error.text()};
}

} // namespace

Result<Done> MemoryArchive::put(const std::vector<Row> &rows)
{
    const QMutexLocker lock(&m_mutex);
    for (const auto &row : rows)
        m_minutes[row.sector.value][row.minute] = row.block;
    return Done{};
}

Result<Done> MemoryArchive::prune(std::int64_t before)
{
    const QMutexLocker lock(&m_mutex);
    for (auto &minutes : m_minutes)
        minutes.erase(minutes.begin(), minutes.lower_bound(before));
    return Done{};
}

Result<Done> MemoryArchive::visit(const SectorId &sector, std::int64_t first, std::int64_t end,
                                  const std::function<void(const QByteArray &, const Samples &)> &visitor)
{
    const QMutexLocker lock(&m_mutex);
    const auto &minutes = m_minutes[sector.value];
    const auto stop = minutes.lower_bound(end);
    for (auto each = minutes.lower_bound(first); each != stop; ++each)
        visitor(each->second.summaries, [&each] { return each->second.samples; });
    return Done{};
}

Result<QHash<QString, std::int32_t>> MemoryArchive::numbers(const QStringList &keys)
{
    const QMutexLocker lock(&m_mutex);
    for (const auto &key : keys)
        if (!m_numbers.contains(key))
            m_numbers.insert(key, static_cast<std::int32_t>(m_numbers.size() + 1));
    return m_numbers;
}

std::optional<std::int64_t> MemoryArchive::newest()
{
    const QMutexLocker lock(&m_mutex);
    std::optional<std::int64_t> result;
    for (const auto &minutes : m_minutes)
        if (!minutes.empty())
            result = std::max(result.value_or(0), minutes.rbegin()->first);
    return result;
}

Result<std::unique_ptr<BlockArchive>> SqliteArchive::open(const QString &folder)
{
    const QString path = QDir(folder).filePath(u"telemetry.sqlite"_s);
    const QString name = u"telemetry-"_s % QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::unique_ptr<BlockArchive> archive(new SqliteArchive(name));
    auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    database.setDatabaseName(path);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!database.open())
        return failed(path, database.lastError());
    QSqlQuery query(database);
    for (const auto &statement :
         {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=NORMAL"_s,
          u"CREATE TABLE IF NOT EXISTS series(number INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL)"_s,
          u"CREATE TABLE IF NOT EXISTS block(sector TEXT NOT NULL, minute INTEGER NOT NULL, summaries BLOB NOT NULL, "
          "samples BLOB NOT NULL, PRIMARY KEY(sector, minute))"_s}) {
        if (!query.exec(statement))
            return failed(path, query.lastError());
    }
    return archive;
}

SqliteArchive::~SqliteArchive()
{
    handle().close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<Done> SqliteArchive::put(const std::vector<Row> &rows)
{
    auto database = handle();
    if (!database.transaction())
        return failed(u"history is not written"_s, database.lastError());
    QSqlQuery query(database);
    query.prepare(u"INSERT OR REPLACE INTO block(sector, minute, summaries, samples) VALUES(?, ?, ?, ?)"_s);
    for (const auto &row : rows) {
        query.bindValue(0, row.sector.value);
        query.bindValue(1, static_cast<qlonglong>(row.minute));
        query.bindValue(2, row.block.summaries);
        query.bindValue(3, row.block.samples);
        if (!query.exec()) {
            const auto error = query.lastError();
            database.rollback();
            return failed(u"history is not written"_s, error);
        }
    }
    if (!database.commit())
        return failed(u"history is not written"_s, database.lastError());
    return Done{};
}

Result<Done> SqliteArchive::prune(std::int64_t before)
{
    QSqlQuery query(handle());
    query.prepare(u"DELETE FROM block WHERE minute < ?"_s);
    query.bindValue(0, static_cast<qlonglong>(before));
    if (!query.exec())
        return failed(u"old history is kept"_s, query.lastError());
    return Done{};
}

Result<Done> SqliteArchive::visit(const SectorId &sector, std::int64_t first, std::int64_t end,
                                  const std::function<void(const QByteArray &, const Samples &)> &visitor)
{
    QSqlQuery query(handle());
    QSqlQuery samples(handle());
    query.setForwardOnly(true);
    query.prepare(u"SELECT minute, summaries FROM block WHERE sector = ? AND minute >= ? AND minute < ? ORDER BY minute"_s);
    query.bindValue(0, sector.value);
    query.bindValue(1, static_cast<qlonglong>(first));
    query.bindValue(2, static_cast<qlonglong>(end));
    samples.prepare(u"SELECT samples FROM block WHERE sector = ? AND minute = ?"_s);
    if (!query.exec())
        return failed(u"history is not read"_s, query.lastError());
    while (query.next()) {
        visitor(query.value(1).toByteArray(), [&] {
            samples.bindValue(0, sector.value);
            samples.bindValue(1, query.value(0));
            QByteArray bytes = samples.exec() && samples.next() ? samples.value(0).toByteArray() : QByteArray();
            samples.finish();
            return bytes;
        });
    }
    return Done{};
}

Result<QHash<QString, std::int32_t>> SqliteArchive::numbers(const QStringList &keys)
{
    auto database = handle();
    QSqlQuery query(database);
    if (!database.transaction())
        return failed(u"series are not numbered"_s, database.lastError());
    query.prepare(u"INSERT OR IGNORE INTO series(key) VALUES(?)"_s);
    for (const auto &key : keys) {
        query.bindValue(0, key);
        if (!query.exec()) {
            const auto error = query.lastError();
            database.rollback();
            return failed(u"series are not numbered"_s, error);
        }
    }
    if (!database.commit() || !query.exec(u"SELECT key, number FROM series"_s))
        return failed(u"series are not numbered"_s, database.lastError());
    QHash<QString, std::int32_t> result;
    while (query.next())
        result.insert(query.value(0).toString(), query.value(1).toInt());
    return result;
}

std::optional<std::int64_t> SqliteArchive::newest()
{
    QSqlQuery query(handle());
    if (!query.exec(u"SELECT max(minute) FROM block"_s) || !query.next() || query.value(0).isNull())
        return std::nullopt;
    return query.value(0).toLongLong();
}

} // namespace stanforis
