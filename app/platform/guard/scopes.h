// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

namespace stanforis {

/// What an access token may be used for (RFC 6749 §3.3). Without the first: nothing on the platform; without the second: only
/// methods that read. Roles decide the rest.
inline constexpr QLatin1StringView viewScope("platform.view");
inline constexpr QLatin1StringView actScope("platform.act");

} // namespace stanforis
