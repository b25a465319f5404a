// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/note.h"
#include "models/core/result.h"

#include <optional>

namespace stanforis::identity {

/// What a ledger said about itself at one moment, its signature checked (c2sp.org/tlog-checkpoint).
struct Checkpoint
{
    QString origin; ///< name of the ledger and of its key
    qint64 size = 0;
    QByteArray root; ///< 32 bytes
};

/// Reads a signed note (c2sp.org/signed-note) whose text is a checkpoint. `keySet` (RFC 7517) has the ledger's Ed25519 key
/// (RFC 8037), its `kid` being `NAME+ID`. Malformed: no checkpoint. Untrusted: no key of the set has signed it, or one that
/// should have has not.
[[nodiscard]] Result<Checkpoint> readCheckpoint(const QByteArray &note, const QByteArray &keySet);
/// The same for a checkpoint whose signer is known otherwise.
[[nodiscard]] Result<Checkpoint> readCheckpoint(const QByteArray &note, const QList<NoteVerifier> &verifiers);
/// The keys of a key set that sign checkpoints. A witness's are not among them: it says that it saw somebody's checkpoint, not
/// that it is the platform's.
[[nodiscard]] QList<NoteVerifier> ledgerKeys(const QByteArray &keySet);
/// What a text says of a ledger, whoever signed it. Malformed: it is no checkpoint.
[[nodiscard]] Result<Checkpoint> checkpointOf(const Note &note);

/// An entry's place in a ledger (c2sp.org/tlog-proof).
struct LedgerPlace
{
    qint64 index = 0; ///< from 0
    Checkpoint checkpoint;
};

/// Malformed: no proof. Untrusted: the checkpoint is not signed by one of the keys, or `entry` is not where the proof says.
[[nodiscard]] Result<LedgerPlace> readLedgerProof(const QByteArray &proof, const QByteArray &entry,
                                                  const QList<NoteVerifier> &ledgerKeys);

/// Reads a newer checkpoint with the proof that it goes on from `older`: the request body of c2sp.org/tlog-witness,
/// `old SIZE`, one hash a line, an empty line, the checkpoint. Malformed, or Untrusted when it does not go on from it.
[[nodiscard]] Result<Checkpoint> readSuccessor(const QByteArray &text, const Checkpoint &older, const QByteArray &keySet);
/// The size of the older checkpoint that such a text goes on from; none when it is another kind of text.
[[nodiscard]] std::optional<qint64> successorOf(const QByteArray &text);
[[nodiscard]] QByteArray successorText(qint64 from, const QList<QByteArray> &consistency, const QByteArray &note);
/// The note in such a text; none when it is another kind of text.
[[nodiscard]] std::optional<QByteArray> noteOfSuccessor(const QByteArray &text);
/// The newer checkpoint in such a text, its signature checked, whatever it goes on from.
[[nodiscard]] Result<Checkpoint> checkpointInSuccessor(const QByteArray &text, const QByteArray &keySet);

/// An older checkpoint and a newer one that goes on from it, in one file: the older note, an empty line, the text above.
struct CheckpointPair
{
    QByteArray older;
    QByteArray successor;
};
/// None when it is another kind of text.
[[nodiscard]] std::optional<CheckpointPair> readPair(const QByteArray &text);
[[nodiscard]] QByteArray toText(const CheckpointPair &pair);

/// A checkpoint as a console keeps it: `seen MICROSECONDS`, a newline, the note; or, where it should go on from an older one and
/// does not, the text above.
struct SeenNote
{
    Instant time;
    QByteArray text;
};
/// None when it is another kind of text.
[[nodiscard]] std::optional<SeenNote> readSeenNote(const QByteArray &text);
[[nodiscard]] QByteArray toText(const SeenNote &seen);

} // namespace stanforis::identity
