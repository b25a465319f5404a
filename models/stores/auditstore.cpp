// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/auditstore.h"

namespace stanforis {

AuditStore::Bar AuditStore::bar(Instant now) const
{
    if (m_audit.finding)
        return Bar::Damaged;
    if (m_ledger.kind == LedgerState::Kind::RolledBack || m_ledger.kind == LedgerState::Kind::Forked)
        return Bar::LedgerRewritten;
    if (!m_audit.writeFailure.isEmpty())
        return Bar::NotWritten;
    if (!m_audit.checked || m_audit.awaitsPlatform)
        return Bar::NotChecked;
    if (m_audit.entries - m_audit.cosigned > mostOpen)
        return Bar::TooManyOpen;
    if (m_audit.oldestOpen && now - *m_audit.oldestOpen > longestOpen)
        return Bar::OpenTooLong;
    return Bar::None;
}

void AuditStore::setAudit(const AuditState &audit)
{
    if (m_audit == audit)
        return;
    m_audit = audit;
    Q_EMIT changed();
}

void AuditStore::setLedger(const LedgerState &ledger)
{
    if (m_ledger == ledger)
        return;
    m_ledger = ledger;
    Q_EMIT changed();
}

} // namespace stanforis
