// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/intentsigner.h"

#include "app/identity/canonicaljson.h"
#include "app/identity/jws.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using identity::Jws;

namespace {

Error unproven(QLatin1StringView what) { return {Error::Code::Untrusted, QString(what)}; }

} // namespace

void IntentSigner::begin(const SubjectId &subject)
{
    m_key.reset();
    m_subject = subject;
}

void IntentSigner::end()
{
    m_key.reset();
    m_subject = {};
}

qint64 IntentSigner::seconds() const
{
    return std::chrono::floor<std::chrono::seconds>(m_clock.now()).time_since_epoch().count();
}

Result<identity::SigningKey> IntentSigner::key()
{
    if (m_subject.value.isEmpty())
        return Error{Error::Code::Unauthenticated, {}};
    if (!m_key) {
        auto made = identity::SigningKey::generate();
        if (!made)
            return made.error();
        m_key = *made;
    }
    return *m_key;
}

Result<KeyEnrolment> IntentSigner::enrolment(const QString &audience)
{
    const auto signing = key();
    const auto id = identity::secureRandom(16);
    if (!signing || !id)
        return signing ? id.error() : signing.error();
    const QJsonObject claims{{"sub"_L1, m_subject.value},
                             {"jti"_L1, QString::fromLatin1(identity::toBase64Url(*id))},
                             {"iat"_L1, seconds()},
                             {"aud"_L1, audience}};
    auto proof = Jws::of(QJsonDocument(claims).toJson(QJsonDocument::Compact));
    if (const auto done = proof.sign(*signing, {{"typ"_L1, u"stanforis-key-proof+jwt"_s}}); !done)
        return done.error();
    const auto compact = proof.toCompact();
    if (!compact)
        return compact.error();
    return KeyEnrolment{QJsonDocument(signing->jwk()).toJson(QJsonDocument::Compact), *compact, signing->thumbprint()};
}

Result<Intent> IntentSigner::read(const QByteArray &jws, const QByteArray &body, const QString &bodyType) const
{
    const auto parsed = Jws::fromGeneral(jws);
    if (!parsed)
        return parsed.error();
    return intentFrom(parsed->payload(), body, bodyType);
}

Result<QByteArray> IntentSigner::sign(const Intent &intent, const QByteArray &first)
{
    const auto signing = key();
    if (!signing)
        return signing.error();
    auto jws = Jws::of(intent.payload);
    if (!first.isEmpty()) {
        auto parsed = Jws::fromGeneral(first);
        if (!parsed)
            return parsed.error();
        if (parsed->payload() != intent.payload || parsed->signatures().size() != 1)
            return Error{Error::Code::Conflict, u"payload"_s};
        jws = *parsed;
    }
    const auto payload = identity::CanonicalJson::read(intent.payload);
    if (!payload || !payload->object() || !payload->object()->value(u"nonce"_s).text())
        return Error{Error::Code::Malformed, u"nonce"_s};
    const QJsonObject header{
        {"typ"_L1, u"stanforis-tx+jws"_s}, {"iat"_L1, seconds()}, {"nonce"_L1, *payload->object()->value(u"nonce"_s).text()}};
    if (const auto done = jws.sign(*signing, header); !done)
        return done.error();
    return jws.toGeneral();
}

Result<ReceiptFacts> IntentSigner::verifyReceipt(const Receipt &receipt, const QByteArray &keySet) const
{
    const auto jws = Jws::fromCompact(receipt.jws);
    if (!jws)
        return jws.error();
    const auto header = jws->signatures()[0].header;
    const auto kid = header.value("kid"_L1).toString();
    const auto key = identity::keyFromSet(keySet, kid);
    if (header.value("typ"_L1).toString() != "stanforis-receipt+jws"_L1)
        return unproven("typ"_L1);
    if (!key || key->thumbprint() != kid)
        return unproven("key"_L1);
    if (!jws->verify(0, *key))
        return unproven("signature"_L1);

    const auto claims = QJsonDocument::fromJson(jws->payload()).object();
    if (claims.value("tx_sha256"_L1).toString() != QString::fromLatin1(identity::sha256(receipt.transactionJws).toHex()))
        return unproven("tx_sha256"_L1);
    if (claims.value("body_sha256"_L1).toString() != QString::fromLatin1(identity::sha256(receipt.body).toHex()))
        return unproven("body_sha256"_L1);
    const auto transaction = Jws::fromGeneral(receipt.transactionJws);
    const auto intent = transaction ? QJsonDocument::fromJson(transaction->payload()).object() : QJsonObject();
    if (intent.value("txid"_L1) != claims.value("txid"_L1) || intent.value("body_sha256"_L1) != claims.value("body_sha256"_L1))
        return unproven("txid"_L1);

    ReceiptFacts facts;
    facts.id = TransactionId(claims.value("txid"_L1).toString());
    const auto time = QDateTime::fromString(claims.value("time"_L1).toString(), Qt::ISODateWithMs);
    facts.time = fromMicroseconds(time.toMSecsSinceEpoch() * 1000);
    facts.result = claims.value("result"_L1).toString();
    facts.ledgerIndex = claims.value("ledger"_L1).toObject().value("index"_L1).toInteger(-1);
    facts.keyId = kid;
    const auto subjects = claims.value("subjects"_L1);
    if (subjects.isArray()) {
        for (const auto &subject : subjects.toArray())
            facts.subjects.append(subject.toString());
    } else {
        const auto members = subjects.toObject();
        for (const auto &subject : members)
            facts.subjects.append(subject.toString());
    }
    if (!time.isValid() || facts.id.value.isEmpty() || facts.ledgerIndex < 0)
        return Error{Error::Code::Malformed, u"receipt"_s};
    return facts;
}

} // namespace stanforis
