// SPDX-License-Identifier: GPL-3.0-or-later
// What comes to the token endpoint as a card's proof.
#include "app/platform/provider/cardtoken.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto token = stanforis::CardToken::read(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (token && (token->certificate.isEmpty() || token->signature.isEmpty() ||
                  (token->algorithm != "ES256" && token->algorithm != "ES384")))
        __builtin_trap();
    return 0;
}
