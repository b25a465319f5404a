// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace stanforis::identity {

/// What one line of the console's audit log says, before it has its place in the log. Nothing about a person but the subject:
/// what else there is to say is data, kept elsewhere and named by its salted hash, so that it can be erased and the proof stays.
struct AuditFacts
{
    QString event;       ///< "session.signed-in"
    QString object;      ///< what it was done to; "" when that is said by the event
    QString result;      ///< "ok", "denied", "failed"
    QString subject;     ///< who is signed in; "" for nobody
    QString session;     ///< one sign-in; "" for nobody
    QString workstation; ///< this one
    Instant time;
    qint64 monotonic = 0; ///< ms since the program began, whatever the clock did
    QByteArray data;      ///< hexadecimal SHA-256 of salt and data; "" when there is none
};

/// A line as it was read. The texts are canonical JSON (RFC 8785), not yet unescaped, and point into the line.
struct AuditEntry
{
    QByteArrayView data, event, object, previous, result, session, subject, time, workstation;
    qint64 monotonic = 0;
    qint64 sequence = 0; ///< from 1
};

constexpr qsizetype longestAuditLine = 4096;

/// The line for `sequence`, without its newline: canonical JSON of `dh ev mono obj prev res seq sid sub ts ws`.
[[nodiscard]] Result<QByteArray> writeAuditLine(const AuditFacts &facts, qint64 sequence, const QByteArray &previous);
/// None: not a line of an audit log.
[[nodiscard]] std::optional<AuditEntry> readAuditLine(QByteArrayView line);
/// A text of an entry as it was meant.
[[nodiscard]] QString unescaped(QByteArrayView text);

} // namespace stanforis::identity
