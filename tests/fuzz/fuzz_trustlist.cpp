// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/trustverifier.h"

#include <cstdlib>

using namespace stanforis;

/// The payload of a trust list, and the whole of one, signed by nobody who is trusted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto list = identity::trustListFrom(bytes)) {
        if (list->serial == 0 || list->nextUpdate <= list->issued || list->servers.isEmpty() || list->workstations.isEmpty())
            std::abort();
    }
    if (TrustVerifier().trustList(bytes, {}, {}))
        std::abort();
    return 0;
}
