// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/intentsigner.h"

#include "app/identity/canonicaljson.h"
#include "app/identity/jws.h"
#include "app/identity/receiptverifier.h"

#include <QJsonDocument>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using identity::Jws;

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
    return identity::verifyReceipt(receipt, keySet);
}

} // namespace stanforis
