// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/ledger/auditwitness.h"

#include "app/platform/ledger/consistency.h"
#include "app/platform/ledger/signednote.h"
#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"

#include <QCryptographicHash>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr auto authority = "console.stanforis.example"_L1;

Error invalid(const QString &sentence) { return {Error::Code::Invalid, sentence}; }

Error conflict(const QString &sentence) { return {Error::Code::Conflict, sentence}; }

/// AUTHORITY/WORKSTATION/HASH, the hash being that of the key: such a name cannot be taken by another key.
Result<QString> workstationOf(const NoteVerifierKey &key)
{
    const QStringList parts = key.name.split(u'/');
    const QByteArray hash = QCryptographicHash::hash(key.bytes, QCryptographicHash::Sha256).left(8).toHex();
    if (parts.size() != 3 || parts[0] != authority || parts[1].isEmpty() || parts[2].toLatin1() != hash)
        return invalid(u"The name of the log is not %1/WORKSTATION/HASH with the hash of its key."_s.arg(authority));
    return parts[1];
}

} // namespace

AuditWitness::AuditWitness(Database &database, NoteKey key, const Clock &clock)
    : m_database(database)
    , m_key(std::move(key))
    , m_clock(clock)
{}

Result<Done> AuditWitness::start()
{
    const auto names = m_database.execute(
        u"CREATE TABLE IF NOT EXISTS audit_names (workstation TEXT PRIMARY KEY, holder TEXT NOT NULL) WITHOUT ROWID"_s);
    if (!names)
        return names;
    return m_database.execute(
        u"CREATE TABLE IF NOT EXISTS audit_logs (origin TEXT PRIMARY KEY, workstation TEXT NOT NULL, key TEXT NOT NULL,"
        " size INTEGER NOT NULL, root TEXT NOT NULL, note TEXT NOT NULL, time_us INTEGER NOT NULL) WITHOUT ROWID"_s);
}

Result<Done> AuditWitness::hold(const QString &workstation, const QString &caller, bool provesKey)
{
    const auto holder = m_database.query(u"SELECT holder FROM audit_names WHERE workstation = ?"_s, {workstation});
    if (!holder)
        return holder.error();
    if (!holder->isEmpty() && holder->first().at(0).toString() == caller)
        return Done{};
    if (!holder->isEmpty() && !provesKey)
        return Error{Error::Code::PermissionDenied, u"Audit logs of this name are kept by another workstation."_s};
    return m_database.execute(u"INSERT OR REPLACE INTO audit_names (workstation, holder) VALUES (?, ?)"_s, {workstation, caller});
}

Result<audit::v1::Cosigned> AuditWitness::cosign(const QString &caller, const audit::v1::CosignRequest &request)
{
    const auto key = NoteVerifierKey::read(bytesFromWire(request.key()));
    if (!key)
        return invalid(key.error().detail);
    const auto workstation = workstationOf(*key);
    if (!workstation)
        return workstation.error();
    const auto checkpoint = readSigned(bytesFromWire(request.note()), *key);
    if (!checkpoint)
        return invalid(checkpoint.error().detail);

    Database::Transaction transaction(m_database);
    const auto known = m_database.query(u"SELECT size, root FROM audit_logs WHERE origin = ?"_s, {checkpoint->origin});
    if (!known)
        return known.error();
    const qint64 size = known->isEmpty() ? 0 : known->first().at(0).toLongLong();
    if (request.known_size() != size)
        return conflict(u"The platform signed %1 entries of this log last, not %2."_s.arg(size).arg(request.known_size()));
    if (checkpoint->size < size)
        return conflict(u"This log has %1 entries; %2 were signed before. It was cut short or an older copy was put back."_s
                            .arg(checkpoint->size)
                            .arg(size));
    if (size > 0) {
        QList<Hash> proof;
        for (const auto &hash : request.consistency())
            proof.append(bytesFromWire(hash));
        const Hash root = QByteArray::fromHex(known->first().at(1).toString().toLatin1());
        if (proof.size() > 63 || !goesOnFrom(size, root, checkpoint->size, checkpoint->root, proof))
            return conflict(
                u"This log does not go on from the %1 entries that were signed before; they were changed."_s.arg(size));
    }
    // What was signed before can be had by anybody; more than that only by whoever has the key.
    if (const auto held = hold(*workstation, caller, size > 0 && checkpoint->size > size); !held)
        return held.error();
    const Instant now = m_clock.now();
    const auto line = m_key.cosignatureLine(checkpoint->text, now);
    if (!line)
        return line.error();
    const QByteArray note = checkpoint->text + '\n' + checkpoint->line + *line;
    auto kept =
        m_database.execute(u"INSERT OR REPLACE INTO audit_logs (origin, workstation, key, size, root, note, time_us)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                           {checkpoint->origin, *workstation, fromWire(request.key()), checkpoint->size,
                            QString::fromLatin1(checkpoint->root.toHex()), QString::fromUtf8(note), qint64(toMicroseconds(now))});
    if (kept)
        kept = transaction.commit();
    if (!kept)
        return kept.error();
    audit::v1::Cosigned answer;
    answer.set_note(note.toStdString());
    answer.set_key(request.key());
    return answer;
}

Result<audit::v1::Cosigned> AuditWitness::cosigned(const audit::v1::GetCosignedRequest &request) const
{
    const bool byOrigin = !request.origin().empty();
    const auto found = m_database.query(
        byOrigin ? u"SELECT note, key FROM audit_logs WHERE origin = ?"_s
                 : u"SELECT note, key FROM audit_logs WHERE workstation = ? ORDER BY time_us DESC, origin LIMIT 1"_s,
        {fromWire(byOrigin ? request.origin() : request.workstation())});
    if (!found)
        return found.error();
    audit::v1::Cosigned answer;
    if (!found->isEmpty()) {
        answer.set_note(toWire(found->first().at(0).toString()));
        answer.set_key(toWire(found->first().at(1).toString()));
    }
    return answer;
}

} // namespace stanforis
