// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/workstations/workstationstore.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

qlonglong microseconds(Instant instant) { return toMicroseconds(instant); }

} // namespace

WorkstationStore::WorkstationStore()
    : m_connection(QUuid::createUuid().toString(QUuid::WithoutBraces))
{}

WorkstationStore::~WorkstationStore()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<Done> WorkstationStore::open(const QString &path)
{
    if (QFile file(path); !file.exists() && file.open(QIODevice::WriteOnly))
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner); // SQLite gives its other files the same
    auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    database.setDatabaseName(path);
    if (!database.open())
        return Error{Error::Code::Storage, QStringLiteral("%1: %2").arg(path, database.lastError().text())};
    for (const auto &statement :
         {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s, // what was answered survives a power cut
          u"CREATE TABLE IF NOT EXISTS certificates (sha256 BLOB PRIMARY KEY, serial TEXT NOT NULL, workstation TEXT NOT NULL,"
          " from_us INTEGER NOT NULL, until_us INTEGER NOT NULL, used INTEGER NOT NULL, revoked_us INTEGER NOT NULL) STRICT"_s,
          u"CREATE TABLE IF NOT EXISTS codes (sha256 BLOB PRIMARY KEY, expires_us INTEGER NOT NULL, workstation TEXT NOT NULL,"
          " key_sha256 BLOB NOT NULL) STRICT"_s}) {
        if (const auto done = execute(statement); !done)
            return Error{Error::Code::Storage, QStringLiteral("%1 is not a file that this program wrote").arg(path)};
    }
    return load();
}

Result<Done> WorkstationStore::load()
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    if (!query.exec(u"SELECT sha256, serial, workstation, from_us, until_us, used, revoked_us FROM certificates"_s))
        return Error{Error::Code::Storage, query.lastError().text()};
    while (query.next()) {
        const WorkstationCertificate certificate{query.value(0).toByteArray(),
                                                 query.value(1).toByteArray(),
                                                 query.value(2).toString(),
                                                 fromMicroseconds(query.value(3).toLongLong()),
                                                 fromMicroseconds(query.value(4).toLongLong()),
                                                 query.value(5).toBool(),
                                                 fromMicroseconds(query.value(6).toLongLong())};
        m_certificates.insert(certificate.sha256, certificate);
    }
    return Done{};
}

Result<Done> WorkstationStore::setCertificate(const WorkstationCertificate &certificate)
{
    const auto done = execute(u"INSERT OR REPLACE INTO certificates VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                              {certificate.sha256, QString::fromLatin1(certificate.serial), certificate.workstation,
                               microseconds(certificate.from), microseconds(certificate.until), int(certificate.used),
                               microseconds(certificate.revoked)});
    if (done)
        m_certificates.insert(certificate.sha256, certificate);
    return done;
}

void WorkstationStore::removeExpired(Instant now)
{
    if (execute(u"DELETE FROM certificates WHERE until_us < ?"_s, {microseconds(now)}))
        m_certificates.removeIf([now](auto entry) { return entry.value().until < now; });
    // A code is remembered for a day more, so that somebody who comes late is told so.
    static_cast<void>(execute(u"DELETE FROM codes WHERE expires_us < ?"_s, {microseconds(now - std::chrono::hours(24))}));
}

std::optional<EnrolmentCode> WorkstationStore::code(const QByteArray &sha256) const
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    query.prepare(u"SELECT expires_us, workstation, key_sha256 FROM codes WHERE sha256 = ?"_s);
    query.addBindValue(sha256);
    if (!query.exec() || !query.next())
        return std::nullopt;
    return EnrolmentCode{sha256, fromMicroseconds(query.value(0).toLongLong()), query.value(1).toString(),
                         query.value(2).toByteArray()};
}

Result<Done> WorkstationStore::setCode(const EnrolmentCode &code)
{
    const auto key = code.keySha256.isNull() ? QByteArray("") : code.keySha256;
    const auto workstation = code.workstation.isNull() ? u""_s : code.workstation;
    return execute(u"INSERT OR REPLACE INTO codes VALUES (?, ?, ?, ?)"_s,
                   {code.sha256, microseconds(code.expires), workstation, key});
}

Result<Done> WorkstationStore::enrol(const EnrolmentCode &code, const WorkstationCertificate &certificate)
{
    auto database = QSqlDatabase::database(m_connection);
    if (!database.transaction())
        return Error{Error::Code::Storage, database.lastError().text()};
    auto done = setCode(code);
    if (done)
        done = setCertificate(certificate);
    if (done && database.commit())
        return done;
    const Error failed = done ? Error{Error::Code::Storage, database.lastError().text()} : done.error();
    database.rollback();
    m_certificates.remove(certificate.sha256);
    return failed;
}

Result<Done> WorkstationStore::execute(const QString &statement, const QVariantList &values) const
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    query.prepare(statement);
    for (const auto &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return Error{Error::Code::Storage, query.lastError().text()};
    return Done{};
}

} // namespace stanforis
