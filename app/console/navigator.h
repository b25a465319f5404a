// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/link.h"

#include <QList>
#include <QObject>

#include <functional>

namespace stanforis {

class PermissionStore;
class SubscriptionStore;

/// Where the window is and how it came there. GUI thread.
class Navigator final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const PageLink &current() const { return m_current; }
    [[nodiscard]] bool canGoBack() const { return !m_visited.isEmpty(); }

    void go(const PageLink &link);
    void back();
    /// Forgets the way here; for sign-in and sign-out.
    void restart(const PageLink &link);
    /// Forgets visited pages of the sector; leaves for Entry when the current one is among them.
    void closeSector(const SectorId &sector);
    /// The same for pages whose right has gone, or that were asked for before it was known and turn out to be forbidden. Waits
    /// while nobody is signed in, the work is covered, or (for pages of sectors) the roles are not known.
    void leaveForbidden(const PermissionStore &permissions, const SubscriptionStore &subscriptions);

Q_SIGNALS:
    void moved(const PageLink &link);

private:
    void leaveWhere(const std::function<bool(const PageLink &)> &isClosed);

    PageLink m_current{PageLink::Level::SignIn};
    QList<PageLink> m_visited;
};

} // namespace stanforis
