// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/ledger/merkletree.h"

#include <QCryptographicHash>

#include <algorithm>
#include <bit>

namespace stanforis {

namespace {

/// The largest power of two smaller than `count`; count > 1.
qint64 split(qint64 count) { return static_cast<qint64>(std::bit_floor(static_cast<quint64>(count - 1))); }

Hash sha256(const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

} // namespace

Hash MerkleTree::leafHash(const QByteArray &entry)
{
    const QByteArray bytes = QByteArray(1, '\x00') + entry;
    return sha256(bytes);
}

Hash MerkleTree::nodeHash(const Hash &left, const Hash &right)
{
    const QByteArray bytes = QByteArray(1, '\x01') + left + right;
    return sha256(bytes);
}

void MerkleTree::appendLeaf(const Hash &leaf)
{
    Hash hash = leaf;
    for (qsizetype level = 0;; ++level) {
        if (level == m_levels.size())
            m_levels.append(QList<Hash>());
        QList<Hash> &row = m_levels[level];
        row.append(hash);
        if (row.size() % 2 != 0)
            return;
        hash = nodeHash(row[row.size() - 2], row.last());
    }
}

void MerkleTree::truncate(qint64 size)
{
    for (qsizetype level = 0; level < m_levels.size(); ++level)
        m_levels[level].resize(std::min(m_levels[level].size(), size >> level));
    while (!m_levels.isEmpty() && m_levels.last().isEmpty())
        m_levels.removeLast();
}

Hash MerkleTree::hashOf(qint64 begin, qint64 end) const
{
    const qint64 count = end - begin;
    if (std::has_single_bit(static_cast<quint64>(count)) && begin % count == 0)
        return m_levels[std::countr_zero(static_cast<quint64>(count))][begin / count];
    const qint64 middle = begin + split(count);
    return nodeHash(hashOf(begin, middle), hashOf(middle, end));
}

Hash MerkleTree::root(qint64 size) const
{
    Q_ASSERT(size >= 0 && size <= this->size());
    return size == 0 ? sha256({}) : hashOf(0, size);
}

QList<Hash> MerkleTree::inclusionProof(qint64 index, qint64 size) const
{
    Q_ASSERT(index >= 0 && index < size && size <= this->size());
    QList<Hash> proof;
    qint64 begin = 0;
    qint64 end = size;
    while (end - begin > 1) {
        const qint64 middle = begin + split(end - begin);
        if (index < middle) {
            proof.prepend(hashOf(middle, end));
            end = middle;
        } else {
            proof.prepend(hashOf(begin, middle));
            begin = middle;
        }
    }
    return proof;
}

/// SUBPROOF of RFC 6962 §2.1.2 for entries [begin, end), of which those before `known` were there; `complete`: their root is
/// one the verifier has.
void MerkleTree::prove(qint64 begin, qint64 end, qint64 known, bool complete, QList<Hash> &proof) const
{
    if (known == end) {
        if (!complete)
            proof.append(hashOf(begin, end));
        return;
    }
    const qint64 middle = begin + split(end - begin);
    if (known <= middle) {
        prove(begin, middle, known, complete, proof);
        proof.append(hashOf(middle, end));
    } else {
        prove(middle, end, known, false, proof);
        proof.append(hashOf(begin, middle));
    }
}

QList<Hash> MerkleTree::consistencyProof(qint64 from, qint64 to) const
{
    Q_ASSERT(from > 0 && from <= to && to <= size());
    QList<Hash> proof;
    prove(0, to, from, true, proof);
    return proof;
}

} // namespace stanforis
