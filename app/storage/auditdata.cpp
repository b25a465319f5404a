// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/auditdata.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

AuditData::AuditData()
    : m_connection(u"audit-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{}

AuditData::~AuditData()
{
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

Result<Done> AuditData::open(const QString &path)
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_database.setDatabaseName(path);
    if (!m_database.open())
        return Error{Error::Code::Storage, path + u": "_s + m_database.lastError().text()};
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    QSqlQuery query(m_database);
    for (const QString &statement : {u"PRAGMA secure_delete=ON"_s, u"PRAGMA journal_mode=DELETE"_s,
                                     u"CREATE TABLE IF NOT EXISTS data (log INTEGER NOT NULL, seq INTEGER NOT NULL,"
                                     " salt BLOB NOT NULL, data TEXT NOT NULL, PRIMARY KEY (log, seq)) WITHOUT ROWID"_s}) {
        if (!query.exec(statement))
            return Error{Error::Code::Storage, path + u": "_s + query.lastError().text()};
    }
    return Done{};
}

Result<Done> AuditData::put(int log, qint64 sequence, const Entry &entry)
{
    QSqlQuery query(m_database);
    query.prepare(u"INSERT OR REPLACE INTO data (log, seq, salt, data) VALUES (?, ?, ?, ?)"_s);
    query.addBindValue(log);
    query.addBindValue(sequence);
    query.addBindValue(entry.salt);
    query.addBindValue(QString::fromUtf8(entry.data));
    if (!query.exec())
        return Error{Error::Code::Storage, m_database.databaseName() + u": "_s + query.lastError().text()};
    return Done{};
}

std::optional<AuditData::Entry> AuditData::get(int log, qint64 sequence) const
{
    QSqlQuery query(m_database);
    query.prepare(u"SELECT salt, data FROM data WHERE log = ? AND seq = ?"_s);
    query.addBindValue(log);
    query.addBindValue(sequence);
    if (!query.exec() || !query.next())
        return std::nullopt;
    return Entry{query.value(0).toByteArray(), query.value(1).toString().toUtf8()};
}

Result<Done> AuditData::erase(int log, qint64 sequence)
{
    QSqlQuery query(m_database);
    query.prepare(u"DELETE FROM data WHERE log = ? AND seq = ?"_s);
    query.addBindValue(log);
    query.addBindValue(sequence);
    if (!query.exec())
        return Error{Error::Code::Storage, m_database.databaseName() + u": "_s + query.lastError().text()};
    return Done{};
}

} // namespace stanforis
