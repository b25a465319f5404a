// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/sessions/sessionservice.h"

#include "app/platform/provider/sessionkeeper.h"
#include "app/platform/sessions/sessionactivity.h"
#include "app/platform/state/violations.h"
#include "app/platform/state/wire.h"

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace sessions::v1;

namespace {

constexpr qsizetype shortestLockReason = 10;
constexpr qsizetype longestLockReason = 400;

bool isOfficer(const Caller &caller) { return caller.roles.contains(RoleId(u"security-officer"_s)); }

} // namespace

ListResponse SessionService::list(const Caller &caller) const
{
    auto families = m_sessions.active();
    std::ranges::sort(families, std::greater(), &TokenFamily::signedIn);
    ListResponse response;
    for (const TokenFamily &family : families) {
        if (family.subject != caller.subject && !isOfficer(caller))
            continue;
        auto *session = response.add_sessions();
        session->set_id(toWire(family.session));
        session->set_subject(toWire(family.subject.value));
        const auto persona = std::ranges::find(m_personas, family.subject, &Persona::subject);
        if (persona != m_personas.end()) {
            session->set_name(toWire(persona->name));
            session->set_organisation(toWire(persona->organisation));
        }
        session->set_signed_in_us(toMicroseconds(family.signedIn));
        session->set_ends_us(toMicroseconds(family.expires));
        session->set_this_one(family.session == caller.session);
        session->set_workstation(toWire(family.workstation));
        Instant lastSeen = std::max(family.signedIn, family.rotated);
        if (const auto trace = m_activity.of(family.session)) {
            lastSeen = std::max(lastSeen, trace->lastSeen);
            QStringList sectors;
            for (const SectorId &sector : trace->sectors)
                sectors.append(sector.value);
            sectors.sort();
            for (const QString &sector : std::as_const(sectors))
                session->add_sector_ids(toWire(sector));
        }
        session->set_last_seen_us(toMicroseconds(lastSeen));
    }
    return response;
}

Result<EndResponse> SessionService::end(const Caller &caller, const EndRequest &request)
{
    const auto families = m_sessions.active();
    const auto family = std::ranges::find(families, fromWire(request.id()), &TokenFamily::session);
    const bool own = family != families.end() && family->subject == caller.subject;
    if (!own && !isOfficer(caller))
        return Error{Error::Code::PermissionDenied, u"Only a security officer of the platform ends the session of another."_s};
    if (family == families.end())
        return Error{Error::Code::NotFound, u"This session is not in force any more. Nothing had to be done."_s};
    const QString reason = fromWire(request.reason()).trimmed();
    Violations violations;
    if (request.end() != LOCKED && request.end() != ENDED)
        violations.add(u"end"_s, u"Say whether to lock or to end it."_s);
    if (!own && (reason.size() < shortestLockReason || reason.size() > longestLockReason))
        violations.add(u"reason"_s, u"The reason has 10 to 400 characters; the person is shown it."_s);
    if (!violations.isEmpty())
        return violations.toError(u"The session goes on."_s);
    const bool locks = request.end() == LOCKED;
    const QString sentence =
        own ? (locks ? u"You locked this session from another place."_s : u"You signed out of this session from another place."_s)
            : (locks ? u"%1 (%2) locked this session: %3"_s : u"%1 (%2) ended this session: %3"_s)
                  .arg(caller.name, caller.organisation, reason);
    m_sessions.end(family->session, {locks ? SessionEnd::Kind::Locked : SessionEnd::Kind::Ended, sentence});
    EndResponse response;
    response.set_ended(1);
    return response;
}

EndResponse SessionService::endMine(const Caller &caller)
{
    EndResponse response;
    const auto families = m_sessions.active();
    for (const TokenFamily &family : families) {
        if (family.subject != caller.subject || family.session == caller.session)
            continue;
        m_sessions.end(family.session, {SessionEnd::Kind::Ended, u"You signed out everywhere from another place."_s});
        response.set_ended(response.ended() + 1);
    }
    m_sessions.end(caller.session, {SessionEnd::Kind::Ended, u"You signed out everywhere."_s});
    response.set_ended(response.ended() + 1);
    return response;
}

} // namespace stanforis
