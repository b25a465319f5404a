// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace stanforis {

struct ProviderSettings;

/// What the provider says of itself (OpenID Connect Discovery §3, RFC 8414 §2, RFC 8628 §4, RFC 9126 §5, RFC 9207 §3).
[[nodiscard]] QJsonObject discoveryOf(const ProviderSettings &settings);

} // namespace stanforis
