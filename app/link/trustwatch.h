// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/httpclient.h"
#include "app/link/revocations.h"
#include "app/link/trustreader.h"

#include <QTimer>

#include <memory>

namespace stanforis {

/// Keeps the trust list and the revocation lists of one platform fresh while the console is at it: read again at half of the
/// shortest of their lives, and after a failure each minute. Lists that ran out let nothing through (Revocations), and one older
/// than what is known is not taken. GUI thread.
class TrustWatch final : public QObject
{
    Q_OBJECT
public:
    /// `trust` is what was read when the platform was reached.
    TrustWatch(PlatformTrust trust, const ConnectionProfile &profile, const TrustTools &tools, QObject *parent = nullptr);

    [[nodiscard]] const PlatformTrust &trust() const { return m_trust; }
    [[nodiscard]] Revocations &revocations() { return m_revocations; }
    /// Why the last look failed; none: it did not.
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }
    [[nodiscard]] Instant checked() const { return m_checked; }
    [[nodiscard]] Instant nextCheck() const { return m_next; }
    void look(); ///< now

Q_SIGNALS:
    void looked(); ///< also when it failed
    /// Connections that are open may rest on what no longer holds: the authorities are others, or a certificate was taken back.
    void groundsChanged(const stanforis::TrustAnchor &anchor);

private:
    void take(const Result<PlatformTrust> &trust);
    /// Untrusted, "rollback": it is older than what was read before.
    [[nodiscard]] Result<Done> isNoOlder(const PlatformTrust &trust) const;
    void schedule();

    PlatformTrust m_trust;
    const ConnectionProfile m_profile;
    const TrustTools m_tools;
    Revocations m_revocations;
    HttpClient *m_http; ///< of its own: it has to work when the lists have run out
    std::unique_ptr<QObject> m_attempt;
    std::optional<Error> m_problem;
    Instant m_checked;
    Instant m_next;
    QTimer m_timer;
};

} // namespace stanforis
