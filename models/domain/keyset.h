// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QList>

namespace stanforis {

/// Of a key set as it was served (JWKS, RFC 7517) the keys that stand in one of the `listed` sets too, compared by what makes a
/// key the one it is (RFC 7638 §3.2). Who serves keys is then not who says which are right. Malformed, "keys": it is no key set.
/// Untrusted, "key set": none of its keys is listed.
[[nodiscard]] Result<QByteArray> listedKeys(const QByteArray &served, const QList<QByteArray> &listed);

} // namespace stanforis
