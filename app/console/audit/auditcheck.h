// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/auditchain.h"
#include "app/storage/auditfolder.h"
#include "models/stores/auditstore.h"

namespace stanforis {

/// A log of this workstation as it was found at the start.
struct FoundLog
{
    int number = 0;
    QString path;
    identity::AuditReplay replay;
    std::optional<Error> checkpointError; ///< the checkpoint beside it does not hold in itself
    QList<identity::Checkpoint> promised; ///< its own last one, and those that platforms cosigned
    qint64 cosigned = 0;                  ///< entries of the largest one that was cosigned
    std::optional<Instant> firstOpen;     ///< when the first entry after that was written
    qint64 vouched = 0;                   ///< entries that the key in this workstation's keychain signed for
};

/// Something wrong, and the name under which a person settles it: an entry of a later log carries that name.
struct AuditDamage
{
    AuditFinding finding;
    QString key;
};

/// Notes how far a log is vouched for by this workstation's own public key; empty: there is none that outlived a run.
void vouch(FoundLog &log, const QByteArray &key);

/// A person has dealt with the damage of that name. What counts is a line that the workstation's own key has signed for: whoever
/// can write the files can add a line, or a log with another key, but cannot sign.
[[nodiscard]] bool isSettled(const QList<FoundLog> &logs, const QString &key);
/// It says of damage that it was settled, and nobody vouches for that line.
[[nodiscard]] bool hasUnprovedSettlement(const FoundLog &log);
/// The names of all damage that was settled, each once.
[[nodiscard]] QStringList settledIn(const QList<FoundLog> &logs);

/// Replays a log and reads what was promised of it. Slow: for the storage thread.
[[nodiscard]] FoundLog replayLog(const AuditFolder::Log &log);

/// The last line was being written when the program or the power ended, and nothing is missing before it.
[[nodiscard]] bool isMerelyUnfinished(const FoundLog &log);

/// Nothing is wrong with it by itself, so that it can go on.
[[nodiscard]] bool isWhole(const FoundLog &log);

/// The first thing that is wrong with logs in their order and was not settled.
[[nodiscard]] std::optional<AuditDamage> damageIn(const QList<FoundLog> &logs);

/// Whether these logs hold what a platform signed for one of them. None: they do, or it was settled.
[[nodiscard]] std::optional<AuditDamage> damageAgainst(const QList<FoundLog> &logs, const identity::Checkpoint &cosigned,
                                                       Instant when);

} // namespace stanforis
