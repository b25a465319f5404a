// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/navigator.h"

#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"

namespace stanforis {

namespace {
constexpr qsizetype remembered = 100;
}

void Navigator::go(const PageLink &link)
{
    if (link == m_current)
        return;
    m_visited.append(std::exchange(m_current, link));
    if (m_visited.size() > remembered)
        m_visited.removeFirst();
    Q_EMIT moved(m_current);
}

void Navigator::back()
{
    if (m_visited.isEmpty())
        return;
    m_current = m_visited.takeLast();
    Q_EMIT moved(m_current);
}

void Navigator::restart(const PageLink &link)
{
    m_visited.clear();
    m_current = link;
    Q_EMIT moved(m_current);
}

void Navigator::leaveWhere(const std::function<bool(const PageLink &)> &isClosed)
{
    m_visited.removeIf(isClosed);
    if (isClosed(m_current)) {
        m_current = PageLink{};
        Q_EMIT moved(m_current);
    }
}

void Navigator::closeSector(const SectorId &sector)
{
    leaveWhere([&](const PageLink &link) { return link.sector == sector; });
}

void Navigator::leaveForbidden(const PermissionStore &permissions, const SubscriptionStore &subscriptions)
{
    const Standing &standing = permissions.standing();
    if (!standing.signedIn || standing.covered)
        return;
    leaveWhere([&](const PageLink &link) {
        const bool isKnown = link.sector.value.isEmpty() || subscriptions.isKnown();
        return isKnown && !permissions.allows(permissions.requestFor(link));
    });
}

} // namespace stanforis
