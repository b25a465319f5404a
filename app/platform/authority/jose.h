// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QJsonObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

struct evp_pkey_st;

namespace stanforis {

/// RFC 4648 §5 without padding, as RFC 7515 §2 asks for.
[[nodiscard]] QByteArray toBase64Url(const QByteArray &bytes);
/// Strict: a foreign character or padding is no value.
[[nodiscard]] std::optional<QByteArray> fromBase64Url(const QByteArray &text);

/// Bytes from the system's cryptographic generator (RAND_bytes).
[[nodiscard]] QByteArray randomBytes(int count);

/// An elliptic-curve key on P-256 for ES256, or on P-384 for ES384 (RFC 7518 §3.4). Cheap to copy; any thread.
class EcKey
{
public:
    enum class Curve { P256, P384 };

    [[nodiscard]] static Result<EcKey> generate(Curve curve = Curve::P256);
    /// Reads the PKCS#8 PEM file, or makes a key and writes it readable by its owner only.
    [[nodiscard]] static Result<EcKey> loadOrCreate(const QString &path);
    /// RFC 7517; the public members only. A point that is not on the curve is Malformed, other key types are Invalid.
    [[nodiscard]] static Result<EcKey> fromPublicJwk(const QJsonObject &jwk);

    [[nodiscard]] bool hasPrivatePart() const { return m_private; }
    [[nodiscard]] Curve curve() const { return m_curve; }
    /// `alg` of what it signs; it follows from the curve and from nothing else.
    [[nodiscard]] QLatin1String algorithm() const;
    /// kty, crv, x, y, kid, use "sig", alg; never a private member.
    [[nodiscard]] QJsonObject publicJwk() const;
    /// RFC 7638 thumbprint, SHA-256, base64url.
    [[nodiscard]] QByteArray thumbprint() const;
    /// PKCS#8 PEM; for the TLS servers of this process only.
    [[nodiscard]] QByteArray privatePem() const;

    /// ECDSA over SHA-256 or SHA-384; r and s, 64 or 96 bytes (RFC 7518 §3.4).
    [[nodiscard]] Result<QByteArray> sign(const QByteArray &bytes) const;
    [[nodiscard]] bool verify(const QByteArray &bytes, const QByteArray &signature) const;

    [[nodiscard]] evp_pkey_st *handle() const { return m_key.get(); }

private:
    EcKey(std::shared_ptr<evp_pkey_st> key, Curve curve, bool isPrivate);

    std::shared_ptr<evp_pkey_st> m_key;
    Curve m_curve = Curve::P256;
    bool m_private = false;
    QByteArray m_x;
    QByteArray m_y;
};

/// RFC 7517 §5: a set of public keys, as served.
[[nodiscard]] QByteArray toJwks(const std::vector<QJsonObject> &keys);

/// One signature of a JWS as it was read; nothing is verified yet.
struct JwsSignature
{
    QJsonObject header;       ///< the protected header, the only one accepted
    QByteArray protectedText; ///< base64url, as it was signed
    QByteArray signature;     ///< 64 or 96 bytes

    [[nodiscard]] QByteArray kid() const { return header.value(QLatin1String("kid")).toString().toUtf8(); }
    [[nodiscard]] QString typ() const { return header.value(QLatin1String("typ")).toString(); }
    [[nodiscard]] QString algorithm() const { return header.value(QLatin1String("alg")).toString(); }
};

/// A JWS (RFC 7515): the compact form has one signature, the general JSON form one for each person.
struct Jws
{
    QByteArray payload;     ///< decoded
    QByteArray payloadText; ///< base64url, as it was signed
    std::vector<JwsSignature> signatures;

    /// Compact serialization, RFC 7515 §7.1; exactly one signature.
    [[nodiscard]] static Result<Jws> readCompact(const QByteArray &text);
    /// General JSON serialization, RFC 7515 §7.2.1; one to eight signatures. Unprotected headers, other members and members
    /// that come twice are refused.
    [[nodiscard]] static Result<Jws> readGeneral(const QByteArray &json);
    /// The header gets the key's alg and, unless it has a kid, its thumbprint as kid; give it typ and what else is needed.
    [[nodiscard]] static Result<QByteArray> signCompact(const EcKey &key, QJsonObject header, const QByteArray &payload);

    /// Whether signature `index` was made with `key`, by the key's own algorithm, over this payload. False if there is no such
    /// signature.
    [[nodiscard]] bool verify(std::size_t index, const EcKey &key) const;
    /// Adds one over the same payload; as signCompact() for the header.
    [[nodiscard]] Result<Done> addSignature(const EcKey &key, QJsonObject header);
    [[nodiscard]] QByteArray toGeneral() const;
};

} // namespace stanforis
