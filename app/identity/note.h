// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace stanforis::identity {

/// A text and who signed it (c2sp.org/signed-note).
struct Note
{
    struct Signature
    {
        QString name;
        QByteArray id;    ///< 4 bytes
        QByteArray bytes; ///< what follows the key's id
    };
    QByteArray text; ///< with its last newline
    QList<Signature> signatures;
};

/// None: not a note, or over 64 KiB, or with more than 16 signatures.
[[nodiscard]] std::optional<Note> readNote(const QByteArray &bytes);

/// The public part of an Ed25519 key that signs notes under a name, or cosigns checkpoints (c2sp.org/tlog-cosignature).
struct NoteVerifier
{
    enum class Kind : char { Signature = 0x01, Cosignature = 0x04 };

    QString name;
    Kind kind = Kind::Signature;
    QByteArray key; ///< 32 bytes

    /// First 4 bytes of SHA-256(name || newline || kind || key).
    [[nodiscard]] QByteArray id() const;
    /// `NAME+ID+KEY`, as c2sp.org/signed-note writes a verifier key.
    [[nodiscard]] QByteArray toText() const;
    [[nodiscard]] static std::optional<NoteVerifier> fromText(const QByteArray &text);

    /// The signature of this key on the note holds. For a cosigner: with a time. False when there is none.
    [[nodiscard]] bool hasSigned(const Note &note) const { return signedAt(note).has_value(); }
    /// There is a signature of this key, good or not.
    [[nodiscard]] bool claims(const Note &note) const;
    /// When a cosigner says it saw the checkpoint; the epoch for a plain signature. None when no signature of this key holds.
    [[nodiscard]] std::optional<Instant> signedAt(const Note &note) const;
};

/// The Ed25519 keys (RFC 8037) of a key set (RFC 7517) whose `kid` is `NAME+ID` of either kind.
[[nodiscard]] QList<NoteVerifier> noteVerifiers(const QByteArray &keySet);

/// Standard base64 without anything that another encoder would write differently.
[[nodiscard]] std::optional<QByteArray> fromBase64(const QByteArray &text);
/// ASCII decimal, not negative, without leading zeroes.
[[nodiscard]] std::optional<qint64> fromDecimal(const QByteArray &text);

} // namespace stanforis::identity
