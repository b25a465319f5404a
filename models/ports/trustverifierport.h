// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/trustlist.h"

namespace stanforis {

/// Reads what a platform signs about itself. Signatures only: whether it is in time and no older than before is for who asked.
class TrustVerifierPort
{
public:
    virtual ~TrustVerifierPort() = default;
    /// The signer's certificate has to lead to one of `authorities` (DER) and be for signing documents; with `host` it has to
    /// name it, too: among the authorities of a whole system the right one is not known. Malformed, or Untrusted.
    [[nodiscard]] virtual Result<TrustList> trustList(const QByteArray &jws, const QList<QByteArray> &authorities,
                                                      const QString &host) const = 0;
    /// Signed by this authority (DER). Malformed, or Untrusted.
    [[nodiscard]] virtual Result<RevocationList> revocationList(const QByteArray &der, const QByteArray &authority) const = 0;
};

} // namespace stanforis
