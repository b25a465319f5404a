// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace stanforis::identity {

/// SHA-256(0x00 || entry), RFC 6962 §2.1.
[[nodiscard]] QByteArray merkleLeaf(const QByteArray &entry);

/// Whether the entry with this leaf hash is number `index` (from 0) of a tree of `size` entries with this root. RFC 9162
/// §2.1.3.2.
[[nodiscard]] bool isIncluded(const QByteArray &leaf, qint64 index, qint64 size, const QList<QByteArray> &path,
                              const QByteArray &root);

/// Whether the first `from` entries of the tree of `to` entries are the older tree. RFC 9162 §2.1.4.2.
[[nodiscard]] bool isConsistent(qint64 from, const QByteArray &fromRoot, qint64 to, const QByteArray &toRoot,
                                const QList<QByteArray> &path);

} // namespace stanforis::identity
