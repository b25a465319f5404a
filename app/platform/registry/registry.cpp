// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/registry/registry.h"

#include "app/platform/registry/diddocument.h"
#include "app/platform/registry/statuslist.h"
#include "app/platform/state/database.h"
#include "app/platform/state/handlers.h"
#include "app/platform/subscriptions/subscriptionservice.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Subscription = subscriptions::v1::Subscription;

namespace {

constexpr auto statusListPath = "/credentials/status/1"_L1;
constexpr auto statusListLife = 15min; ///< how long an answer may be relied on
constexpr auto signingLife = 8h;       ///< of a sign-in, and so of the keys enrolled in it
constexpr int mostKeys = 32;           ///< of one person in one document

QString timeText(Instant time) { return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), Qt::UTC).toString(Qt::ISODate); }

QByteArray compact(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

/// Key ids hold characters that a fragment may not.
QString fragmentOf(const QJsonObject &jwk)
{
    const QString kid = jwk.value("kid"_L1).toString();
    return kid.contains(u'+') ? u"ledger-"_s + kid.section(u'+', -1) : kid;
}

const QJsonArray credentialContext{u"https://www.w3.org/ns/credentials/v2"_s};

} // namespace

Registry::Registry(Database &database, const SubscriptionService &subscriptions, const Clock &clock, Settings settings)
    : m_database(database)
    , m_subscriptions(subscriptions)
    , m_clock(clock)
    , m_settings(std::move(settings))
    , m_did(didOf(m_settings.address))
{}

Result<Done> Registry::start()
{
    Database::Transaction transaction(m_database);
    if (auto made = m_database.execute(u"CREATE TABLE IF NOT EXISTS credentials (subscription TEXT PRIMARY KEY,"
                                       " place INTEGER NOT NULL UNIQUE) WITHOUT ROWID"_s);
        !made)
        return made.error();
    const auto kept = m_database.query(u"SELECT value FROM facts WHERE name = 'registry pepper'"_s);
    if (!kept)
        return kept.error();
    if (kept->isEmpty()) {
        constexpr int size = 32;
        m_pepper = randomBytes(size);
        if (auto done = m_database.execute(u"INSERT INTO facts (name, value) VALUES ('registry pepper', ?)"_s,
                                           {QString::fromLatin1(m_pepper.toHex())});
            !done)
            return done.error();
    } else {
        m_pepper = QByteArray::fromHex(kept->first().first().toString().toLatin1());
    }
    return transaction.commit();
}

QString Registry::personId(const SubjectId &subject) const
{
    constexpr qsizetype length = 16;
    return QString::fromLatin1(
        QMessageAuthenticationCode::hash(subject.value.toUtf8(), m_pepper, QCryptographicHash::Sha256).left(length).toHex());
}

QString Registry::personDid(const SubjectId &subject) const { return didOf(m_settings.address, {u"op"_s, personId(subject)}); }

std::optional<Registry::Document> Registry::find(const QString &path) const
{
    const auto did = [](const QJsonObject &document) { return Document{"application/did+json", compact(document)}; };
    if (path == "/.well-known/did.json"_L1)
        return did(platformDocument());
    if (path == statusListPath) {
        const auto list = statusList();
        return list ? std::optional(Document{"application/vc+jwt", *list}) : std::nullopt;
    }
    const QStringList parts = path.split(u'/');
    if (parts.size() != 4 || !parts[0].isEmpty() || parts[3] != "did.json"_L1)
        return {};
    if (parts[1] == "sector"_L1 && m_settings.sectors.contains(parts[2]))
        return did(sectorDocument(parts[2]));
    if (parts[1] == "op"_L1) {
        const auto person = personDocument(parts[2]);
        return person ? std::optional(did(*person)) : std::nullopt;
    }
    return {};
}

QJsonObject Registry::platformDocument() const
{
    DidDocumentBuilder builder(m_did);
    builder.addKey(QString::fromLatin1(m_settings.credentialKey.thumbprint()), m_settings.credentialKey.publicJwk(), m_did, true);
    for (const QJsonObject &jwk : m_settings.ledgerKeys)
        builder.addKey(fragmentOf(jwk), jwk, m_did, true);
    builder.addService(u"platform"_s, u"StanforisPlatform"_s, m_settings.address);
    builder.addService(u"credential-status"_s, u"BitstringStatusList"_s, m_settings.address + statusListPath);
    return builder.document();
}

QJsonObject Registry::sectorDocument(const QString &sector) const
{
    DidDocumentBuilder builder(didOf(m_settings.address, {u"sector"_s, sector}));
    for (const QJsonObject &jwk : m_settings.ledgerKeys) // what is done in a sector is receipted with them
        builder.addKey(fragmentOf(jwk), jwk, m_did, true);
    builder.addService(u"api"_s, u"StanforisSector"_s, m_settings.address + u"/api/sectors/"_s + sector);
    return builder.document();
}

std::optional<QJsonObject> Registry::personDocument(const QString &id) const
{
    const auto rows = m_database.query(u"SELECT DISTINCT subject FROM subscriptions UNION SELECT DISTINCT subject FROM keys"_s);
    if (!rows)
        return {};
    for (const auto &row : *rows) {
        const SubjectId subject(row.first().toString());
        if (personId(subject) != id)
            continue;
        DidDocumentBuilder builder(personDid(subject));
        const auto keys = m_database.query(
            u"SELECT kid, jwk, max(enrolled_us) FROM keys WHERE subject = ? GROUP BY kid ORDER BY 3 DESC LIMIT ?"_s,
            {subject.value, mostKeys});
        if (!keys)
            return {};
        const Instant now = m_clock.now();
        for (const auto &key : *keys) {
            const bool live = fromMicroseconds(key.at(2).toLongLong()) + signingLife > now;
            builder.addKey(key.at(0).toString(), QJsonDocument::fromJson(key.at(1).toString().toUtf8()).object(),
                           personDid(subject), live);
        }
        return builder.document();
    }
    return {};
}

Result<credentials::v1::ListMineResponse> Registry::credentialsOf(const SubjectId &subject)
{
    credentials::v1::ListMineResponse response;
    response.set_did(toWire(personDid(subject)));
    const auto held = m_subscriptions.list(subject);
    for (const Subscription &subscription : held.mine()) {
        const QString id = fromWire(subscription.id());
        if (m_subscriptions.stateOf(id) != Subscription::ACTIVE)
            continue;
        const auto place = placeOf(id);
        const auto jwt = place ? credential(subscription, *place) : Result<QByteArray>(place.error());
        if (!jwt)
            return jwt.error();
        auto *entry = response.add_credentials();
        entry->set_subscription_id(subscription.id());
        entry->set_jwt(jwt->toStdString());
    }
    return response;
}

/// By chance, so that the number of a credential says nothing about when it was made or who holds its neighbours.
Result<int> Registry::placeOf(const QString &subscription)
{
    const auto known = m_database.query(u"SELECT place FROM credentials WHERE subscription = ?"_s, {subscription});
    if (!known)
        return known.error();
    if (!known->isEmpty())
        return known->first().first().toInt();
    constexpr int tries = 64;
    for (int attempt = 0; attempt < tries; ++attempt) {
        const QByteArray random = randomBytes(3);
        const int place = (uchar(random[0]) << 16 | uchar(random[1]) << 8 | uchar(random[2])) % StatusList::entries;
        const auto taken = m_database.query(u"SELECT 1 FROM credentials WHERE place = ?"_s, {place});
        if (!taken)
            return taken.error();
        if (!taken->isEmpty())
            continue;
        if (auto done =
                m_database.execute(u"INSERT INTO credentials (subscription, place) VALUES (?, ?)"_s, {subscription, place});
            !done)
            return done.error();
        return place;
    }
    return Error{Error::Code::Unavailable, u"The status list of credentials is full."_s};
}

Result<QByteArray> Registry::credential(const Subscription &subscription, int place) const
{
    const QString list = m_settings.address + statusListPath;
    const QString number = QString::number(place);
    QJsonObject subject{{u"id"_s, personDid(SubjectId(fromWire(subscription.requester().subject())))},
                        {u"sector"_s, fromWire(subscription.sector_id())},
                        {u"role"_s, fromWire(subscription.role_id())},
                        {u"legalBasis"_s, fromWire(subscription.legal_basis())}};
    if (!subscription.decided_by().empty())
        subject.insert(u"grantedBy"_s, fromWire(subscription.decided_by()));
    return sign({{u"@context"_s, credentialContext},
                 {u"id"_s, QString(u"urn:stanforis:credential:"_s + fromWire(subscription.id()))},
                 {u"type"_s, QJsonArray{u"VerifiableCredential"_s, u"RoleCredential"_s}},
                 {u"issuer"_s, m_did},
                 {u"validFrom"_s, timeText(fromMicroseconds(subscription.from_us()))},
                 {u"validUntil"_s, timeText(fromMicroseconds(subscription.to_us()))},
                 {u"credentialSubject"_s, subject},
                 {u"credentialStatus"_s, QJsonObject{{u"id"_s, QString(list + u'#' + number)},
                                                     {u"type"_s, u"BitstringStatusListEntry"_s},
                                                     {u"statusPurpose"_s, u"revocation"_s},
                                                     {u"statusListIndex"_s, number},
                                                     {u"statusListCredential"_s, list}}}});
}

Result<QByteArray> Registry::statusList() const
{
    StatusList list;
    const auto rows = m_database.query(u"SELECT subscription, place FROM credentials"_s);
    if (!rows)
        return rows.error();
    for (const auto &row : *rows) {
        if (m_subscriptions.stateOf(row.at(0).toString()) != Subscription::ACTIVE)
            list.set(row.at(1).toInt());
    }
    const QString id = m_settings.address + statusListPath;
    const Instant now = m_clock.now();
    return sign({{u"@context"_s, credentialContext},
                 {u"id"_s, id},
                 {u"type"_s, QJsonArray{u"VerifiableCredential"_s, u"BitstringStatusListCredential"_s}},
                 {u"issuer"_s, m_did},
                 {u"validFrom"_s, timeText(now)},
                 {u"validUntil"_s, timeText(now + statusListLife)},
                 {u"credentialSubject"_s, QJsonObject{{u"id"_s, QString(id + u"#list"_s)},
                                                      {u"type"_s, u"BitstringStatusList"_s},
                                                      {u"statusPurpose"_s, u"revocation"_s},
                                                      {u"encodedList"_s, QString::fromLatin1(list.encoded())}}}});
}

Result<QByteArray> Registry::sign(const QJsonObject &credential) const
{
    const QString kid = m_did + u'#' + QString::fromLatin1(m_settings.credentialKey.thumbprint());
    return Jws::signCompact(m_settings.credentialKey, {{u"typ"_s, u"vc+jwt"_s}, {u"cty"_s, u"vc"_s}, {u"kid"_s, kid}},
                            compact(credential));
}

void addRegistryMethods(Methods &methods, Registry &registry)
{
    using namespace credentials::v1;
    methods.insert("/stanforis.credentials.v1.Credentials/ListMine",
                   unaryMethod<ListMineRequest, ListMineResponse>(Audience::Platform,
                                                                  [&registry](const Caller *caller, const ListMineRequest &) {
                                                                      return registry.credentialsOf(caller->subject);
                                                                  }));
}

} // namespace stanforis
