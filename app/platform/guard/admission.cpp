// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/guard/admission.h"

namespace stanforis {

using namespace Qt::StringLiterals;

Admission::Admission(const Caller &caller, const Entitlements &entitlements, const Sessions &sessions,
                     const Workstations &workstations, const Clock &clock)
    : m_caller(caller)
    , m_entitlements(entitlements)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(caller.expires - clock.now());
    m_expiry.setSingleShot(true);
    connect(&m_expiry, &QTimer::timeout, this, [this] { end(Error::Code::Unauthenticated, u"The access token has expired."_s); });
    m_expiry.start(std::max(left, std::chrono::milliseconds(0)));
    connect(&sessions, &Sessions::ended, this, [this](const QString &session) {
        if (session == m_caller.session)
            end(Error::Code::Unauthenticated, u"The session was ended."_s);
    });
    connect(&workstations, &Workstations::revoked, this, [this](const QString &workstation) {
        if (workstation == m_caller.workstation)
            end(Error::Code::Unauthenticated, u"This workstation's certificate was revoked."_s);
    });
    if (caller.sector)
        connect(&entitlements, &Entitlements::changed, this, &Admission::check);
}

void Admission::check(const SubjectId &subject, const SectorId &sector)
{
    if (subject != m_caller.subject || sector != m_caller.sector)
        return;
    const auto roles = m_entitlements.rolesOf(subject, sector);
    if (!roles.contains(m_caller.roles))
        end(Error::Code::PermissionDenied, u"The subscription to this sector has ended or changed."_s);
}

void Admission::end(Error::Code code, const QString &sentence)
{
    if (std::exchange(m_ended, true))
        return;
    Q_EMIT ended(Error{code, sentence});
}

} // namespace stanforis
