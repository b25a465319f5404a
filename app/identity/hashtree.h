// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <array>
#include <vector>

namespace stanforis::identity {

/// SHA-256 without an allocation; trees have many of them.
using Digest = std::array<uchar, 32>;

/// SHA-256(0x00 || entry), RFC 6962 §2.1.
[[nodiscard]] Digest leafDigest(QByteArrayView entry);
[[nodiscard]] QByteArray bytesOf(const Digest &digest);

/// An RFC 6962 tree that only grows: the console's own log. Any one thread.
///
/// A row holds the roots of all complete subtrees of one height, so that adding costs O(1) on average and a root O(log size).
class HashTree final
{
public:
    void append(const Digest &leaf);
    [[nodiscard]] qint64 size() const { return m_rows.empty() ? 0 : static_cast<qint64>(m_rows.front().size()); }
    /// 0 <= size <= size(); SHA-256 of nothing for none.
    [[nodiscard]] Digest root(qint64 size) const;
    [[nodiscard]] Digest root() const { return root(size()); }
    /// RFC 6962 §2.1.2 from the first `from` entries to the first `to`, 0 < from <= to <= size().
    [[nodiscard]] QList<QByteArray> consistency(qint64 from, qint64 to) const;

private:
    /// Of entries [begin, end), which is what a subtree of the tree of `end` or more entries covers.
    [[nodiscard]] Digest digestOf(qint64 begin, qint64 end) const;

    std::vector<std::vector<Digest>> m_rows;
};

} // namespace stanforis::identity
