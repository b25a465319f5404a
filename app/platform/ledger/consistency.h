// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/ledger/merkletree.h"

namespace stanforis {

/// Whether the first `from` entries of the tree of `to` entries with this root are the tree with the root `fromRoot`, by the
/// proof of RFC 6962 §2.1.2. 0 < from <= to.
[[nodiscard]] bool goesOnFrom(qint64 from, const Hash &fromRoot, qint64 to, const Hash &toRoot, const QList<Hash> &proof);

} // namespace stanforis
