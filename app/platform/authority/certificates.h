// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "app/platform/authority/openssl.h"
#include "models/core/clock.h"

#include <vector>

/// What every authority of the platform does with OpenSSL to make and read certificates (RFC 5280).
namespace stanforis::certificates {

/// Certificates begin so long before they are made, because clocks differ a little.
inline constexpr std::chrono::hours clockDifference{1};

struct ExtensionText
{
    int nid;
    QByteArray value; ///< as in openssl-x509v3_config
};

/// What stands in a certificate, beside its key.
struct Content
{
    QByteArray commonName;
    Instant from;
    Instant until;
    std::vector<ExtensionText> extensions;
};

/// Who signs it: the certificate of the issuer, or null when it signs itself.
struct Issuer
{
    X509 *certificate = nullptr;
    const EcKey &key;
};

/// Null when OpenSSL refuses.
[[nodiscard]] openssl::Certificate issue(EVP_PKEY *key, const Issuer &issuer, const Content &content);
[[nodiscard]] openssl::Certificate fromPem(const QByteArray &pem);
[[nodiscard]] QByteArray toPem(X509 *certificate);
[[nodiscard]] QByteArray toDer(X509 *certificate);
[[nodiscard]] bool validUntil(X509 *certificate, Instant instant);
/// Lower-case hexadecimal, without leading zeros of its own.
[[nodiscard]] QByteArray serialOf(X509 *certificate);
[[nodiscard]] std::time_t toTime(Instant instant);

} // namespace stanforis::certificates
