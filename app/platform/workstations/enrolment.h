// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/doors/httpmessage.h"
#include "app/platform/workstations/workstationregister.h"

#include <deque>

namespace stanforis {

/// Everything under /workstations: enrolment with a one-time code, for which no certificate is needed, and renewal. Main thread.
class Enrolment
{
public:
    static constexpr std::size_t mostFailures = 10;
    static constexpr std::chrono::minutes window{10};

    /// Both must outlive it.
    Enrolment(WorkstationRegister &workstations, QByteArray authorityPem, const Clock &clock);

    /// Answers a request whose path begins with /workstations/.
    [[nodiscard]] Result<HttpResponse> handle(const HttpRequest &request);

private:
    [[nodiscard]] Result<HttpResponse> enrol(const QJsonObject &asked);
    [[nodiscard]] HttpResponse answer(const WorkstationAuthority::Issued &issued) const;

    WorkstationRegister &m_workstations;
    const QByteArray m_authorityPem;
    const Clock &m_clock;
    std::deque<Instant> m_failures; ///< codes that were wrong, in the last ten minutes
};

} // namespace stanforis
