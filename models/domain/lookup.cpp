// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/lookup.h"

#include <algorithm>

namespace stanforis {

LookUp recognise(const QByteArray &text)
{
    const QByteArray trimmed = text.trimmed();
    if (trimmed.startsWith("did:"))
        return LookUp::Identifier;
    if (trimmed.startsWith('{'))
        return LookUp::Receipt;
    const auto ofBase64Url = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    };
    constexpr int dots = 2;
    if (trimmed.count('.') == dots && std::ranges::all_of(trimmed, ofBase64Url))
        return LookUp::Credential;
    return LookUp::Unknown;
}

} // namespace stanforis
