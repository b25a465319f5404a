// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/trust.h"

#include <memory>

using EVP_PKEY = struct evp_pkey_st;

namespace stanforis::identity {

/// The P-256 key of this workstation; a new one for each certificate. OpenSSL wipes it when the last copy goes.
class WorkstationKey
{
public:
    [[nodiscard]] static Result<WorkstationKey> generate();
    /// Malformed: not a P-256 key in PEM.
    [[nodiscard]] static Result<WorkstationKey> fromPem(const QByteArray &pem);

    /// PKCS#8; for the TLS connections of this process and for the keychain. Overwrite it when it is done with.
    [[nodiscard]] QByteArray pem() const;
    /// A PKCS#10 request (RFC 2986) in PEM. It says nothing but the key: names are the platform's to give.
    [[nodiscard]] Result<QByteArray> request() const;
    [[nodiscard]] EVP_PKEY *handle() const { return m_key.get(); }

private:
    explicit WorkstationKey(std::shared_ptr<EVP_PKEY> key)
        : m_key(std::move(key))
    {}
    std::shared_ptr<EVP_PKEY> m_key;
};

/// A certificate for a workstation as it was received. Malformed, with what is wrong: not for this key, not exactly one URI
/// `spiffe://DOMAIN/console/NAME` among its names (X509-SVID §2), not for client authentication, an authority, or for longer than
/// 24 hours. Whether it is in force is for the caller to say.
[[nodiscard]] Result<TrustCertificate> readWorkstationCertificate(const QByteArray &pem, const WorkstationKey &key);

} // namespace stanforis::identity
