// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QUrlQuery>

#include <optional>

namespace stanforis {

/// Path of the redirect address, as it is registered at the provider.
inline constexpr QLatin1StringView callbackPath("/oauth/callback");

/// The parameters of a request to the loopback listener, from its head (request line and headers, without the empty line). Empty
/// unless it is a GET of exactly our path whose one Host header is `host`, a literal address with port: a page elsewhere that
/// points its own name at 127.0.0.1 sends that name.
[[nodiscard]] std::optional<QUrlQuery> readCallback(const QByteArray &head, const QByteArray &host);

} // namespace stanforis
