// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/merkleproof.h"

#include "app/identity/signingkey.h"

#include <bit>

namespace stanforis::identity {

namespace {

QByteArray node(const QByteArray &left, const QByteArray &right)
{
    const QByteArray bytes = QByteArray(1, '\x01') + left + right;
    return sha256(bytes);
}

} // namespace

QByteArray merkleLeaf(const QByteArray &entry)
{
    const QByteArray bytes = QByteArray(1, '\x00') + entry;
    return sha256(bytes);
}

bool isIncluded(const QByteArray &leaf, qint64 index, qint64 size, const QList<QByteArray> &path, const QByteArray &root)
{
    if (index < 0 || index >= size)
        return false;
    auto place = static_cast<quint64>(index);
    auto last = static_cast<quint64>(size - 1);
    QByteArray hash = leaf;
    for (const QByteArray &sibling : path) {
        if (last == 0)
            return false; // longer than the tree is high
        if (place % 2 == 1 || place == last) {
            hash = node(sibling, hash);
            // A right edge that has no sibling goes up unchanged.
            const int up = place % 2 == 1 ? 0 : std::countr_zero(place);
            place >>= up;
            last >>= up;
        } else {
            hash = node(hash, sibling);
        }
        place >>= 1;
        last >>= 1;
    }
    return last == 0 && hash == root;
}

bool isConsistent(qint64 from, const QByteArray &fromRoot, qint64 to, const QByteArray &toRoot, const QList<QByteArray> &path)
{
    if (from <= 0 || from > to)
        return false;
    if (from == to)
        return path.isEmpty() && fromRoot == toRoot;
    QList<QByteArray> hashes = path;
    if (std::has_single_bit(static_cast<quint64>(from)))
        hashes.prepend(fromRoot); // the older tree is a whole subtree of the newer one
    if (hashes.isEmpty())
        return false;
    auto place = static_cast<quint64>(from - 1);
    auto last = static_cast<quint64>(to - 1);
    const int whole = std::countr_one(place);
    place >>= whole;
    last >>= whole;
    QByteArray older = hashes.first();
    QByteArray newer = hashes.first();
    for (qsizetype i = 1; i < hashes.size(); ++i) {
        if (last == 0)
            return false;
        if (place % 2 == 1 || place == last) {
            older = node(hashes[i], older);
            newer = node(hashes[i], newer);
            const int up = place % 2 == 1 || place == 0 ? 0 : std::countr_zero(place);
            place >>= up;
            last >>= up;
        } else {
            newer = node(newer, hashes[i]);
        }
        place >>= 1;
        last >>= 1;
    }
    return last == 0 && older == fromRoot && newer == toRoot;
}

} // namespace stanforis::identity
