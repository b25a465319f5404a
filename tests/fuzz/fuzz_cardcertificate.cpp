// SPDX-License-Identifier: GPL-3.0-or-later
// A certificate as any card may hold it.
#include "app/identity/card/cardcertificate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray der(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto certificate = stanforis::card::Certificate::read(der);
    if (certificate && (certificate->der != der || (certificate->coordinate != 32 && certificate->coordinate != 48) ||
                        certificate->digest(der).size() != certificate->coordinate))
        __builtin_trap();
    return 0;
}
