// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"
#include "app/platform/records/recordeffects.h"
#include "app/platform/records/recordstore.h"
#include "stanforis/catalogue/v1/catalogue.pb.h"

namespace stanforis {

class Database;
class Offer;
class SubscriptionService;

/// The records of the service pages: reading them, each time logged with who and why, and writing what was signed.
class RecordService final
{
public:
    /// Everything outlives the service.
    RecordService(Database &database, const Offer &offer, const SubscriptionService &subscriptions, const Clock &clock);

    /// The files that are built in.
    [[nodiscard]] static QString builtIn();
    /// Reads `<sector>.json` of the folder: what operations do, and the first records of pages that have none yet.
    [[nodiscard]] Result<Done> start(const QString &folder = builtIn());

    [[nodiscard]] Result<records::v1::ListResponse> list(const Caller &caller, const records::v1::ListRequest &request);
    [[nodiscard]] Result<records::v1::Record> get(const Caller &caller, const records::v1::GetRequest &request);

    /// Without a log entry; for the platform itself.
    [[nodiscard]] Result<records::v1::Record> find(const RecordKey &key) const { return m_store.find(key); }
    /// Writes what was signed; the etag changes. Called inside the database transaction that issues the receipt.
    [[nodiscard]] Result<records::v1::Record> write(const RecordKey &key, const QString &operation, const SignedWork &work);

private:
    [[nodiscard]] Result<Done> readFile(const QString &path);
    /// The page, if the caller's token is for its sector and a role of theirs works on it or audits.
    [[nodiscard]] Result<const catalogue::v1::ServicePage *> pageFor(const Caller &caller, const PageKey &page) const;

    RecordStore m_store;
    Database &m_database;
    const Offer &m_offer;
    const SubscriptionService &m_subscriptions;
    const Clock &m_clock;
    QHash<QString, RecordEffect> m_effects; ///< by "sector/service/page/operation"
};

} // namespace stanforis
