// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/ledger/notekey.h"
#include "stanforis/audit/v1/audit.pb.h"

namespace stanforis {

class Clock;
class Database;

/// The platform as witness of the consoles' audit logs (stanforis.audit.v1): remembers the last checkpoint of each, cosigns only
/// what goes on from it. Its memory is in the platform's database, so a signature is never given for what is then forgotten.
/// The WORKSTATION of a log's name is held by the workstation that named a log so first: nobody else can begin one under it,
/// which would look as if a log were missing there. Whoever has the key of such a log goes on with it, also after enrolling anew.
class AuditWitness final
{
public:
    /// `key`: signs as a cosigner (c2sp.org/tlog-cosignature).
    AuditWitness(Database &database, NoteKey key, const Clock &clock);

    /// Storage: the database cannot be used.
    [[nodiscard]] Result<Done> start();
    /// `caller`: SPIFFE id of the workstation that asks. Malformed: not readable. Untrusted is told as Invalid: the request does
    /// not hold in itself. Conflict: the log does not go on from what was signed before. PermissionDenied: the name is another
    /// workstation's.
    [[nodiscard]] Result<audit::v1::Cosigned> cosign(const QString &caller, const audit::v1::CosignRequest &request);
    [[nodiscard]] Result<audit::v1::Cosigned> cosigned(const audit::v1::GetCosignedRequest &request) const;

private:
    /// Writes down who holds the name, if `caller` may: `provesKey` when it shows what only the log's key can have signed.
    [[nodiscard]] Result<Done> hold(const QString &workstation, const QString &caller, bool provesKey);

    Database &m_database;
    NoteKey m_key;
    const Clock &m_clock;
};

} // namespace stanforis
