// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <memory>

using EVP_PKEY = struct evp_pkey_st;

namespace stanforis::identity {

[[nodiscard]] QByteArray toBase64Url(const QByteArray &bytes);
/// Malformed for padding, other characters, or bits that are not zero at the end.
[[nodiscard]] Result<QByteArray> fromBase64Url(const QByteArray &text);
/// From the system's random generator through OpenSSL's RAND_bytes; Internal when it has none to give.
[[nodiscard]] Result<QByteArray> secureRandom(int size);
[[nodiscard]] QByteArray sha256(const QByteArray &bytes);

/// The public part of a P-256 key.
class VerifyingKey
{
public:
    /// RFC 7517 / RFC 7518 §6.2. Malformed: a point that is not on the curve. Invalid: another kind of key.
    [[nodiscard]] static Result<VerifyingKey> fromJwk(const QJsonObject &jwk);
    /// ES256: 64 bytes r and s (RFC 7518 §3.4).
    [[nodiscard]] bool verify(const QByteArray &bytes, const QByteArray &signature) const;
    [[nodiscard]] QJsonObject jwk() const;
    /// RFC 7638, SHA-256, base64url.
    [[nodiscard]] QString thumbprint() const;

protected:
    explicit VerifyingKey(std::shared_ptr<EVP_PKEY> key)
        : m_key(std::move(key))
    {}
    std::shared_ptr<EVP_PKEY> m_key;
};

/// A P-256 key of this session. Its private part never leaves it; OpenSSL wipes it when the last copy goes.
class SigningKey final : public VerifyingKey
{
public:
    [[nodiscard]] static Result<SigningKey> generate();
    /// ES256 over `bytes`: 64 bytes.
    [[nodiscard]] Result<QByteArray> sign(const QByteArray &bytes) const;

private:
    using VerifyingKey::VerifyingKey;
};

} // namespace stanforis::identity
