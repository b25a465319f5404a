// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace stanforis {

/// A bitstring status list (W3C Bitstring Status List §2.2): one bit for each credential, the first is the left-most bit of the
/// first byte.
class StatusList final
{
public:
    static constexpr int entries = 131'072; ///< the least there may be, so that nobody is found by their number (§2.3)

    StatusList()
        : m_bits(entries / 8, '\0')
    {}
    void set(int place) { m_bits[place / 8] = static_cast<char>(m_bits.at(place / 8) | (0x80 >> (place % 8))); }

    /// `encodedList`: GZIP (RFC 1952), then multibase base64url without padding ("u").
    [[nodiscard]] QByteArray encoded() const;

private:
    QByteArray m_bits;
};

} // namespace stanforis
