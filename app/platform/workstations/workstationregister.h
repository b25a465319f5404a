// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/revocationlistmaker.h"
#include "app/platform/authority/workstationauthority.h"
#include "app/platform/guard/workstations.h"
#include "app/platform/workstations/workstationstore.h"

namespace stanforis {

/// Enrols workstations, renews their certificates and takes them back. A certificate holds on the doors only when it is in the
/// register by the hash of all its bytes: that is a list of what is allowed, where a chain and a revocation list are a list of
/// what is forbidden. Main thread.
///
/// Renewal replaces: the first use of a newer certificate ends the older ones of that workstation after ten minutes, in which
/// its streams move over. A renewal whose answer was lost can so be asked for again, and a stolen old key is soon worth nothing.
class WorkstationRegister final : public Workstations
{
    Q_OBJECT
public:
    static constexpr std::chrono::minutes codeLife{15};
    static constexpr std::chrono::minutes grace{10};

    /// Everything borrowed must outlive it. `life` of certificates: at most 24 hours.
    WorkstationRegister(WorkstationStore &store, const WorkstationAuthority &authority, std::chrono::seconds life,
                        const Clock &clock);

    /// A new one-time code, good for 15 minutes, as a person would type it: XXXX-XXXX-XXXX-XXXX, 78 bits of chance. Only its hash
    /// is kept, so this is the one moment it can be read.
    [[nodiscard]] Result<QString> newCode();
    /// A certificate for a new workstation. Unauthenticated: no such code; PermissionDenied: it has been used or is too old;
    /// Invalid: the request. A code that was used by the same key gives a certificate again: the answer may have been lost.
    [[nodiscard]] Result<WorkstationAuthority::Issued> enrol(const QString &code, const QByteArray &request);
    /// A certificate for the same workstation, whatever key the request has.
    [[nodiscard]] Result<WorkstationAuthority::Issued> renew(const Peer &peer, const QByteArray &request);
    /// Every certificate of this workstation, from now on. NotFound: no such workstation.
    [[nodiscard]] Result<Done> revoke(const QString &workstation);

    /// Certificates that were taken back and have not ended, for the authority's revocation list.
    [[nodiscard]] std::vector<RevokedCertificate> revokedCertificates() const;
    [[nodiscard]] Result<Peer> peerOf(const QByteArray &certificate) override;

private:
    [[nodiscard]] Result<WorkstationAuthority::Issued> issue(const QByteArray &request, const QString &workstation) const;
    void noteUse(WorkstationCertificate certificate);

    WorkstationStore &m_store;
    const WorkstationAuthority &m_authority;
    const std::chrono::seconds m_life;
    const Clock &m_clock;
};

} // namespace stanforis
