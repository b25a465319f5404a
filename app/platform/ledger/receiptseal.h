// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "stanforis/ledger/v1/ledger.pb.h"

namespace stanforis {

class Ledger;

/// Makes of a receipt what a court takes: an ASiC-E container under the platform's seal (see README.md beside this file). Cheap;
/// keeps nothing.
class ReceiptSeal final
{
public:
    struct Seal
    {
        EcKey key;              ///< the key that signs receipts
        QByteArray certificate; ///< PEM, of that key
        QByteArray authority;   ///< PEM, of who issued it
    };
    /// The ledger must outlive it.
    ReceiptSeal(const Ledger &ledger, Seal seal);

    /// Invalid: the receipt is not genuine. NotFound: the ledger has no such entry.
    [[nodiscard]] Result<ledger::v1::Sealed> seal(const ledger::v1::SealRequest &request) const;

private:
    /// CAdES B-B over the bytes: CMS in DER, detached.
    [[nodiscard]] Result<QByteArray> sign(const QByteArray &bytes) const;

    const Ledger &m_ledger;
    Seal m_seal;
};

} // namespace stanforis
