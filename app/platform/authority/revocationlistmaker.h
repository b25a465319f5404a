// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "models/core/clock.h"

#include <functional>

namespace stanforis {

struct RevokedCertificate
{
    QByteArray serial; ///< hexadecimal
    Instant time;
};

/// What one authority has taken back, signed (RFC 5280 §5, v2 with number and authority key identifier). Made anew at half of its
/// life and when something is revoked. Main thread.
class RevocationListMaker
{
public:
    /// Reads what is revoked each time a list is made.
    using Source = std::function<std::vector<RevokedCertificate>()>;

    RevocationListMaker(QByteArray authorityPem, EcKey authorityKey, std::chrono::seconds life, Source source,
                        const Clock &clock);

    /// DER. Empty: OpenSSL refused.
    [[nodiscard]] QByteArray der();
    /// The next der() is a new one.
    void renew() { m_made = {}; }

private:
    [[nodiscard]] QByteArray make(Instant now);

    const QByteArray m_authorityPem;
    const EcKey m_authorityKey;
    const std::chrono::seconds m_life;
    const Source m_source;
    const Clock &m_clock;
    QByteArray m_der;
    Instant m_made;
    qint64 m_number = 0; ///< seconds since the epoch, so that it rises over starts as well
};

} // namespace stanforis
