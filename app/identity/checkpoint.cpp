// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/checkpoint.h"

#include "app/identity/faults.h"
#include "app/identity/merkleproof.h"

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestProof = 64 * 1024;
constexpr qsizetype hashSize = 32;
constexpr qsizetype mostHashes = 63; // no tree is higher

/// The lines before the first empty one, as hashes, and what follows it.
struct ProofBody
{
    QList<QByteArray> hashes;
    QByteArray note;
};

std::optional<ProofBody> readProofBody(const QByteArray &text)
{
    ProofBody body;
    qsizetype from = 0;
    for (;;) {
        const qsizetype end = text.indexOf('\n', from);
        if (end < 0)
            return std::nullopt;
        if (end == from) {
            body.note = text.mid(end + 1);
            return body;
        }
        const auto hash = fromBase64(text.mid(from, end - from));
        if (!hash || hash->size() != hashSize || body.hashes.size() == mostHashes)
            return std::nullopt;
        body.hashes.append(*hash);
        from = end + 1;
    }
}

/// Takes `prefix NUMBER` and its newline off the front.
std::optional<qint64> takeNumber(QByteArray &text, const QByteArray &prefix)
{
    const qsizetype end = text.indexOf('\n');
    if (end < 0 || !text.startsWith(prefix))
        return std::nullopt;
    const auto value = fromDecimal(text.mid(prefix.size(), end - prefix.size()));
    text.remove(0, end + 1);
    return value;
}

} // namespace

Result<Checkpoint> checkpointOf(const Note &note)
{
    const auto lines = note.text.split('\n');
    const auto size = lines.size() >= 4 ? fromDecimal(lines[1]) : std::nullopt;
    const auto root = lines.size() >= 4 ? fromBase64(lines[2]) : std::nullopt;
    if (!size || !root || root->size() != hashSize || lines[0].isEmpty())
        return malformed("checkpoint"_L1);
    return Checkpoint{QString::fromUtf8(lines[0]), *size, *root};
}

Result<Checkpoint> readCheckpoint(const QByteArray &bytes, const QList<NoteVerifier> &verifiers)
{
    const auto note = readNote(bytes);
    if (!note)
        return malformed("note"_L1);
    bool known = false;
    for (const NoteVerifier &verifier : verifiers) {
        if (!verifier.claims(*note))
            continue;
        if (!verifier.hasSigned(*note))
            return untrusted("checkpoint"_L1);
        known = true;
    }
    if (!known)
        return untrusted("ledger key"_L1);
    return checkpointOf(*note);
}

Result<Checkpoint> readCheckpoint(const QByteArray &bytes, const QByteArray &keySet)
{
    return readCheckpoint(bytes, ledgerKeys(keySet));
}

QList<NoteVerifier> ledgerKeys(const QByteArray &keySet)
{
    QList<NoteVerifier> signers = noteVerifiers(keySet);
    signers.removeIf([](const NoteVerifier &verifier) { return verifier.kind != NoteVerifier::Kind::Signature; });
    return signers;
}

Result<LedgerPlace> readLedgerProof(const QByteArray &proof, const QByteArray &entry, const QList<NoteVerifier> &ledgerKeys)
{
    constexpr auto firstLine = "c2sp.org/tlog-proof@v1\n"_L1;
    if (proof.size() > longestProof || !proof.startsWith(firstLine.latin1()))
        return malformed("proof"_L1);
    QByteArray rest = proof.mid(firstLine.size());
    if (rest.startsWith("extra "))
        rest.remove(0, rest.indexOf('\n') + 1);
    const auto index = takeNumber(rest, "index ");
    const auto body = index ? readProofBody(rest) : std::nullopt;
    if (!body)
        return malformed("proof"_L1);
    const auto checkpoint = readCheckpoint(body->note, ledgerKeys);
    if (!checkpoint)
        return checkpoint.error();
    if (!isIncluded(merkleLeaf(entry), *index, checkpoint->size, body->hashes, checkpoint->root))
        return untrusted("inclusion"_L1);
    return LedgerPlace{*index, *checkpoint};
}

std::optional<qint64> successorOf(const QByteArray &text)
{
    QByteArray rest = text.left(64);
    return takeNumber(rest, "old ");
}

QByteArray successorText(qint64 from, const QList<QByteArray> &consistency, const QByteArray &note)
{
    QByteArray text = "old " + QByteArray::number(from) + '\n';
    for (const QByteArray &hash : consistency)
        text += hash.toBase64() + '\n';
    text += '\n' + note;
    return text;
}

std::optional<QByteArray> noteOfSuccessor(const QByteArray &text)
{
    QByteArray rest = text.size() > longestProof ? QByteArray() : text;
    const auto from = takeNumber(rest, "old ");
    const auto body = from ? readProofBody(rest) : std::nullopt;
    return body ? std::optional(body->note) : std::nullopt;
}

Result<Checkpoint> checkpointInSuccessor(const QByteArray &text, const QByteArray &keySet)
{
    const auto note = noteOfSuccessor(text);
    return note ? readCheckpoint(*note, keySet) : malformed("consistency"_L1);
}

std::optional<CheckpointPair> readPair(const QByteArray &text)
{
    // In a note an empty line comes before its signatures, and those begin with a dash.
    const auto joint = text.size() > 2 * longestProof ? -1 : text.indexOf("\n\nold ");
    if (joint < 0)
        return std::nullopt;
    return CheckpointPair{text.left(joint + 1), text.mid(joint + 2)};
}

QByteArray toText(const CheckpointPair &pair) { return pair.older + '\n' + pair.successor; }

std::optional<SeenNote> readSeenNote(const QByteArray &text)
{
    QByteArray rest = text;
    const auto time = takeNumber(rest, "seen ");
    return time ? std::optional(SeenNote{fromMicroseconds(*time), rest}) : std::nullopt;
}

QByteArray toText(const SeenNote &seen)
{
    const QByteArray text = "seen " + QByteArray::number(qint64(toMicroseconds(seen.time))) + '\n' + seen.text;
    return text;
}

Result<Checkpoint> readSuccessor(const QByteArray &text, const Checkpoint &older, const QByteArray &keySet)
{
    QByteArray rest = text.size() > longestProof ? QByteArray() : text;
    const auto from = takeNumber(rest, "old ");
    const auto body = from ? readProofBody(rest) : std::nullopt;
    if (!body)
        return malformed("consistency"_L1);
    const auto newer = readCheckpoint(body->note, keySet);
    if (!newer)
        return newer;
    if (*from != older.size || newer->origin != older.origin ||
        !isConsistent(older.size, older.root, newer->size, newer->root, body->hashes))
        return untrusted("consistency"_L1);
    return newer;
}

} // namespace stanforis::identity
