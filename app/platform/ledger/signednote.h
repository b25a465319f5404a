// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QString>

namespace stanforis {

/// A checkpoint that a console signed (c2sp.org/tlog-checkpoint), its signature checked.
struct SignedCheckpoint
{
    QByteArray text; ///< what was signed, with its last newline
    QString origin;
    qint64 size = 0;
    QByteArray root; ///< 32 bytes
    QByteArray line; ///< the signature, with its newline
};

/// A public key as c2sp.org/signed-note writes it: `NAME+ID+KEY`, Ed25519.
struct NoteVerifierKey
{
    QString name;
    QByteArray id;    ///< 4 bytes
    QByteArray bytes; ///< 32 bytes

    /// Malformed: not such a text, or the id is not that of name and key.
    [[nodiscard]] static Result<NoteVerifierKey> read(const QByteArray &text);
};

/// Malformed: no checkpoint. Untrusted: this key has not signed it, or it is of another log than the key's name says.
[[nodiscard]] Result<SignedCheckpoint> readSigned(const QByteArray &note, const NoteVerifierKey &key);

} // namespace stanforis
