// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/diddocument.h"
#include "app/identity/didkey.h"

#include <cstdlib>

using namespace stanforis;
using namespace stanforis::identity;

namespace {

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

/// The first line is a DID, the rest a document of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype end = bytes.indexOf('\n');
    const QString did = QString::fromUtf8(end < 0 ? bytes : bytes.left(end));
    if (const auto jwk = jwkFromDidKey(did)) {
        const auto back = didKeyFromJwk(*jwk);
        demand(back && *back == did); // one key, one name
        demand(documentOfDidKey(did).has_value());
    }
    if (const auto address = addressOf(did)) {
        demand(address->scheme() == QLatin1String("https"));
        demand(address->userInfo().isEmpty() && !address->hasQuery() && !address->hasFragment());
        demand(address->path().endsWith(QLatin1String("/did.json")) && !address->path().contains(QLatin1String("/../")));
    }
    if (end < 0)
        return 0;
    if (const auto document = readDidDocument(did, bytes.mid(end + 1))) {
        demand(document->id == did);
        for (const DidKey &key : document->keys) {
            demand(key.id.startsWith(did + QLatin1Char('#')));
            demand(!key.jwk.contains("\"d\":"));
        }
    }
    return 0;
}
