// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"
#include "models/domain/trustlist.h"

#include <QSslCertificate>
#include <QTemporaryDir>

#include <memory>

namespace stanforis {

/// What the platform's authorities have taken back, in force for every connection. Without a list that is in time nothing is let
/// through: an attacker who can hold back the list must not gain by it. GUI thread.
class Revocations final
{
public:
    /// Clocks differ a little; a list may be so much older than it says.
    static constexpr std::chrono::minutes leeway{5};

    explicit Revocations(const Clock &clock);

    /// Replaces the list of the same authority; an older one is ignored, it might let through again what was taken back.
    void add(const RevocationList &list);
    [[nodiscard]] const QList<RevocationList> &lists() const { return m_lists; }

    /// Of the chain a peer presented, leaf first; an authority that signed itself need not be listed. Untrusted: "revoked" or
    /// "revocation list" (none, or out of date).
    [[nodiscard]] Result<Done> check(const QList<QSslCertificate> &chain) const;
    /// The lists as OpenSSL looks them up, for gRPC: a folder with HASH.rN. Empty: they could not be written there.
    [[nodiscard]] QString folder() const { return m_written ? m_folder.path() : QString(); }

private:
    [[nodiscard]] bool write(const RevocationList &list) const;

    const Clock &m_clock;
    QList<RevocationList> m_lists;
    QTemporaryDir m_folder; ///< nothing in it is secret
    bool m_written = m_folder.isValid();
};

/// Of two lists of one authority (RFC 5280 §5.2.3: numbers go up), which times tell to the second.
[[nodiscard]] bool isOlder(const RevocationList &list, const RevocationList &than);
/// Whether a list may be used: Untrusted "clock" when it begins later than now, "revocation list" when its time is over.
[[nodiscard]] Result<Done> inTime(const RevocationList &list, Instant now);

} // namespace stanforis
