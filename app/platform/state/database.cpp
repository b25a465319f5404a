// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/state/database.h"

#include "app/platform/state/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>
#include <QtEndian>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

Error storageError(const QString &path, const QString &what)
{
    return {Error::Code::Storage, path.isEmpty() ? what : QDir::toNativeSeparators(path) + u": "_s + what};
}

/// Looks at the header only (SQLite file format §1.3), so that a file that is not ours is not touched by SQLite at all.
Result<Done> checkHeader(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return storageError(path, u"cannot be read: "_s + file.errorString());
    const QByteArray header = file.read(100);
    if (header.size() < 100 || !header.startsWith(QByteArray("SQLite format 3\0", 16)))
        return storageError(path, u"is not a state file of this platform"_s);
    if (qFromBigEndian<qint32>(header.constData() + 68) != stateApplicationId)
        return storageError(path, u"is a database of another program"_s);
    const auto version = qFromBigEndian<qint32>(header.constData() + 60);
    if (version > stateSchemaVersion)
        return storageError(path,
                            u"was written by a newer version (%1, this one knows %2)"_s.arg(version).arg(stateSchemaVersion));
    return Done{};
}

} // namespace

Database::Database()
    : m_connection(u"platform-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{}

Database::~Database()
{
    m_handle = {};
    QSqlDatabase::removeDatabase(m_connection);
}

Result<Done> Database::connect(const QString &path, const QString &options)
{
    m_handle = {};
    QSqlDatabase::removeDatabase(m_connection);
    m_handle = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    if (!m_handle.isValid())
        return storageError({}, u"the SQLite driver of Qt is not installed"_s);
    m_handle.setDatabaseName(path);
    m_handle.setConnectOptions(options);
    if (!m_handle.open())
        return storageError(path, m_handle.lastError().text());
    return Done{};
}

Result<std::unique_ptr<Database>> Database::open(const QString &folder)
{
    std::unique_ptr<Database> database(new Database);
    const auto create = [&database](const QString &path) -> Result<Done> {
        if (auto connected = database->connect(path, {}); !connected)
            return connected;
        Transaction transaction(*database);
        for (const QString &statement : stateSchema()) {
            if (auto made = database->execute(statement); !made)
                return made;
        }
        for (const auto &[name, value] :
             {std::pair{"application_id"_L1, stateApplicationId}, {"user_version"_L1, stateSchemaVersion}}) {
            if (auto set = database->execute(u"PRAGMA %1=%2"_s.arg(name).arg(value)); !set)
                return set;
        }
        return transaction.commit();
    };
    if (folder.isEmpty()) {
        if (auto made = create(u":memory:"_s); !made)
            return made.error();
        return database;
    }

    if (!QDir().mkpath(folder) || !QFileInfo(folder).isWritable())
        return storageError(folder, u"the state folder cannot be written"_s);
    database->m_lock = std::make_unique<QLockFile>(QDir(folder).filePath(u"stanforis.lock"_s));
    database->m_lock->setStaleLockTime(0); // stale when its process is gone, not by age
    if (!database->m_lock->tryLock(0))
        return storageError(folder, u"another platform that is running uses this state folder"_s);

    const QString path = QDir(folder).filePath(u"stanforis.sqlite"_s);
    database->m_path = path;
    if (!QFileInfo::exists(path)) {
        // Made beside its place and moved in one step: a half-made database never carries the name.
        const QString fresh = path + u".new"_s;
        QFile::remove(fresh);
        QFile::remove(fresh + u"-journal"_s);
        if (auto made = create(fresh); !made)
            return made.error();
        database->m_handle.close();
        if (!QFile::rename(fresh, path))
            return storageError(path, u"cannot be created"_s);
    }
    if (auto fits = checkHeader(path); !fits)
        return fits.error();
    if (auto connected = database->connect(path, u"QSQLITE_OPEN_READONLY"_s); !connected)
        return connected.error();
    const auto check = database->query(u"PRAGMA quick_check(1)"_s);
    if (!check || check->isEmpty() || check->first().first().toString() != u"ok"_s)
        return storageError(path, u"is damaged"_s);
    if (auto connected = database->connect(path, u"QSQLITE_BUSY_TIMEOUT=5000"_s); !connected)
        return connected.error();
    for (const auto &pragma : {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s}) {
        if (auto set = database->execute(pragma); !set)
            return set.error();
    }
    return database;
}

Result<Database::Rows> Database::query(const QString &sql, const QVariantList &arguments)
{
    QSqlQuery query(m_handle);
    query.setForwardOnly(true);
    const auto failure = [&] {
        m_failed = true;
        return storageError(m_path, query.lastError().text());
    };
    if (!query.prepare(sql))
        return failure();
    for (const QVariant &argument : arguments) // a text that was never set is empty, not NULL
        query.addBindValue(argument.typeId() == QMetaType::QString && argument.toString().isNull() ? QVariant(u""_s) : argument);
    if (!query.exec())
        return failure();
    const int columns = query.record().count();
    Rows rows;
    while (query.next()) {
        Row row;
        row.reserve(columns);
        for (int column = 0; column < columns; ++column)
            row.append(query.value(column));
        rows.append(row);
    }
    return rows;
}

Result<Done> Database::execute(const QString &sql, const QVariantList &arguments)
{
    auto rows = query(sql, arguments);
    if (!rows)
        return rows.error();
    return Done{};
}

Database::Transaction::Transaction(Database &database)
    : m_database(database)
{
    if (m_database.m_depth++ == 0)
        m_database.m_failed = !m_database.execute(u"BEGIN IMMEDIATE"_s);
    m_open = true;
}

Database::Transaction::~Transaction()
{
    if (!m_open)
        return;
    m_database.m_failed = true; // an inner one that was not committed takes the outer one with it
    if (--m_database.m_depth == 0)
        static_cast<void>(m_database.execute(u"ROLLBACK"_s));
}

Result<Done> Database::Transaction::commit()
{
    if (m_database.m_failed)
        return storageError(m_database.m_path, u"the change could not be kept"_s);
    if (m_database.m_depth == 1) {
        if (auto done = m_database.execute(u"COMMIT"_s); !done)
            return done;
    }
    m_open = false;
    --m_database.m_depth;
    return Done{};
}

} // namespace stanforis
