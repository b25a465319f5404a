// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/auditchain.h"
#include "app/identity/checkpoint.h"
#include "app/identity/receiptverifier.h"

#include <QCoreApplication>
#include <QHash>

namespace stanforis {

/// What is to be said of one file.
struct Verdict
{
    bool genuine = false;
    QString sentence;
};

/// A time as every sentence here has it.
[[nodiscard]] QString utc(Instant time);

/// Whether a file that begins so is an audit log, which may be larger than anything else.
[[nodiscard]] bool beginsAuditLog(const QByteArray &start);

/// Looks at files one after the other with the keys of one platform. A checkpoint that was found genuine is what the next one of
/// the same ledger is held to.
class Verifier final
{
    Q_DECLARE_TR_FUNCTIONS(Verifier)

public:
    /// `keySet`: the document the platform serves at its `receipt_jwks_uri` (RFC 7517).
    explicit Verifier(QByteArray keySet);

    /// Notes a file that will be looked at, so that the order in which files are given does not matter: an audit log is held
    /// against every checkpoint of it.
    void announce(const QString &name, const QByteArray &file);
    /// A receipt as the console saves it, an audit log of a console, a checkpoint (c2sp.org/tlog-checkpoint), one as the console
    /// keeps it with the time at which it was shown, a checkpoint with the proof that it goes on from one given before (the
    /// request body of c2sp.org/tlog-witness), or both in one file, as the console exports them.
    [[nodiscard]] Verdict look(const QByteArray &file);

private:
    [[nodiscard]] Verdict lookAtReceipt(const QByteArray &file);
    [[nodiscard]] Verdict lookAtSeen(const identity::SeenNote &seen);
    [[nodiscard]] Verdict lookAtCheckpoint(const QByteArray &file);
    [[nodiscard]] Verdict lookAtAuditLog(const QByteArray &file) const;
    [[nodiscard]] Verdict lookAtAuditCheckpoint(const identity::Note &note, const identity::Checkpoint &checkpoint) const;
    [[nodiscard]] Verdict lookAtSuccessor(const QByteArray &file, qint64 from);
    [[nodiscard]] static Verdict refused(const Error &error);
    /// Two checkpoints of one ledger that cannot both be true.
    [[nodiscard]] bool contradicts(const identity::Checkpoint &checkpoint) const;
    [[nodiscard]] static Verdict twoHistories(const identity::Checkpoint &checkpoint);

    struct Announced
    {
        QString name;
        identity::Note note;
        identity::Checkpoint checkpoint;
    };
    /// Who of the platform's witnesses saw it, and when. None: nobody.
    struct Sighting
    {
        QString witness;
        Instant when;
    };
    [[nodiscard]] std::optional<Sighting> sightingOf(const identity::Note &note) const;
    /// What is wrong with a log by a checkpoint of it; empty: nothing.
    [[nodiscard]] static QString contradiction(const identity::AuditReplay &log, const Announced &announced);

    QByteArray m_keySet;
    identity::ReceiptVerifier m_receipts;
    QList<identity::NoteVerifier> m_witnesses;
    QList<Announced> m_announced;
    QHash<QByteArray, QString> m_heads; ///< last links of the logs that were announced, and their names
    QList<identity::Checkpoint> m_known;
    QList<std::pair<Instant, identity::Checkpoint>> m_seen; ///< when a console was shown them
};

} // namespace stanforis
