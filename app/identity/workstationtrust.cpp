// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/workstationtrust.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

WorkstationTrust::WorkstationTrust(const WorkstationPort &workstation, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_workstation(workstation)
    , m_clock(clock)
    , m_checks(clock)
{
    connect(&m_workstation, &WorkstationPort::changed, this, &WorkstationTrust::put);
    put();
}

void WorkstationTrust::put()
{
    const Workstation &workstation = m_workstation.workstation();
    TrustItem item;
    item.id = TrustId(u"certificate/workstation"_s);
    item.kind = TrustKind::WorkstationCertificate;
    item.subject = workstation.id;
    item.checked = m_clock.now();
    if (workstation.phase == WorkstationPhase::Enrolled) {
        item.chain = {workstation.certificate};
        item.from = workstation.certificate.from;
        item.until = workstation.certificate.until;
        item.renewal = workstation.renewal;
        item.facts = {{TrustFact::Name::Place, workstation.kept ? u"keychain"_s : u"memory"_s}};
        setFinding(item, workstation.problem ? TrustFinding::RenewalLate : TrustFinding::Well,
                   workstation.problem ? workstation.problem->detail : QString());
    } else {
        const bool busy = workstation.phase == WorkstationPhase::Looking || workstation.phase == WorkstationPhase::Enrolling;
        setFinding(item, busy ? TrustFinding::NotChecked : workstation.problem ? TrustFinding::Revoked : TrustFinding::Missing);
    }
    m_checks.put(item);
}

} // namespace stanforis
