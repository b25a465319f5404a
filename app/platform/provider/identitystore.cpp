// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/identitystore.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>
#include <QVariant>

namespace stanforis {

using namespace Qt::StringLiterals;

IdentityStore::IdentityStore()
    : m_connection(QUuid::createUuid().toString(QUuid::WithoutBraces))
{}

IdentityStore::~IdentityStore()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<Done> IdentityStore::open(const QString &path)
{
    if (QFile file(path); !file.exists() && file.open(QIODevice::WriteOnly))
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner); // SQLite gives its other files the same
    auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    database.setDatabaseName(path);
    if (!database.open())
        return Error{Error::Code::Storage, QStringLiteral("%1: %2").arg(path, database.lastError().text())};
    for (const auto &statement :
         {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s, // what was answered survives a power cut
          u"CREATE TABLE IF NOT EXISTS pins (subject TEXT PRIMARY KEY, pin TEXT NOT NULL, failures INTEGER NOT NULL,"
          " blocked_until_us INTEGER NOT NULL) STRICT"_s,
          u"CREATE TABLE IF NOT EXISTS families (session TEXT PRIMARY KEY, subject TEXT NOT NULL, scope TEXT NOT NULL,"
          " signed_in_us INTEGER NOT NULL, expires_us INTEGER NOT NULL, revoked INTEGER NOT NULL, current BLOB NOT NULL,"
          " previous BLOB NOT NULL, rotated_us INTEGER NOT NULL, workstation TEXT NOT NULL DEFAULT '') STRICT"_s,
          u"CREATE TABLE IF NOT EXISTS card_sessions (session TEXT PRIMARY KEY) STRICT"_s}) {
        if (const auto done = execute(statement); !done)
            return Error{Error::Code::Storage, QStringLiteral("%1 is not a file that this program wrote").arg(path)};
    }
    if (!database.record(u"families"_s).contains(u"workstation"_s)) { // written before sessions were bound to workstations
        if (const auto done = execute(u"ALTER TABLE families ADD COLUMN workstation TEXT NOT NULL DEFAULT ''"_s); !done)
            return done;
    }
    return load();
}

Result<Done> IdentityStore::load()
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    if (!query.exec(u"SELECT subject, pin, failures, blocked_until_us FROM pins"_s))
        return Error{Error::Code::Storage, query.lastError().text()};
    while (query.next()) {
        m_pins.insert(SubjectId(query.value(0).toString()),
                      {query.value(1).toString(), query.value(2).toInt(), fromMicroseconds(query.value(3).toLongLong())});
    }
    if (!query.exec(u"SELECT session, subject, scope, signed_in_us, expires_us, revoked, current, previous, rotated_us,"
                    " session IN (SELECT session FROM card_sessions), workstation FROM families"_s))
        return Error{Error::Code::Storage, query.lastError().text()};
    while (query.next()) {
        const TokenFamily family{query.value(0).toString(),
                                 SubjectId(query.value(1).toString()),
                                 query.value(2).toString(),
                                 fromMicroseconds(query.value(3).toLongLong()),
                                 fromMicroseconds(query.value(4).toLongLong()),
                                 query.value(5).toBool(),
                                 query.value(6).toByteArray(),
                                 query.value(7).toByteArray(),
                                 fromMicroseconds(query.value(8).toLongLong()),
                                 query.value(9).toBool(),
                                 query.value(10).toString()};
        m_families.insert(family.session, family);
    }
    return Done{};
}

std::optional<PinState> IdentityStore::pin(const SubjectId &subject) const
{
    const auto found = m_pins.constFind(subject);
    return found == m_pins.cend() ? std::nullopt : std::optional(*found);
}

Result<Done> IdentityStore::setPin(const SubjectId &subject, const PinState &state)
{
    const auto done = execute(u"INSERT OR REPLACE INTO pins VALUES (?, ?, ?, ?)"_s,
                              {subject.value, state.pin, state.failures, qlonglong(toMicroseconds(state.blockedUntil))});
    if (done)
        m_pins.insert(subject, state);
    return done;
}

std::optional<TokenFamily> IdentityStore::family(const QString &session) const
{
    const auto found = m_families.constFind(session);
    return found == m_families.cend() ? std::nullopt : std::optional(*found);
}

Result<Done> IdentityStore::setFamily(const TokenFamily &family)
{
    const auto blob = [](const QByteArray &bytes) { return bytes.isNull() ? QByteArray("") : bytes; };
    if (family.card && !m_families.contains(family.session)) {
        // First: a session that is written is never one without its card.
        if (const auto done = execute(u"INSERT OR REPLACE INTO card_sessions VALUES (?)"_s, {family.session}); !done)
            return done;
    }
    const auto done =
        execute(u"INSERT OR REPLACE INTO families VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                {family.session, family.subject.value, family.scope, qlonglong(toMicroseconds(family.signedIn)),
                 qlonglong(toMicroseconds(family.expires)), int(family.revoked), blob(family.current), blob(family.previous),
                 qlonglong(toMicroseconds(family.rotated)), family.workstation.isNull() ? u""_s : family.workstation});
    if (done)
        m_families.insert(family.session, family);
    return done;
}

void IdentityStore::removeExpired(Instant now)
{
    if (execute(u"DELETE FROM families WHERE expires_us < ?"_s, {qlonglong(toMicroseconds(now))}))
        m_families.removeIf([now](auto entry) { return entry.value().expires < now; });
    (void)execute(u"DELETE FROM card_sessions WHERE session NOT IN (SELECT session FROM families)"_s); // tried again next time
}

Result<Done> IdentityStore::execute(const QString &statement, const QVariantList &values)
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
