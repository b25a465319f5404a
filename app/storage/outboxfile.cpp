// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/outboxfile.h"

#include "app/storage/unsentrow.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>
#include <QVariant>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int applicationId = 0x53544F42; // "STOB"
constexpr int version = 1;

/// What a sealed row is bound to.
QByteArray placeOf(const QString &platform, const SubjectId &subject, const QString &id)
{
    return QStringList{platform, subject.value, id}.join(u'\n').toUtf8();
}

} // namespace

OutboxFile::OutboxFile(QString path)
    : m_path(std::move(path))
    , m_connection(u"outbox-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{}

OutboxFile::~OutboxFile()
{
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

Result<Done> OutboxFile::open()
{
    if (m_ready)
        return Done{};
    const QFileInfo file(m_path);
    if (!QDir().mkpath(file.path()))
        return Error{Error::Code::Storage, file.path()};
    if (!file.exists()) {
        // Made by us first: SQLite would let others read it.
        QFile fresh(m_path);
        if (!fresh.open(QFile::WriteOnly | QFile::NewOnly, QFile::ReadOwner | QFile::WriteOwner) && !QFileInfo::exists(m_path))
            return Error{Error::Code::Storage, fresh.errorString()};
    }
    if (!m_database.isValid()) {
        m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
        m_database.setDatabaseName(m_path);
        m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    }
    if (!m_database.isOpen() && !m_database.open())
        return Error{Error::Code::Storage, m_database.lastError().text()};
    if (auto prepared = prepare(); !prepared) {
        m_database.close();
        return prepared;
    }
    m_ready = true;
    return Done{};
}

Result<Done> OutboxFile::prepare()
{
    for (const auto &pragma : {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s}) {
        if (const auto set = run(pragma); !set)
            return set.error();
    }
    const auto id = run(u"PRAGMA application_id"_s);
    const auto tables = run(u"SELECT count(*) FROM sqlite_master"_s);
    if (!id || !tables)
        return id ? tables.error() : id.error();
    const bool isNew = tables->first().first().toInt() == 0;
    if (!isNew && id->first().first().toInt() != applicationId)
        return Error{Error::Code::Storage, m_path + u": a database of another program"_s};
    const auto check = run(u"PRAGMA quick_check(1)"_s);
    if (!check || check->isEmpty() || check->first().first().toString() != u"ok"_s)
        return Error{Error::Code::Storage, m_path + u": damaged"_s};
    // Harmless when another console has just done the same.
    for (const auto &statement : {u"CREATE TABLE IF NOT EXISTS unsent (position INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT "
                                  u"NOT NULL, subject TEXT NOT NULL,"
                                  " id TEXT NOT NULL, data BLOB NOT NULL, UNIQUE (platform, subject, id))"_s,
                                  u"PRAGMA application_id=%1"_s.arg(applicationId), u"PRAGMA user_version=%1"_s.arg(version)}) {
        if (const auto done = run(statement); !done)
            return done.error();
    }
    return Done{};
}

Result<OutboxFile::Rows> OutboxFile::run(const QString &sql, const QVariantList &arguments)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    const auto failure = [&query] { return Error{Error::Code::Storage, query.lastError().text()}; };
    if (!query.prepare(sql))
        return failure();
    for (const QVariant &argument : arguments)
        query.addBindValue(argument);
    if (!query.exec())
        return failure();
    Rows rows;
    const int columns = query.record().count();
    while (query.next()) {
        QVariantList row;
        for (int column = 0; column < columns; ++column)
            row.append(query.value(column));
        rows.append(row);
    }
    return rows;
}

Result<Done> OutboxFile::put(const UnsentWork &work)
{
    if (auto opened = open(); !opened)
        return opened;
    QByteArray row = toRow(work);
    if (m_cipher) {
        auto sealed = m_cipher->seal(row, placeOf(work.platform, work.subject, work.id.value));
        if (!sealed)
            return sealed.error();
        row = *std::move(sealed);
    }
    // In its old place when it is there already: what was signed first is sent first.
    const auto done = run(u"INSERT INTO unsent (platform, subject, id, data) VALUES (?, ?, ?, ?)"
                          " ON CONFLICT (platform, subject, id) DO UPDATE SET data = excluded.data"_s,
                          {work.platform, work.subject.value, work.id.value, row});
    if (!done)
        return done.error();
    return Done{};
}

Result<Done> OutboxFile::remove(const UnsentWork &work)
{
    if (auto opened = open(); !opened)
        return opened;
    const auto done = run(u"DELETE FROM unsent WHERE platform = ? AND subject = ? AND id = ?"_s,
                          {work.platform, work.subject.value, work.id.value});
    if (!done)
        return done.error();
    return Done{};
}

Result<KeptWork> OutboxFile::read(const QString &platform, const SubjectId &subject)
{
    if (auto opened = open(); !opened)
        return opened.error();
    const auto rows =
        run(u"SELECT data, id FROM unsent WHERE platform = ? AND subject = ? ORDER BY position"_s, {platform, subject.value});
    if (!rows)
        return rows.error();
    KeptWork kept;
    for (const QVariantList &row : *rows) {
        Result<QByteArray> bytes = row.first().toByteArray();
        if (RowCipher::isSealed(*bytes))
            bytes = m_cipher ? m_cipher->open(*bytes, placeOf(platform, subject, row.at(1).toString()))
                             : Error{Error::Code::Unavailable, u"sealed with a key of the keychain, which is not there now"_s};
        auto work = bytes ? fromRow(*bytes) : bytes.error();
        if (work && (work->platform != platform || work->subject != subject))
            work = Error{Error::Code::Storage, u"a row of the outbox is another person's"_s};
        if (work)
            kept.works.append(*std::move(work));
        else
            kept.unread = UnreadWork{kept.unread ? kept.unread->pieces + 1 : 1, work.error()};
    }
    return kept;
}

} // namespace stanforis
