// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/workstationport.h"
#include "models/stores/trustchecks.h"

namespace stanforis {

/// This workstation's certificate on the Trust page: told by events, for there is nothing to look at that is not known. GUI
/// thread.
class WorkstationTrust final : public QObject
{
    Q_OBJECT
public:
    /// `workstation` outlives it.
    WorkstationTrust(const WorkstationPort &workstation, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] TrustPort &port() { return m_checks; }

private:
    void put();

    const WorkstationPort &m_workstation;
    const Clock &m_clock;
    TrustChecks m_checks;
};

} // namespace stanforis
