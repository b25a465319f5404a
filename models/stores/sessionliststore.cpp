// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/sessionliststore.h"

#include <algorithm>

namespace stanforis {

const SessionRecord *SessionListStore::find(const QString &id) const
{
    const auto found = std::ranges::find(m_sessions, id, &SessionRecord::id);
    return found == m_sessions.end() ? nullptr : &*found;
}

void SessionListStore::replace(const QList<SessionRecord> &sessions)
{
    m_sessions = sessions;
    m_failure.reset();
    m_known = true;
    Q_EMIT changed();
}

void SessionListStore::setFailure(const Error &failure)
{
    m_failure = failure;
    Q_EMIT changed();
}

void SessionListStore::clear()
{
    m_sessions.clear();
    m_failure.reset();
    m_known = false;
    Q_EMIT changed();
}

} // namespace stanforis
