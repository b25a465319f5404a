// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/sessionscontroller.h"

#include "models/stores/permissionstore.h"
#include "models/stores/sessionliststore.h"
#include "views/sessions/sessionspage.h"

namespace stanforis {

SessionsController::SessionsController(SessionsPage &page, SessionsPort &port, SessionListStore &store,
                                       PermissionStore &permissions, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_port(port)
    , m_store(store)
    , m_permissions(permissions)
{
    connect(&page, &SessionsPage::readRequested, this, &SessionsController::read);
    connect(&page, &SessionsPage::endRequested, this, &SessionsController::end);
}

void SessionsController::setShown(bool shown)
{
    if (!shown)
        m_watch.reset();
    else if (!m_watch)
        read();
}

void SessionsController::read()
{
    m_watch.reset();
    m_store.clear(); // of another time
    if (!m_permissions.admit({Action::OpenSessions})) {
        m_store.setFailure({Error::Code::PermissionDenied, {}});
        return;
    }
    // The list says why it can't be had; the stream keeps it true.
    m_port.list(this, [this](const Result<QList<SessionRecord>> &sessions) {
        if (!sessions)
            m_store.setFailure(sessions.error());
        else if (!m_store.isKnown())
            m_store.replace(*sessions);
    });
    m_watch = m_port.watchList([this](const QList<SessionRecord> &sessions) { m_store.replace(sessions); });
}

void SessionsController::end(const QString &id, SessionEnding::Kind kind, const QString &reason)
{
    const SessionRecord *found = m_store.find(id);
    const SessionRecord session = found ? *found : SessionRecord{.id = id};
    if (!m_permissions.admit({Action::EndSession})) {
        m_page.endFinished(session, kind, Error{Error::Code::PermissionDenied, {}});
        return;
    }
    m_port.end(this, id, kind, reason,
               [this, session, kind](const Result<Done> &done) { m_page.endFinished(session, kind, done); });
}

} // namespace stanforis
