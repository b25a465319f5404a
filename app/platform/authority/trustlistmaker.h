// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "models/core/clock.h"

namespace stanforis {

/// The platform's signed list of what is to be trusted about it (app/contracts/README.md): a compact JWS whose key is certified
/// by the platform's authority. Made anew at half of its life. Its serial rises with every list, over starts as well. Main
/// thread.
class TrustListMaker
{
public:
    static constexpr std::chrono::hours life{24};

    struct Signer
    {
        EcKey key;
        QByteArray pem; ///< its certificate, for signing documents (RFC 9336)
    };

    /// `content`: everything but `v`, `serial`, `issued` and `next_update`.
    TrustListMaker(Signer signer, QJsonObject content, const Clock &clock);

    /// Empty: cryptography failed.
    [[nodiscard]] QByteArray jws();

private:
    [[nodiscard]] QByteArray make(Instant now);

    const Signer m_signer;
    const QJsonObject m_content;
    const Clock &m_clock;
    QByteArray m_jws;
    Instant m_made;
    qint64 m_serial = 0; ///< seconds since the epoch
};

/// An authority as it stands in the list.
[[nodiscard]] QJsonObject trustedAuthority(const QByteArray &pem, const QString &revocationListUrl);

} // namespace stanforis
