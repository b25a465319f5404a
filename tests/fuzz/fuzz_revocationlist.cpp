// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/trustverifier.h"

#include <cstdlib>

using namespace stanforis;

/// A revocation list in DER. What is read is in order; the signature is checked against no authority and so never holds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray der(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto list = identity::revocationListFrom(der)) {
        if (list->nextUpdate <= list->thisUpdate || list->issuer.isEmpty() || list->der != der)
            std::abort();
    }
    if (TrustVerifier().revocationList(der, der))
        std::abort();
    return 0;
}
