// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/receiptverifier.h"

#include "app/identity/jws.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostPersons = 256; // whose keys are remembered

Error unproven(QLatin1StringView what) { return {Error::Code::Untrusted, QString(what)}; }

} // namespace

ReceiptVerifier::ReceiptVerifier(const QByteArray &keySet)
    : m_ledger(ledgerKeys(keySet))
{
    const auto keys = QJsonDocument::fromJson(keySet).object().value("keys"_L1).toArray();
    for (const auto &entry : keys) {
        const auto jwk = entry.toObject();
        const auto key = VerifyingKey::fromJwk(jwk);
        if (key && key->thumbprint() == jwk.value("kid"_L1).toString())
            m_platform.insert(key->thumbprint(), *key);
    }
}

auto ReceiptVerifier::personsKey(const QJsonObject &jwk) -> const Key *
{
    QStringList name;
    for (const auto member : {"kty"_L1, "crv"_L1, "x"_L1, "y"_L1})
        name.append(jwk.value(member).toString());
    auto known = m_persons.constFind(name);
    if (known == m_persons.constEnd()) {
        const auto key = VerifyingKey::fromJwk(jwk);
        if (!key)
            return nullptr;
        if (m_persons.size() == mostPersons)
            m_persons.clear();
        known = m_persons.insert(name, Key{*key, key->thumbprint()});
    }
    return &*known;
}

/// Each signature of the transaction by one of `signers`, in their order: as many as the intent needs, the first of them by who
/// composed it, no two by one person or with one key.
bool ReceiptVerifier::areSignedBy(const Jws &transaction, const QJsonObject &intent, const QJsonArray &signers)
{
    QSet<QString> seen;
    const auto needed = intent.value("need"_L1).toInteger(signers.size());
    const auto composer = intent.value("sub"_L1).toString();
    if (signers.size() != transaction.signatures().size() || signers.size() != needed || composer.isEmpty() ||
        signers.first()["sub"_L1].toString() != composer)
        return false;
    for (qsizetype index = 0; index < signers.size(); ++index) {
        const auto signer = signers.at(index);
        const Key *key = personsKey(signer["jwk"_L1].toObject());
        const QJsonObject header = transaction.signatures().at(index).header;
        if (!key || header.value("kid"_L1).toString() != key->thumbprint ||
            header.value("typ"_L1).toString() != "stanforis-tx+jws"_L1 || !transaction.verify(index, key->key))
            return false;
        const QString subject = u"sub "_s + signer["sub"_L1].toString();
        if (seen.contains(subject) || seen.contains(key->thumbprint))
            return false;
        seen.unite({subject, key->thumbprint});
    }
    return true;
}

Result<ReceiptFacts> verifyReceipt(const Receipt &receipt, const QByteArray &keySet)
{
    const auto proved = ReceiptVerifier(keySet).prove(receipt);
    return proved ? Result<ReceiptFacts>(proved->facts) : proved.error();
}

Result<ProvedReceipt> ReceiptVerifier::prove(const Receipt &receipt)
{
    const auto jws = Jws::fromCompact(receipt.jws);
    if (!jws)
        return jws.error();
    const auto header = jws->signatures()[0].header;
    const auto kid = header.value("kid"_L1).toString();
    const auto key = m_platform.constFind(kid);
    if (header.value("typ"_L1).toString() != "stanforis-receipt+jws"_L1)
        return unproven("typ"_L1);
    if (key == m_platform.constEnd())
        return unproven("key"_L1);
    if (!jws->verify(0, *key))
        return unproven("signature"_L1);

    const auto claims = QJsonDocument::fromJson(jws->payload()).object();
    if (claims.value("tx_sha256"_L1).toString() != QString::fromLatin1(sha256(receipt.transactionJws).toHex()))
        return unproven("tx_sha256"_L1);
    if (claims.value("body_sha256"_L1).toString() != QString::fromLatin1(sha256(receipt.body).toHex()))
        return unproven("body_sha256"_L1);
    const auto transaction = Jws::fromGeneral(receipt.transactionJws);
    const auto intent = transaction ? QJsonDocument::fromJson(transaction->payload()).object() : QJsonObject();
    if (intent.value("txid"_L1) != claims.value("txid"_L1) || intent.value("body_sha256"_L1) != claims.value("body_sha256"_L1))
        return unproven("txid"_L1);

    const auto place = readLedgerProof(receipt.proof, receipt.jws, m_ledger);
    if (!place)
        return place.error();
    ReceiptFacts facts;
    facts.id = TransactionId(claims.value("txid"_L1).toString());
    const auto time = QDateTime::fromString(claims.value("time"_L1).toString(), Qt::ISODateWithMs);
    facts.time = fromMicroseconds(time.toMSecsSinceEpoch() * 1000);
    facts.result = claims.value("result"_L1).toString();
    facts.ledgerIndex = claims.value("ledger"_L1).toObject().value("index"_L1).toInteger(-1);
    facts.ledgerSize = place->checkpoint.size;
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
    if (claims.contains("signers"_L1)) {
        const auto signers = claims.value("signers"_L1).toArray();
        if (signers.isEmpty() || !areSignedBy(*transaction, intent, signers))
            return unproven("person"_L1);
        QStringList persons;
        for (const auto &signer : signers)
            persons.append(signer["sub"_L1].toString());
        if (persons != facts.subjects)
            return unproven("person"_L1);
        facts.personsProved = true;
    }
    if (facts.ledgerIndex != place->index + 1) // receipts count from 1
        return unproven("index"_L1);
    if (!time.isValid() || facts.id.value.isEmpty() || facts.ledgerIndex < 0)
        return Error{Error::Code::Malformed, u"receipt"_s};
    return ProvedReceipt{facts, place->checkpoint};
}

} // namespace stanforis::identity
