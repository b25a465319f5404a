// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <memory>

struct evp_pkey_st;

namespace stanforis {

/// An Ed25519 key (RFC 8032) that signs notes under a name (c2sp.org/signed-note). Cheap to copy; any thread.
class NoteKey final
{
public:
    /// `name` without spaces and plus signs.
    [[nodiscard]] static Result<NoteKey> generate(const QString &name);
    /// Reads the PKCS#8 PEM file, or makes a key and writes it readable by its owner only.
    [[nodiscard]] static Result<NoteKey> loadOrCreate(const QString &path, const QString &name);

    [[nodiscard]] const QString &name() const { return m_name; }
    /// `text` ends with a newline and has no other control characters. Internal when it cannot be signed.
    [[nodiscard]] Result<QByteArray> signNote(const QByteArray &text) const;
    /// The signature line of c2sp.org/tlog-cosignature: that `text` was seen at this time.
    [[nodiscard]] Result<QByteArray> cosignatureLine(const QByteArray &text, Instant time) const;
    /// RFC 8037 §2: kty "OKP", crv "Ed25519"; kid is `name+id` with the note's key id in hexadecimal.
    [[nodiscard]] QJsonObject publicJwk() const;
    /// The same key as one that cosigns.
    [[nodiscard]] QJsonObject cosignerJwk() const;

private:
    NoteKey(std::shared_ptr<evp_pkey_st> key, QString name);
    [[nodiscard]] QByteArray idOf(char type) const;
    [[nodiscard]] QJsonObject jwk(const QByteArray &id) const;
    [[nodiscard]] Result<QByteArray> sign(const QByteArray &bytes) const;

    std::shared_ptr<evp_pkey_st> m_key;
    QString m_name;
    QByteArray m_public; ///< 32 bytes
    QByteArray m_id;     ///< 4 bytes: SHA-256(name || newline || 0x01 || public key)
};

} // namespace stanforis
