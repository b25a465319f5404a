// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/canonicaljson.h"

#include <cstdlib>

using stanforis::identity::CanonicalJson;

/// RFC 8785: what is read is written back byte for byte, or it is refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto read = CanonicalJson::read(bytes);
    if (!read)
        return 0;
    const auto written = read->write();
    if (!written || *written != bytes)
        std::abort();
    return 0;
}
