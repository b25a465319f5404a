// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/audit/auditlog.h"
#include "models/ports/witnessport.h"

namespace stanforis {

/// What the platform's ledger once said is remembered from run to run, and each new checkpoint has to go on from it (RFC 6962
/// §2.1.2). One that does not is a ledger that was put back or rewritten; that is remembered too. Lives while the console is at
/// that platform. GUI thread.
class LedgerMemory final : public QObject
{
    Q_OBJECT
public:
    LedgerMemory(AuditLog &log, WitnessPort &witness, const Clock &clock, const QString &platform, QObject *parent = nullptr);

    /// Asks for the newest checkpoint now; it is asked for every minute anyway.
    void look();
    /// For a file: the oldest checkpoint that is remembered of this ledger and its newest one, with the proof that it goes on
    /// from it (identity::CheckpointPair), checked here; one note while there is one only. NotFound: the ledger has no entries
    /// yet. Untrusted: it does not go on; the file that proves that is kept beside the audit log.
    void exportProof(QObject *context, Reply<QByteArray> reply);

private:
    [[nodiscard]] Result<QByteArray> proofOf(const LedgerHead &head) const;
    void recall();
    void ask(qint64 knownSize);
    void take(qint64 knownSize, const Result<LedgerHead> &head);
    void accept(const identity::Checkpoint &checkpoint, const QByteArray &note);
    void contradict(LedgerState::Kind kind, qint64 answer, const QByteArray &proof);
    void keep(const QString &what, const QByteArray &text, Instant time);

    AuditLog &m_log;
    WitnessPort &m_witness;
    const Clock &m_clock;
    const QString m_platform;
    QTimer m_minute;
    QByteArray m_keys;
    std::optional<identity::Checkpoint> m_known;
    QByteArray m_first; ///< note of the oldest one that is remembered
    LedgerState m_state;
    bool m_recalled = false;
    bool m_busy = false;
};

} // namespace stanforis
