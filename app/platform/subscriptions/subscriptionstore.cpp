// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/subscriptions/subscriptionstore.h"

#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"

namespace stanforis {

using namespace Qt::StringLiterals;

SubscriptionStore::SubscriptionStore(Database &database)
    : m_database(database)
{}

Result<Done> SubscriptionStore::load()
{
    const auto rows = m_database.query(u"SELECT data FROM subscriptions ORDER BY id"_s);
    if (!rows)
        return rows.error();
    for (const auto &row : *rows) {
        auto subscription = parseMessage<Subscription>(row.first().toByteArray());
        if (!subscription)
            return Error{Error::Code::Storage, u"a subscription cannot be read"_s};
        const QString id = fromWire(subscription->id());
        const Subscription &kept = m_byId.insert_or_assign(id, *std::move(subscription)).first->second;
        m_byPersonAndSector[{fromWire(kept.requester().subject()), fromWire(kept.sector_id())}].push_back(&kept);
    }
    return Done{};
}

Result<Done> SubscriptionStore::put(const Subscription &subscription)
{
    const QString id = fromWire(subscription.id());
    const Key key{fromWire(subscription.requester().subject()), fromWire(subscription.sector_id())};
    auto kept = m_database.execute(
        u"INSERT OR REPLACE INTO subscriptions (id, subject, sector, role, state, data)"
        " VALUES (?, ?, ?, ?, ?, ?)"_s,
        {id, key.first, key.second, fromWire(subscription.role_id()), int(subscription.state()), serializeMessage(subscription)});
    if (!kept)
        return kept;
    const auto [place, isNew] = m_byId.insert_or_assign(id, subscription);
    if (isNew)
        m_byPersonAndSector[key].push_back(&place->second);
    return Done{};
}

const SubscriptionStore::Subscription *SubscriptionStore::find(const QString &id) const
{
    const auto place = m_byId.find(id);
    return place == m_byId.end() ? nullptr : &place->second;
}

std::vector<const SubscriptionStore::Subscription *> SubscriptionStore::all() const
{
    std::vector<const Subscription *> list;
    list.reserve(m_byId.size());
    for (const auto &[id, subscription] : m_byId)
        list.push_back(&subscription);
    return list;
}

std::vector<const SubscriptionStore::Subscription *> SubscriptionStore::of(const SubjectId &subject, const SectorId &sector) const
{
    return m_byPersonAndSector.value({subject.value, sector.value});
}

} // namespace stanforis
