// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/signingkey.h"

#include <QJsonObject>
#include <QList>

namespace stanforis::identity {

/// JSON Web Signature, ES256 and ES384 (RFC 7515), compact and general serialization with the payload embedded.
class Jws final
{
public:
    struct Signature
    {
        QByteArray protectedHeader; ///< base64url, as signed
        QByteArray signature;
        QJsonObject header;
    };

    /// Malformed unless exactly three parts, a JSON header with one of the two alg and without crit.
    [[nodiscard]] static Result<Jws> fromCompact(const QByteArray &text);
    /// Malformed unless {"payload","signatures":[{"protected","signature"}…]} with one or two signatures, nothing else, and
    /// no member twice.
    [[nodiscard]] static Result<Jws> fromGeneral(const QByteArray &text);
    [[nodiscard]] static Jws of(const QByteArray &payload);

    /// Adds alg and kid to the header and signs.
    [[nodiscard]] Result<Done> sign(const SigningKey &key, QJsonObject header);
    /// For a key that signs elsewhere, such as on a card: the bytes it has to sign under this header (RFC 7515 §5.1), which must
    /// hold alg and kid already; and what came back.
    [[nodiscard]] QByteArray signingInput(const QJsonObject &header) const;
    void addSignature(const QJsonObject &header, const QByteArray &signature);
    /// False also when the header names another algorithm than the key's: the key decides.
    [[nodiscard]] bool verify(qsizetype index, const VerifyingKey &key) const;

    [[nodiscard]] Result<QByteArray> toCompact() const;
    [[nodiscard]] QByteArray toGeneral() const;

    [[nodiscard]] const QByteArray &payload() const { return m_payload; }
    [[nodiscard]] const QList<Signature> &signatures() const { return m_signatures; }

private:
    [[nodiscard]] Result<Done> take(const QByteArray &protectedHeader, const QByteArray &signature);

    QByteArray m_payload;
    QList<Signature> m_signatures;
};

/// The key with that `kid` in a key set (RFC 7517 §5). NotFound when it is not there.
[[nodiscard]] Result<VerifyingKey> keyFromSet(const QByteArray &keySet, const QString &kid);

} // namespace stanforis::identity
