// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/ids.h"
#include "stanforis/subscriptions/v1/subscriptions.pb.h"

#include <QHash>

#include <map>
#include <vector>

namespace stanforis {

class Database;

/// All subscriptions there ever were, in memory for reading and in the database for good. Main thread.
class SubscriptionStore final
{
public:
    using Subscription = subscriptions::v1::Subscription;

    explicit SubscriptionStore(Database &database);

    [[nodiscard]] Result<Done> load();
    /// Adds or replaces; in memory only after it is on disk.
    [[nodiscard]] Result<Done> put(const Subscription &subscription);

    [[nodiscard]] const Subscription *find(const QString &id) const;
    /// Oldest first (identifiers sort by time).
    [[nodiscard]] std::vector<const Subscription *> all() const;
    [[nodiscard]] std::vector<const Subscription *> of(const SubjectId &subject, const SectorId &sector) const;
    [[nodiscard]] bool isEmpty() const { return m_byId.empty(); }

private:
    using Key = std::pair<QString, QString>;

    Database &m_database;
    std::map<QString, Subscription> m_byId;
    QHash<Key, std::vector<const Subscription *>> m_byPersonAndSector;
};

} // namespace stanforis
