// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/link.h"

#include <QList>
#include <QObject>

#include <functional>

namespace stanforis {

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
    /// Forgets visited pages that may not be seen any more; leaves for Entry when the current one is among them.
    void leaveWhere(const std::function<bool(const PageLink &)> &isClosed);
    /// The same for all pages of a sector.
    void closeSector(const SectorId &sector);

Q_SIGNALS:
    void moved(const PageLink &link);

private:
    PageLink m_current{PageLink::Level::SignIn};
    QList<PageLink> m_visited;
};

} // namespace stanforis
