// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/audit/audittrust.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using Bar = AuditStore::Bar;

AuditTrust::AuditTrust(const AuditStore &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
    , m_checks(clock)
{
    connect(&store, &AuditStore::changed, this, &AuditTrust::tell);
    tell();
}

void AuditTrust::tell()
{
    const AuditState &audit = m_store.audit();
    TrustItem item;
    item.id = TrustId(u"audit-log"_s);
    item.kind = TrustKind::AuditLog;
    item.facts = {{TrustFact::Name::Entries, QString::number(audit.entries)}, {TrustFact::Name::Place, audit.file}};
    if (audit.checked)
        item.checked = audit.cosignedAt.value_or(m_clock.now());
    switch (m_store.bar(m_clock.now())) {
    case Bar::Damaged: {
        const bool gone = audit.finding->kind == AuditFinding::Kind::Missing;
        setFinding(item, gone ? TrustFinding::Missing : TrustFinding::Tampered, audit.finding->file);
        break;
    }
    case Bar::NotWritten:
        setFinding(item, TrustFinding::Malformed, audit.writeFailure);
        break;
    case Bar::TooManyOpen:
    case Bar::OpenTooLong:
        setFinding(item, TrustFinding::Stale, QString::number(audit.entries - audit.cosigned));
        break;
    case Bar::NotChecked:
        break;                 // as it begins
    case Bar::LedgerRewritten: // that is another row
    case Bar::None:
        setFinding(item, audit.isRenamed ? TrustFinding::Renamed : audit.keyKept ? TrustFinding::Well : TrustFinding::Unsafe);
        break;
    }
    m_checks.put(item);
}

} // namespace stanforis
