// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/state/wire.h"
#include "app/platform/subscriptions/subscriptionrules.h"
#include "app/platform/subscriptions/subscriptionservice.h"

#include <algorithm>

// What follows from the subscriptions there are; nothing here changes any.
namespace stanforis {

using namespace Qt::StringLiterals;
namespace rules = subscriptionrules;

QSet<RoleId> SubscriptionService::rolesOf(const SubjectId &subject, const SectorId &sector) const
{
    // By the clock, not by the state last written: a period that is over gives nothing even before the timer has noticed.
    const Instant now = m_clock.now();
    QSet<RoleId> roles;
    for (const Subscription *subscription : m_store.of(subject, sector)) {
        if (rules::stateAt(*subscription, now) == Subscription::ACTIVE)
            roles.insert(RoleId{fromWire(subscription->role_id())});
    }
    return roles;
}

std::optional<SubscriptionService::Subscription::State> SubscriptionService::stateOf(const QString &id) const
{
    const Subscription *subscription = m_store.find(id);
    return subscription ? std::optional(rules::stateAt(*subscription, m_clock.now())) : std::nullopt;
}

bool SubscriptionService::decidesIn(const SubjectId &subject, const SectorId &sector) const
{
    const QSet<RoleId> roles = rolesOf(subject, sector);
    return std::any_of(roles.begin(), roles.end(), [](const RoleId &role) { return rules::decides(role.value); });
}

QString SubscriptionService::purposeOf(const SubjectId &subject, const SectorId &sector) const
{
    const Instant now = m_clock.now();
    QStringList purposes;
    for (const Subscription *subscription : m_store.of(subject, sector)) {
        if (rules::stateAt(*subscription, now) == Subscription::ACTIVE)
            purposes.append(fromWire(subscription->purpose()));
    }
    return purposes.join("; "_L1);
}

QList<SubscriptionService::Holder> SubscriptionService::holders(const SectorId &sector, const QSet<RoleId> &roles,
                                                                const SubjectId &except) const
{
    const Instant now = m_clock.now();
    QList<Holder> list;
    for (const Subscription *subscription : m_store.all()) {
        const SubjectId subject{fromWire(subscription->requester().subject())};
        const bool fits = fromWire(subscription->sector_id()) == sector.value && subject != except &&
                          roles.contains(RoleId{fromWire(subscription->role_id())}) &&
                          rules::stateAt(*subscription, now) == Subscription::ACTIVE;
        const auto same = [&](const Holder &holder) { return holder.subject == subject; };
        if (fits && std::none_of(list.cbegin(), list.cend(), same))
            list.append({subject, fromWire(subscription->requester().name())});
    }
    return list;
}

bool SubscriptionService::isInInbox(const Subscription &subscription, const SubjectId &subject) const
{
    return subscription.state() == Subscription::REQUESTED && fromWire(subscription.requester().subject()) != subject.value &&
           decidesIn(subject, SectorId{fromWire(subscription.sector_id())});
}

subscriptions::v1::ListResponse SubscriptionService::list(const SubjectId &subject) const
{
    subscriptions::v1::ListResponse response;
    for (const Subscription *subscription : m_store.all()) {
        if (fromWire(subscription->requester().subject()) == subject.value)
            *response.add_mine() = *subscription;
        else if (isInInbox(*subscription, subject)) {
            auto *asked = response.add_inbox();
            *asked = *subscription;
            describe(*asked->mutable_requester(), *subscription);
        }
    }
    return response;
}

QStringList SubscriptionService::conflictsOf(const Subscription &subscription, bool grantedOnly) const
{
    const Instant now = m_clock.now();
    QStringList roles;
    const SubjectId subject{fromWire(subscription.requester().subject())};
    for (const Subscription *other : m_store.of(subject, SectorId{fromWire(subscription.sector_id())})) {
        const auto state = rules::stateAt(*other, now);
        const bool counts = grantedOnly ? rules::isGranted(state) : rules::isOpen(state);
        const bool overlaps = other->from_us() < subscription.to_us() && subscription.from_us() < other->to_us();
        if (counts && overlaps && rules::conflict(other->role_id(), subscription.role_id()))
            roles.append(fromWire(other->role_id()));
    }
    return roles;
}

void SubscriptionService::describe(subscriptions::v1::Person &person, const Subscription &subscription) const
{
    int held = 0;
    int refused = 0;
    for (const Subscription *other :
         m_store.of(SubjectId{fromWire(person.subject())}, SectorId{fromWire(subscription.sector_id())})) {
        if (other->role_id() != subscription.role_id() || other->id() == subscription.id())
            continue;
        const bool granted = other->decided_us() != 0 && other->state() != Subscription::REFUSED;
        held += granted && other->from_us() <= toMicroseconds(m_clock.now()) ? 1 : 0;
        refused += other->state() == Subscription::REFUSED ? 1 : 0;
    }
    person.set_held_before(held);
    person.set_refused_before(refused);
    person.clear_conflicts();
    for (const QString &role : conflictsOf(subscription, false))
        person.add_conflicts(toWire(role));
    if (rules::conflictsWithPlatform(subscription.role_id(), platformRolesOf(SubjectId{fromWire(person.subject())})))
        person.add_conflicts("security-officer");
}

} // namespace stanforis
