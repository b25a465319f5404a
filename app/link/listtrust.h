// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/trustwatch.h"
#include "models/stores/trustchecks.h"

#include <QSet>

namespace stanforis {

/// The trust list and the lists of revoked certificates on the Trust page; a test by hand reads them again. GUI thread.
class ListTrust final : public QObject
{
    Q_OBJECT
public:
    /// `watch` outlives it.
    ListTrust(TrustWatch &watch, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] TrustPort &port() { return m_checks; }

private:
    void add(const TrustItem &item);
    void put();
    void check(const TrustItem &known, const TrustChecks::Answer &done);
    [[nodiscard]] TrustItem trustList() const;
    [[nodiscard]] TrustItem revocations(const RevocationList &list) const;
    void finish(TrustItem &item) const;

    TrustWatch &m_watch;
    TrustChecks m_checks;
    QSet<TrustId> m_shown; ///< revocation lists
};

} // namespace stanforis
