// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QUrl>

namespace stanforis {

/// Where a platform is and, if it has its own authority, which one: `https://HOST[:PORT][#sha256=<64 hexadecimal digits>]`.
struct PlatformAddress
{
    QUrl origin;                ///< https://HOST:PORT, no path, no fragment
    QByteArray authoritySha256; ///< 32 bytes over the authority's DER, or empty

    /// Invalid: not https, no host, a path, a user, a query, or another fragment.
    [[nodiscard]] static Result<PlatformAddress> parse(const QString &text);
    [[nodiscard]] QString text() const { return origin.toString(); }
    friend bool operator==(const PlatformAddress &, const PlatformAddress &) = default;
};

} // namespace stanforis
