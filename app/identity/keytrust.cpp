// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/keytrust.h"

#include "app/identity/note.h"
#include "app/identity/jws.h"
#include "app/identity/merkleproof.h"
#include "models/domain/keyset.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Name = TrustFact::Name;

namespace {

constexpr Duration interval = 5min;
constexpr Duration pause = 1s; ///< signing in and the first page come before the first look
constexpr int largestAnswer = 64 * 1024;
constexpr qsizetype mostConsistencyHashes = 63;

TrustItem itemOf(const QString &id, TrustKind kind, const QString &subject = {})
{
    TrustItem item;
    item.id = TrustId(id);
    item.kind = kind;
    item.subject = subject;
    return item;
}

/// P-256 keys of a set, by id. Untrusted: one is not on its curve. Malformed: it is no key set.
Result<QStringList> signingKeys(const QByteArray &keySet)
{
    QStringList ids;
    const auto document = QJsonDocument::fromJson(keySet).object().value("keys"_L1);
    if (!document.isArray())
        return Error{Error::Code::Malformed, u"keys"_s};
    const auto keys = document.toArray();
    for (const auto &entry : keys) {
        const QJsonObject jwk = entry.toObject();
        if (jwk.value("kty"_L1).toString() != "EC"_L1)
            continue;
        const QString kid = jwk.value("kid"_L1).toString();
        const auto key = identity::VerifyingKey::fromJwk(jwk);
        if (!key && key.error().code != Error::Code::Invalid) // another curve is not for us
            return Error{Error::Code::Untrusted, kid};
        if (key)
            ids.append(kid);
    }
    return ids;
}

/// Key ids of the ledger's keys, `NAME+ID`; ID is the start of SHA-256 over name, newline, type and key (c2sp.org/signed-note).
Result<QStringList> ledgerKeys(const QByteArray &keySet)
{
    QStringList ids;
    const auto keys = QJsonDocument::fromJson(keySet).object().value("keys"_L1).toArray();
    for (const auto &entry : keys) {
        const QJsonObject jwk = entry.toObject();
        if (jwk.value("kty"_L1).toString() != "OKP"_L1 || jwk.value("crv"_L1).toString() != "Ed25519"_L1)
            continue;
        const QString kid = jwk.value("kid"_L1).toString();
        const auto key = identity::fromBase64Url(jwk.value("x"_L1).toString().toLatin1());
        const QString name = kid.section(u'+', 0, -2);
        constexpr qsizetype keySize = 32;
        using Kind = identity::NoteVerifier::Kind;
        const auto isOf = [&](Kind kind) {
            return identity::NoteVerifier{name, kind, *key}.id().toHex() == kid.section(u'+', -1).toLatin1();
        };
        if (!key || key->size() != keySize || (!isOf(Kind::Signature) && !isOf(Kind::Cosignature)))
            return Error{Error::Code::Untrusted, kid};
        if (isOf(Kind::Signature)) // the other one is the witness's, who cosigns consoles' logs
            ids.append(kid);
    }
    return ids;
}

/// A key that was there and is there no more cannot prove what it signed.
std::optional<QString> vanished(const QSet<QString> &seen, const QStringList &now)
{
    for (const QString &id : seen) {
        if (!now.contains(id))
            return id;
    }
    return {};
}

void conclude(TrustItem &item, const Result<QStringList> &ids)
{
    item.facts.clear();
    if (!ids) {
        setFinding(item, findingOf(ids.error()), ids.error().detail);
        return;
    }
    for (const QString &id : *ids)
        item.facts.append({Name::KeyId, id});
    item.subject = ids->value(0);
    if (ids->isEmpty())
        setFinding(item, TrustFinding::Missing);
    else
        setFinding(item, TrustFinding::Well);
}

} // namespace

KeyTrust::KeyTrust(const ConnectionProfile &profile, HttpPort &http, const TrustList &trusted, const Clock &clock,
                   QObject *parent)
    : QObject(parent)
    , m_profile(profile)
    , m_http(http)
    , m_trusted(trusted)
    , m_provider(http, profile.issuer, profile.clientId)
    , m_checks(clock, nullptr, pause)
{
    m_provider.setTrusted(&trusted);
    addProvider();
    addKeys();
    addCheckpoint();
}

void KeyTrust::addProvider()
{
    m_checks.add(itemOf(u"provider"_s, TrustKind::Provider, m_profile.issuer), interval,
                 [this](const TrustItem &known, const Answer &done) {
                     m_provider.discover(this, [this, known, done](const Result<ProviderMetadata> &provider) {
                         TrustItem found = known;
                         found.facts = {{Name::Issuer, m_profile.issuer}};
                         if (!provider)
                             setFinding(found, findingOf(provider.error()), provider.error().detail);
                         else
                             setFinding(found, TrustFinding::Well);
                         done(found);
                     });
                 });
    m_checks.add(itemOf(u"keys/tokens"_s, TrustKind::TokenKeys), interval, [this](const TrustItem &known, const Answer &done) {
        m_provider.discover(this, [known, done](const Result<ProviderMetadata> &provider) {
            TrustItem found = known;
            conclude(found, provider ? signingKeys(provider->keySet) : Result<QStringList>(provider.error()));
            done(found);
        });
    });
}

void KeyTrust::addKeys()
{
    m_checks.add(itemOf(u"keys/receipts"_s, TrustKind::ReceiptKey), interval, [this](const TrustItem &known, const Answer &done) {
        fetchKeys(&TrustList::receiptKeys, [this, known, done](const Result<QByteArray> &keySet) {
            TrustItem found = known;
            const auto ids = keySet ? signingKeys(*keySet) : Result<QStringList>(keySet.error());
            conclude(found, ids);
            if (ids) {
                if (const auto gone = vanished(m_receiptKeys, *ids))
                    setFinding(found, TrustFinding::Missing, *gone);
                m_receiptKeys.unite(QSet<QString>(ids->begin(), ids->end()));
            }
            done(found);
        });
    });
    m_checks.add(itemOf(u"keys/ledger"_s, TrustKind::LedgerKey), interval, [this](const TrustItem &known, const Answer &done) {
        fetchKeys(&TrustList::ledgerKeys, [known, done](const Result<QByteArray> &keySet) {
            TrustItem found = known;
            conclude(found, keySet ? ledgerKeys(*keySet) : Result<QStringList>(keySet.error()));
            done(found);
        });
    });
}

void KeyTrust::addCheckpoint()
{
    m_checks.add(itemOf(u"checkpoint"_s, TrustKind::Checkpoint), interval, [this](const TrustItem &known, const Answer &done) {
        fetchKeys(&TrustList::ledgerKeys, [this, known, done](const Result<QByteArray> &keySet) {
            if (keySet) {
                lookAtLedger(known, *keySet, done);
                return;
            }
            TrustItem found = known;
            setFinding(found, findingOf(keySet.error()), keySet.error().detail);
            done(found);
        });
    });
}

void KeyTrust::lookAtLedger(const TrustItem &known, const QByteArray &keySet, const Answer &done)
{
    HttpRequest request;
    request.method = "POST";
    request.url = QUrl(m_profile.apiBase + u"/stanforis.ledger.v1.Ledger/GetCheckpoint"_s);
    request.headers.insert("Content-Type", "application/json");
    const qint64 size = m_checkpoint ? m_checkpoint->size : 0;
    request.body = QJsonDocument(QJsonObject{{"knownSize"_L1, QString::number(size)}}).toJson(QJsonDocument::Compact);
    request.largestAnswer = largestAnswer;
    m_http.send(this, request, [this, known, keySet, done](const Result<HttpAnswer> &answer) {
        if (answer) {
            takeCheckpoint(known, *answer, keySet, done);
            return;
        }
        TrustItem found = known;
        setFinding(found, findingOf(answer.error()), answer.error().detail);
        done(found);
    });
}

void KeyTrust::takeCheckpoint(TrustItem item, const HttpAnswer &answer, const QByteArray &keySet, const Answer &done)
{
    const auto object = QJsonDocument::fromJson(answer.body).object();
    constexpr int badRequest = 400;
    constexpr int ok = 200;
    const auto note = QByteArray::fromBase64(object.value("note"_L1).toString().toLatin1());
    const auto conclude = [&](TrustFinding finding, const QString &detail = {}) {
        setFinding(item, finding, detail);
        done(item);
    };
    // The ledger has fewer entries than it has signed for.
    if (m_checkpoint && (answer.status == badRequest || (answer.status == ok && note.isEmpty())))
        return conclude(TrustFinding::RolledBack, QString::number(m_checkpoint->size));
    if (answer.status != ok)
        return conclude(TrustFinding::Unreachable, QString::number(answer.status));
    if (note.isEmpty()) {
        item.facts = {{Name::Entries, u"0"_s}};
        return conclude(TrustFinding::Well);
    }
    const auto checkpoint = identity::readCheckpoint(note, keySet);
    if (!checkpoint)
        return conclude(findingOf(checkpoint.error()), checkpoint.error().detail);
    QList<QByteArray> path;
    const auto hashes = object.value("consistency"_L1).toArray();
    for (const auto &hash : hashes)
        path.append(QByteArray::fromBase64(hash.toString().toLatin1()));
    if (m_checkpoint &&
        (path.size() > mostConsistencyHashes || checkpoint->origin != m_checkpoint->origin ||
         !identity::isConsistent(m_checkpoint->size, m_checkpoint->root, checkpoint->size, checkpoint->root, path)))
        return conclude(checkpoint->size < m_checkpoint->size ? TrustFinding::RolledBack : TrustFinding::Tampered,
                        QString::number(m_checkpoint->size));
    m_checkpoint = *checkpoint;
    item.subject = checkpoint->origin;
    item.facts = {{Name::Origin, checkpoint->origin},
                  {Name::Entries, QString::number(checkpoint->size)},
                  {Name::Root, QString::fromLatin1(checkpoint->root.toBase64())}};
    conclude(TrustFinding::Well);
}

void KeyTrust::fetchKeys(QByteArray TrustList::*listed, Reply<QByteArray> reply)
{
    HttpRequest request;
    request.url = QUrl(m_profile.receiptKeysUrl);
    request.largestAnswer = largestAnswer;
    m_http.send(this, request, [this, listed, reply = std::move(reply)](const Result<HttpAnswer> &answer) {
        constexpr int ok = 200;
        if (!answer)
            reply(answer.error());
        else if (answer->status != ok)
            reply(Error{Error::Code::Unavailable, QString::number(answer->status)});
        else
            reply(listedKeys(answer->body, {m_trusted.*listed}));
    });
}

} // namespace stanforis
