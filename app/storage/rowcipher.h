// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/core/secret.h"

#include <QByteArray>

namespace stanforis {

/// Seals rows with AES-256 in Galois/counter mode (NIST SP 800-38D): nobody reads them without the key, and a changed or moved
/// one is noticed. Any thread, one at a time.
class RowCipher final
{
public:
    static constexpr int keySize = 32;

    /// A key of `keySize` bytes; Internal: the system has no randomness to give.
    [[nodiscard]] static Result<QByteArray> newKey();
    /// `key` of `keySize` bytes.
    explicit RowCipher(Secret key)
        : m_key(std::move(key))
    {}

    /// `place`: what the row belongs to; it opens nowhere else.
    [[nodiscard]] Result<QByteArray> seal(const QByteArray &row, const QByteArray &place) const;
    /// Storage: another key, another place, or not as it was sealed.
    [[nodiscard]] Result<QByteArray> open(const QByteArray &sealed, const QByteArray &place) const;
    /// Whether seal() made it, by its first bytes.
    [[nodiscard]] static bool isSealed(const QByteArray &row);

private:
    Secret m_key;
};

} // namespace stanforis
