// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"
#include "app/platform/provider/persona.h"
#include "stanforis/sessions/v1/sessions.pb.h"

#include <vector>

namespace stanforis {

class SessionActivity;
class SessionKeeper;

/// Who may see, lock and end which session. Borrows what it is given. Main thread.
class SessionService final
{
public:
    SessionService(SessionKeeper &sessions, const SessionActivity &activity, const std::vector<Persona> &personas)
        : m_sessions(sessions)
        , m_activity(activity)
        , m_personas(personas)
    {}

    [[nodiscard]] sessions::v1::ListResponse list(const Caller &caller) const;
    [[nodiscard]] Result<sessions::v1::EndResponse> end(const Caller &caller, const sessions::v1::EndRequest &request);
    [[nodiscard]] sessions::v1::EndResponse endMine(const Caller &caller);
    [[nodiscard]] const SessionKeeper &sessions() const { return m_sessions; }

private:
    SessionKeeper &m_sessions;
    const SessionActivity &m_activity;
    const std::vector<Persona> &m_personas;
};

} // namespace stanforis
