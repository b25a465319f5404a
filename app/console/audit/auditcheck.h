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
};

/// Something wrong, and the name under which a person settles it: an entry of a later log carries that name.
struct AuditDamage
{
    AuditFinding finding;
    QString key;
};

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
