// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace stanforis {

/// What was seen of a platform before, so that an older list that is played back is noticed and what was found once need not be
/// looked for again. Between runs; nothing secret.
class TrustMemoryPort
{
public:
    virtual ~TrustMemoryPort() = default;
    /// The highest serial of a trust list that was accepted; 0: none yet. `platform` is an authority's SHA-256 or an address.
    [[nodiscard]] virtual quint64 trustListSerial(const QString &platform) const = 0;
    virtual void setTrustListSerial(const QString &platform, quint64 serial) = 0;
    /// The certificate (DER) of an authority that was found by its SHA-256; empty: none. Whoever asks compares the hash.
    [[nodiscard]] virtual QByteArray authority(const QByteArray &sha256) const = 0;
    virtual void setAuthority(const QByteArray &sha256, const QByteArray &der) = 0;
};

} // namespace stanforis
