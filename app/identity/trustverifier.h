// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/trustverifierport.h"

namespace stanforis {

namespace identity {
/// The payload of a trust list whose signature holds; `signer` is left empty. Malformed.
[[nodiscard]] Result<TrustList> trustListFrom(const QByteArray &json);
/// What a list says; its signature is not looked at, and `authority` and `issuerName` are left empty. Malformed.
[[nodiscard]] Result<RevocationList> revocationListFrom(const QByteArray &der);
} // namespace identity

/// Trust lists and revocation lists with OpenSSL and the console's own strict JWS. Any thread.
class TrustVerifier final : public TrustVerifierPort
{
public:
    [[nodiscard]] Result<TrustList> trustList(const QByteArray &jws, const QList<QByteArray> &authorities,
                                              const QString &host) const override;
    [[nodiscard]] Result<RevocationList> revocationList(const QByteArray &der, const QByteArray &authority) const override;
};

} // namespace stanforis
