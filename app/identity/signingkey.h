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

struct CurveFacts;

/// The public part of a key on P-256 (ES256) or P-384 (ES384).
class VerifyingKey
{
public:
    enum class Curve { P256, P384 };

    /// RFC 7517 / RFC 7518 §6.2. Malformed: a point that is not on the curve. Invalid: another kind of key.
    [[nodiscard]] static Result<VerifyingKey> fromJwk(const QJsonObject &jwk);
    /// Of a certificate in DER, whoever issued it. Malformed: it is not one; Invalid: another kind of key.
    [[nodiscard]] static Result<VerifyingKey> fromCertificate(const QByteArray &der);
    /// `alg` of what it signs: it follows from the curve, whatever a header says.
    [[nodiscard]] QLatin1String algorithm() const;
    /// 64 bytes r and s for ES256, 96 for ES384 (RFC 7518 §3.4).
    [[nodiscard]] bool verify(const QByteArray &bytes, const QByteArray &signature) const;
    [[nodiscard]] QJsonObject jwk() const;
    /// RFC 7638, SHA-256, base64url.
    [[nodiscard]] QString thumbprint() const;

protected:
    VerifyingKey(std::shared_ptr<EVP_PKEY> key, const CurveFacts &curve)
        : m_key(std::move(key))
        , m_curve(&curve)
    {}
    std::shared_ptr<EVP_PKEY> m_key;
    const CurveFacts *m_curve; ///< one of two that live as long as the program
};

/// A key of this session. Its private part never leaves it; OpenSSL wipes it when the last copy goes.
class SigningKey final : public VerifyingKey
{
public:
    [[nodiscard]] static Result<SigningKey> generate(Curve curve = Curve::P256);
    /// r and s over `bytes`, by the key's algorithm.
    [[nodiscard]] Result<QByteArray> sign(const QByteArray &bytes) const;

private:
    using VerifyingKey::VerifyingKey;
};

} // namespace stanforis::identity
