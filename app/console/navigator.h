// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/link.h"

#include <QList>
#include <QObject>

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
    /// Forgets visited pages of a sector that has closed; leaves for Entry when it is the current one.
    void closeSector(const SectorId &sector);

Q_SIGNALS:
    void moved(const PageLink &link);

private:
    PageLink m_current{PageLink::Level::SignIn};
    QList<PageLink> m_visited;
};

} // namespace stanforis
