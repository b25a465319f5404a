// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QObject>
#include <QString>

#include <optional>

namespace stanforis {

/// What was found wrong with the console's audit log. Decides over the sentences shown.
struct AuditFinding
{
    enum class Kind {
        Edited,       ///< a line does not follow the one before it, or the lines are not those of a checkpoint
        OutOfOrder,   ///< a line's number is not the next one: moved, removed or put in
        Unreadable,   ///< a line is no entry
        CutShort,     ///< fewer entries than were there: the end was cut off or an older copy put back
        OtherHistory, ///< as many entries, but not the ones that the platform signed
        Missing,      ///< the platform knows a log of this workstation that is not here
        Unsigned,     ///< its own checkpoint is not signed with its key
    };
    Kind kind = Kind::Edited;
    QString file;
    qint64 line = 0;     ///< from 1; 0: not known
    qint64 entries = 0;  ///< that are there
    qint64 expected = 0; ///< that there should be
    std::optional<Instant>
        cosigned; ///< when the platform signed what it is held against; none: this workstation's own checkpoint

    friend bool operator==(const AuditFinding &, const AuditFinding &) = default;
};

/// How the console's audit log is.
struct AuditState
{
    bool checked = false;        ///< replayed since the start
    bool awaitsPlatform = false; ///< the platform that was reached has not said yet what it remembers of it
    std::optional<AuditFinding> finding;
    QString writeFailure; ///< the system's words; empty: everything was written
    QString file;         ///< that is written to
    qint64 entries = 0;   ///< in that file
    qint64 waiting = 0;   ///< that are not written yet
    qint64 cosigned = 0;  ///< of the entries
    std::optional<Instant> cosignedAt;
    std::optional<Instant> oldestOpen; ///< time of the first entry that is not cosigned
    bool keyKept = false;              ///< the key outlives this run, in the system's keychain
    bool isRenamed = false;            ///< in this run a platform would not keep logs of the name that it had

    friend bool operator==(const AuditState &, const AuditState &) = default;
};

/// How the platform's ledger is to this console, which remembers what it said before.
struct LedgerState
{
    enum class Kind { NotSeen, Well, RolledBack, Forked, Unsigned };
    Kind kind = Kind::NotSeen;
    QString origin;
    qint64 size = 0;             ///< of the highest checkpoint seen
    qint64 answer = 0;           ///< what the platform says now, if that is fewer
    std::optional<Instant> seen; ///< when that was
    std::optional<Instant> wrongSince;

    friend bool operator==(const LedgerState &, const LedgerState &) = default;
};

/// The detail of the Storage error with which signing is refused while AuditStore::bar() says so.
inline constexpr auto auditBarDetail = "audit log";

/// What holds console and platform to what they wrote. GUI thread.
class AuditStore final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    static constexpr qint64 mostOpen = 1000;
    static constexpr std::chrono::hours longestOpen{24};

    /// Why no transaction is signed here now.
    enum class Bar { None, NotChecked, Damaged, NotWritten, TooManyOpen, OpenTooLong, LedgerRewritten };

    [[nodiscard]] const AuditState &audit() const { return m_audit; }
    [[nodiscard]] const LedgerState &ledger() const { return m_ledger; }
    [[nodiscard]] Bar bar(Instant now) const;
    [[nodiscard]] bool mayTransact(Instant now) const { return bar(now) == Bar::None; }

    void setAudit(const AuditState &audit);
    void setLedger(const LedgerState &ledger);

Q_SIGNALS:
    void changed();

private:
    AuditState m_audit;
    LedgerState m_ledger;
};

} // namespace stanforis
