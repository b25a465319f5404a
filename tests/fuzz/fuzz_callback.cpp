// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/callbackrequest.h"

#include <cstdlib>

using namespace stanforis;

/// Whatever another program sends to the listener: it is taken only when it is a GET of our path with our Host.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray head(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto parameters = readCallback(head, "127.0.0.1:49152");
    const auto line = head.trimmed();
    const bool ours = line.startsWith("GET /oauth/callback?") || line.startsWith("GET /oauth/callback ");
    if (parameters && (!ours || !head.contains("127.0.0.1:49152")))
        std::abort();
    if (parameters)
        (void)parameters->queryItems(QUrl::FullyDecoded);
    return 0;
}
