// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/sessions/sessionactivity.h"

#include "app/platform/methods.h"

namespace stanforis {

SessionActivity::SessionActivity(const Sessions &sessions, const Clock &clock)
    : m_clock(clock)
{
    connect(&sessions, &Sessions::ended, this, [this](const QString &session) { m_traces.remove(session); });
}

void SessionActivity::note(const Caller &caller)
{
    Trace &trace = m_traces[caller.session];
    trace.lastSeen = m_clock.now();
    if (caller.sector)
        trace.sectors.insert(*caller.sector);
}

std::optional<SessionActivity::Trace> SessionActivity::of(const QString &session) const
{
    const auto found = m_traces.constFind(session);
    return found == m_traces.cend() ? std::nullopt : std::optional(*found);
}

} // namespace stanforis
