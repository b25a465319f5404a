// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/intentsigner.h"

#include "app/identity/receiptverifier.h"
#include "app/identity/softwarekey.h"

#include <QJsonDocument>
#include <QTimer>

#include <tuple>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using identity::Jws;

namespace {

template <class T>
void answerLater(QObject *context, Reply<T> reply, const Error &error)
{
    QTimer::singleShot(0, context, [reply = std::move(reply), error] { reply(error); });
}

/// Everything a person is shown of an intent; what belongs to the signing alone is left out.
auto factsOf(const Intent &intent)
{
    return std::tie(intent.payload, intent.body, intent.bodyType, intent.controlCode, intent.id, intent.sector, intent.service,
                    intent.page, intent.operation, intent.record, intent.values, intent.reason, intent.bodySha256, intent.etag,
                    intent.signer, intent.workstation, intent.expires, intent.signaturesNeeded);
}

} // namespace

IntentSigner::IntentSigner(const Clock &clock, std::unique_ptr<SigningKeyPort> key)
    : m_clock(clock)
    , m_own(key ? std::move(key) : std::make_unique<SoftwareKey>())
{}

IntentSigner::~IntentSigner() = default;

void IntentSigner::begin(const SubjectId &subject)
{
    m_own->forget();
    m_subject = subject;
}

void IntentSigner::end()
{
    m_own->forget();
    if (m_told)
        m_told->forget();
    m_told = nullptr;
    m_subject = {};
}

qint64 IntentSigner::seconds() const
{
    return std::chrono::floor<std::chrono::seconds>(m_clock.now()).time_since_epoch().count();
}

bool IntentSigner::asksForPin()
{
    const auto facts = key().facts();
    return facts && facts->asksForPin;
}

void IntentSigner::addSignature(QObject *context, const Jws &jws, const QJsonObject &header, Secret pin, Reply<Jws> reply)
{
    const auto facts = m_subject.value.isEmpty() ? Error{Error::Code::Unauthenticated, {}} : key().facts();
    if (!facts) {
        answerLater(context, std::move(reply), facts.error());
        return;
    }
    QJsonObject full = header;
    full.insert("alg"_L1, facts->algorithm);
    full.insert("kid"_L1, facts->kid);
    if (!facts->certificate.isEmpty())
        full.insert("x5t#S256"_L1, QString::fromLatin1(identity::toBase64Url(identity::sha256(facts->certificate))));
    key().sign(context, jws.signingInput(full), std::move(pin),
               [jws, full, reply = std::move(reply)](const Result<QByteArray> &signature) {
                   if (!signature) {
                       reply(signature.error());
                       return;
                   }
                   auto done = jws;
                   done.addSignature(full, *signature);
                   reply(done);
               });
}

void IntentSigner::enrolment(QObject *context, const QString &audience, Reply<KeyEnrolment> reply)
{
    const auto facts = m_subject.value.isEmpty() ? Error{Error::Code::Unauthenticated, {}} : key().facts();
    if (facts && !facts->certificate.isEmpty()) {
        QTimer::singleShot(0, context, [facts = *facts, reply = std::move(reply)] {
            reply(KeyEnrolment{facts.jwk, {}, facts.certificate, facts.kid});
        });
        return;
    }
    const auto id = identity::secureRandom(16);
    if (!facts || !id) {
        answerLater(context, std::move(reply), facts ? id.error() : facts.error());
        return;
    }
    const QJsonObject claims{{"sub"_L1, m_subject.value},
                             {"jti"_L1, QString::fromLatin1(identity::toBase64Url(*id))},
                             {"iat"_L1, seconds()},
                             {"aud"_L1, audience}};
    addSignature(context, Jws::of(QJsonDocument(claims).toJson(QJsonDocument::Compact)),
                 {{"typ"_L1, u"stanforis-key-proof+jwt"_s}}, Secret(),
                 [facts = *facts, reply = std::move(reply)](const Result<Jws> &proof) {
                     const auto compact = proof ? proof->toCompact() : proof.error();
                     if (compact)
                         reply(KeyEnrolment{facts.jwk, *compact, {}, facts.kid});
                     else
                         reply(compact.error());
                 });
}

Result<Intent> IntentSigner::read(const QByteArray &jws, const QByteArray &body, const QString &bodyType) const
{
    const auto parsed = Jws::fromGeneral(jws);
    if (!parsed)
        return parsed.error();
    return intentFrom(parsed->payload(), body, bodyType);
}

void IntentSigner::sign(QObject *context, const Intent &intent, const QByteArray &first, const SignatureHeader &header,
                        Secret pin, Reply<QByteArray> reply)
{
    // Once more from the bytes: what was shown, and may have been changed on the way here, must be what they say.
    if (const auto read = intentFrom(intent.payload, intent.body, intent.bodyType); !read || factsOf(*read) != factsOf(intent)) {
        answerLater(context, std::move(reply), Error{Error::Code::Untrusted, u"intent"_s});
        return;
    }
    auto jws = Jws::of(intent.payload);
    if (!first.isEmpty()) {
        const auto parsed = Jws::fromGeneral(first);
        if (!parsed || parsed->payload() != intent.payload || parsed->signatures().size() != 1) {
            answerLater(context, std::move(reply), parsed ? Error{Error::Code::Conflict, u"payload"_s} : parsed.error());
            return;
        }
        jws = *parsed;
    }
    // RFC 7515 §4.1.10 and, for what the request is bound to, the names of RFC 9449 §4.2.
    const QJsonObject protectedHeader{{"typ"_L1, u"stanforis-tx+jws"_s},
                                      {"cty"_L1, u"application/stanforis-tx+json"_s},
                                      {"iat"_L1, seconds()},
                                      {"htm"_L1, u"POST"_s},
                                      {"htu"_L1, header.uri},
                                      {"nonce"_L1, header.nonce}};
    addSignature(context, jws, protectedHeader, std::move(pin), [reply = std::move(reply)](const Result<Jws> &done) {
        if (done)
            reply(done->toGeneral());
        else
            reply(done.error());
    });
}

Result<ReceiptFacts> IntentSigner::verifyReceipt(const Receipt &receipt, const QByteArray &keySet) const
{
    return identity::verifyReceipt(receipt, keySet);
}

} // namespace stanforis
