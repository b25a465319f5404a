// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/hashtree.h"

#include <openssl/sha.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace stanforis::identity {

namespace {

Digest digest(const uchar *bytes, std::size_t size)
{
    Digest made;
    SHA256(bytes, size, made.data());
    return made;
}

Digest nodeDigest(const Digest &left, const Digest &right)
{
    std::array<uchar, 1 + 2 * sizeof(Digest)> bytes;
    bytes[0] = 0x01;
    std::ranges::copy(left, bytes.begin() + 1);
    std::ranges::copy(right, bytes.begin() + 1 + sizeof(Digest));
    return digest(bytes.data(), bytes.size());
}

/// Where the tree of entries [begin, end) divides: the largest power of two that is smaller than their number.
qint64 divide(qint64 begin, qint64 end)
{
    return begin + static_cast<qint64>(std::bit_floor(static_cast<quint64>(end - begin - 1)));
}

} // namespace

Digest leafDigest(QByteArrayView entry)
{
    std::vector<uchar> bytes(static_cast<std::size_t>(entry.size()) + 1);
    bytes[0] = 0x00;
    std::copy(entry.begin(), entry.end(), bytes.begin() + 1);
    return digest(bytes.data(), bytes.size());
}

QByteArray bytesOf(const Digest &digest)
{
    return QByteArray(reinterpret_cast<const char *>(digest.data()), static_cast<qsizetype>(digest.size()));
}

void HashTree::append(const Digest &leaf)
{
    Digest carried = leaf;
    for (std::size_t height = 0;; ++height) {
        if (height == m_rows.size())
            m_rows.emplace_back();
        auto &row = m_rows[height];
        row.push_back(carried);
        if (row.size() % 2 != 0)
            return;
        carried = nodeDigest(row[row.size() - 2], row.back());
    }
}

Digest HashTree::digestOf(qint64 begin, qint64 end) const
{
    const auto count = static_cast<quint64>(end - begin);
    if (std::has_single_bit(count) && begin % (end - begin) == 0)
        return m_rows[static_cast<std::size_t>(std::countr_zero(count))][static_cast<std::size_t>(begin / (end - begin))];
    const qint64 middle = divide(begin, end);
    return nodeDigest(digestOf(begin, middle), digestOf(middle, end));
}

Digest HashTree::root(qint64 size) const
{
    Q_ASSERT(size >= 0 && size <= this->size());
    return size == 0 ? digest(nullptr, 0) : digestOf(0, size);
}

QList<QByteArray> HashTree::consistency(qint64 from, qint64 to) const
{
    Q_ASSERT(from > 0 && from <= to && to <= size());
    // SUBPROOF of RFC 6962 §2.1.2 from the top down, so that what is nearest to the old edge comes first when it is turned round.
    QList<QByteArray> fromTop;
    qint64 begin = 0;
    qint64 end = to;
    while (end != from) {
        const qint64 middle = divide(begin, end);
        if (from <= middle) {
            fromTop.append(bytesOf(digestOf(middle, end)));
            end = middle;
        } else {
            fromTop.append(bytesOf(digestOf(begin, middle)));
            begin = middle;
        }
    }
    if (begin != 0) // else it is the whole old tree, whose root the other side has
        fromTop.append(bytesOf(digestOf(begin, end)));
    std::ranges::reverse(fromTop);
    return fromTop;
}

} // namespace stanforis::identity
