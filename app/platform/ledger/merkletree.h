// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace stanforis {

/// A hash of 32 bytes, SHA-256.
using Hash = QByteArray;

/// The Merkle hash tree of RFC 6962 §2.1 over entries in the order they were added. Any one thread.
///
/// Keeps the hashes of all complete subtrees: adding costs O(1) on average, a root or a proof O(log² size).
class MerkleTree final
{
public:
    /// RFC 6962 §2.1: SHA-256(0x00 || entry).
    [[nodiscard]] static Hash leafHash(const QByteArray &entry);
    /// SHA-256(0x01 || left || right).
    [[nodiscard]] static Hash nodeHash(const Hash &left, const Hash &right);

    void append(const QByteArray &entry) { appendLeaf(leafHash(entry)); }
    void appendLeaf(const Hash &leaf);
    /// Forgets the entries from `size` on; for what was added and then not kept.
    void truncate(qint64 size);
    [[nodiscard]] qint64 size() const { return m_levels.isEmpty() ? 0 : m_levels.first().size(); }

    /// The root of the first `size` entries, 0 <= size <= size(); SHA-256 of nothing for none.
    [[nodiscard]] Hash root(qint64 size) const;
    [[nodiscard]] Hash root() const { return root(size()); }
    /// RFC 6962 §2.1.1: from the leaf's sibling upwards. 0 <= index < size <= size().
    [[nodiscard]] QList<Hash> inclusionProof(qint64 index, qint64 size) const;
    /// RFC 6962 §2.1.2. 0 < from <= to <= size(); empty when they are equal.
    [[nodiscard]] QList<Hash> consistencyProof(qint64 from, qint64 to) const;

private:
    /// The hash of entries [begin, end).
    [[nodiscard]] Hash hashOf(qint64 begin, qint64 end) const;
    void prove(qint64 begin, qint64 end, qint64 known, bool complete, QList<Hash> &proof) const;

    QList<QList<Hash>> m_levels; ///< [k][i]: of entries [i * 2^k, (i + 1) * 2^k), complete ones only
};

} // namespace stanforis
