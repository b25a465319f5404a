// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stores/auditstore.h"
#include "models/stores/trustchecks.h"

namespace stanforis {

/// The row of the Trust page about the console's own audit log. Borrows the store. GUI thread.
class AuditTrust final : public QObject
{
    Q_OBJECT
public:
    AuditTrust(const AuditStore &store, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] TrustPort &port() { return m_checks; }

private:
    void tell();

    const AuditStore &m_store;
    const Clock &m_clock;
    TrustChecks m_checks;
};

} // namespace stanforis
