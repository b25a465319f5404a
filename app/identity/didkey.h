// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace stanforis::identity {

/// Base 58 with Bitcoin's alphabet (draft-msporny-base58-03). None: a character that is not in it. Meant for keys: the effort
/// grows with the square of the length.
[[nodiscard]] QByteArray toBase58(const QByteArray &bytes);
[[nodiscard]] std::optional<QByteArray> fromBase58(const QByteArray &text);

/// The key that a did:key (W3C CCG did:key) is, as a public JWK: EC P-256 ("zDn…") or OKP Ed25519 ("z6Mk…"). Invalid: another
/// method or kind of key. Malformed: not multibase base58btc, another length, or a point that is not on the curve.
[[nodiscard]] Result<QJsonObject> jwkFromDidKey(const QString &did);
/// The other way. Invalid, Malformed as above.
[[nodiscard]] Result<QString> didKeyFromJwk(const QJsonObject &jwk);

} // namespace stanforis::identity
