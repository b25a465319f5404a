// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/decodeprofile.h"

#include <QUrl>

#include <cstdlib>

using namespace stanforis;

/// A connection profile. Whatever is accepted leads to the address it was read from, over TLS.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto address = PlatformAddress::parse(QStringLiteral("https://127.0.0.1:8443"));
    const QByteArray json(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto profile = decodeProfile(*address, json);
    if (!profile)
        return 0;
    for (const auto &url : {profile->issuer, profile->apiBase, profile->platformResource, profile->sectorResourcePrefix,
                            profile->receiptKeysUrl, profile->enrolmentUrl, profile->trustListUrl, profile->websocketUrl}) {
        const QUrl read(url);
        if (read.host() != QStringLiteral("127.0.0.1") ||
            (read.scheme() != QStringLiteral("https") && read.scheme() != QStringLiteral("wss")))
            std::abort();
    }
    return 0;
}
