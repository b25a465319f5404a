// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/subscriptionstore.h"

#include <algorithm>

namespace stanforis {

namespace {

void merge(QList<Subscription> &into, const Subscription &changed)
{
    const auto found = std::ranges::find(into, changed.id, &Subscription::id);
    if (found == into.end())
        into.append(changed);
    else
        *found = changed;
}

} // namespace

bool SubscriptionStore::isActive(const SectorId &sector) const
{
    return std::ranges::any_of(
        m_mine, [&](const Subscription &s) { return s.sector == sector && s.state == Subscription::State::Active; });
}

QList<RoleId> SubscriptionStore::rolesIn(const SectorId &sector) const
{
    QList<RoleId> roles;
    for (const Subscription &s : m_mine) {
        if (s.sector == sector && s.state == Subscription::State::Active && !roles.contains(s.role))
            roles.append(s.role);
    }
    return roles;
}

QList<SectorId> SubscriptionStore::activeSectors() const
{
    QList<SectorId> sectors;
    for (const Subscription &s : m_mine) {
        if (s.state == Subscription::State::Active && !sectors.contains(s.sector))
            sectors.append(s.sector);
    }
    return sectors;
}

const Subscription *SubscriptionStore::current(const SectorId &sector) const
{
    const Subscription *found = nullptr;
    for (const Subscription &s : m_mine) {
        if (s.sector != sector)
            continue;
        if (s.state == Subscription::State::Active)
            return &s;
        if (s.state == Subscription::State::Requested || s.state == Subscription::State::Approved)
            found = &s;
    }
    return found;
}

bool SubscriptionStore::isApprover() const
{
    return std::ranges::any_of(m_mine, [](const Subscription &s) {
        return s.state == Subscription::State::Active &&
               (s.role.value == QLatin1String("approver") || s.role.value == QLatin1String("admin"));
    });
}

void SubscriptionStore::replace(QList<Subscription> mine, QList<Subscription> inbox)
{
    m_mine.clear();
    m_inbox.clear();
    m_known = true;
    update(mine, inbox);
}

void SubscriptionStore::update(const QList<Subscription> &mine, const QList<Subscription> &inbox)
{
    for (const Subscription &s : mine)
        merge(m_mine, s);
    for (const Subscription &s : inbox)
        merge(m_inbox, s);
    m_inbox.removeIf([](const Subscription &s) { return s.state != Subscription::State::Requested; });
    std::ranges::stable_sort(m_mine, std::ranges::greater{}, &Subscription::requested);
    std::ranges::stable_sort(m_inbox, std::ranges::less{}, &Subscription::requested);
    Q_EMIT changed();
}

void SubscriptionStore::clear()
{
    m_mine.clear();
    m_inbox.clear();
    m_known = false;
    Q_EMIT changed();
}

} // namespace stanforis
