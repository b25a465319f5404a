// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "app/platform/methods.h"
#include "stanforis/credentials/v1/credentials.pb.h"
#include "stanforis/subscriptions/v1/subscriptions.pb.h"

#include <optional>

namespace stanforis {

class Database;
class SubscriptionService;

/// What anybody may look up on this platform: DID documents (did:web) of the platform, its sectors and the people who sign on
/// it, and the status list of credentials; and the credentials themselves for those who hold them. Main thread.
///
/// A person's DID is made of a keyed hash of the subject: a public document must not tell who somebody is, nor who there is.
class Registry final
{
public:
    struct Settings
    {
        QString address;                     ///< https://HOST:PORT of the platform; the DIDs follow from it
        QStringList sectors;                 ///< ids
        std::vector<QJsonObject> ledgerKeys; ///< public JWKs of receipts and ledger
        EcKey credentialKey;
    };
    /// A document as it is served.
    struct Document
    {
        QByteArray type; ///< media type
        QByteArray body;
    };

    /// All outlive the registry.
    Registry(Database &database, const SubscriptionService &subscriptions, const Clock &clock, Settings settings);

    /// Makes its tables where they are not there.
    [[nodiscard]] Result<Done> start();

    /// None: there is nothing public at this path. Paths: /.well-known/did.json, /sector/ID/did.json, /op/ID/did.json,
    /// /credentials/status/1.
    [[nodiscard]] std::optional<Document> find(const QString &path) const;

    [[nodiscard]] QString platformDid() const { return m_did; }
    [[nodiscard]] QString personDid(const SubjectId &subject) const;
    [[nodiscard]] Result<credentials::v1::ListMineResponse> credentialsOf(const SubjectId &subject);

private:
    [[nodiscard]] QString personId(const SubjectId &subject) const;
    [[nodiscard]] QJsonObject platformDocument() const;
    [[nodiscard]] QJsonObject sectorDocument(const QString &sector) const;
    [[nodiscard]] std::optional<QJsonObject> personDocument(const QString &id) const;
    [[nodiscard]] Result<QByteArray> credential(const subscriptions::v1::Subscription &subscription, int place) const;
    [[nodiscard]] Result<int> placeOf(const QString &subscription);
    [[nodiscard]] Result<QByteArray> statusList() const;
    [[nodiscard]] Result<QByteArray> sign(const QJsonObject &credential) const;

    Database &m_database;
    const SubscriptionService &m_subscriptions;
    const Clock &m_clock;
    const Settings m_settings;
    const QString m_did;
    QByteArray m_pepper; ///< of the keyed hash
};

/// Credentials/ListMine.
void addRegistryMethods(Methods &methods, Registry &registry);

} // namespace stanforis
