// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/ledger/consistency.h"

#include <bit>
#include <optional>

namespace stanforis {

namespace {

/// Both roots that a proof leads to.
struct Roots
{
    Hash older;
    Hash newer;
};

/// Takes SUBPROOF(from, D[0:to], complete) of RFC 6962 §2.1.2 off the end of the proof, in the order of its definition.
std::optional<Roots> rebuild(qint64 from, qint64 to, bool complete, const Hash &known, QList<Hash> &proof)
{
    if (from == to) {
        if (complete)
            return Roots{known, known};
        if (proof.isEmpty())
            return std::nullopt;
        const Hash hash = proof.takeLast();
        return Roots{hash, hash};
    }
    if (proof.isEmpty())
        return std::nullopt;
    const Hash other = proof.takeLast();
    const auto left = static_cast<qint64>(std::bit_floor(static_cast<quint64>(to - 1)));
    if (from <= left) {
        const auto inner = rebuild(from, left, complete, known, proof);
        if (!inner)
            return std::nullopt;
        return Roots{inner->older, MerkleTree::nodeHash(inner->newer, other)};
    }
    const auto inner = rebuild(from - left, to - left, false, known, proof);
    if (!inner)
        return std::nullopt;
    return Roots{MerkleTree::nodeHash(other, inner->older), MerkleTree::nodeHash(other, inner->newer)};
}

} // namespace

bool goesOnFrom(qint64 from, const Hash &fromRoot, qint64 to, const Hash &toRoot, const QList<Hash> &proof)
{
    if (from <= 0 || from > to)
        return false;
    QList<Hash> rest = proof;
    const auto roots = rebuild(from, to, true, fromRoot, rest);
    return roots && rest.isEmpty() && roots->older == fromRoot && roots->newer == toRoot;
}

} // namespace stanforis
