// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/credential.h"

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

/// The first byte says what follows: the payload of a credential (its header is given), a whole VC-JWT, or an encoded list.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const QByteArray rest(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size - 1));
    if (data[0] % 3 == 2) {
        if (const auto bits = readBits(QString::fromLatin1(rest)))
            demand(bits->size() >= 131'072 / 8 && bits->size() <= 1 << 20);
        return 0;
    }
    const QByteArray header = toBase64Url(R"({"alg":"ES256","typ":"vc+jwt","kid":"did:web:h#k"})");
    const QByteArray jwt = data[0] % 3 == 0 ? header + '.' + toBase64Url(rest) + '.' + toBase64Url(QByteArray(64, '\1')) : rest;
    const auto credential = readCredential(jwt);
    if (!credential)
        return 0;
    demand(credential->facts.from < credential->facts.until);
    demand(credential->facts.issuer.startsWith(QLatin1String("did:")) && !credential->facts.subject.isEmpty());
    demand(credential->statusList.isEmpty() || credential->statusList.scheme() == QLatin1String("https"));
    demand(credential->statusIndex >= 0);
    DidDocument issuer;
    issuer.id = credential->facts.issuer;
    demand(!checkCredential(*credential, issuer, credential->facts.from)); // nobody's key
    demand(!isRevoked(*credential, jwt, issuer, credential->facts.from));
    return 0;
}
