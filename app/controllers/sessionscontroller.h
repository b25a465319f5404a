// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/sessionsport.h"

#include <QObject>

namespace stanforis {

class PermissionStore;
class SessionListStore;
class SessionsPage;

/// Sessions page ↔ platform: the list is live while the page is in view; locking and ending go through the guard.
class SessionsController final : public QObject
{
    Q_OBJECT
public:
    SessionsController(SessionsPage &page, SessionsPort &port, SessionListStore &store, PermissionStore &permissions,
                       QObject *parent = nullptr);

    /// The page has come into view, or has left it.
    void setShown(bool shown);

private:
    void read();
    void end(const QString &id, SessionEnding::Kind kind, const QString &reason);

    SessionsPage &m_page;
    SessionsPort &m_port;
    SessionListStore &m_store;
    PermissionStore &m_permissions;
    Watch m_watch;
};

} // namespace stanforis
