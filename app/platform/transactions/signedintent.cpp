// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/signedintent.h"

#include "app/platform/transactions/signingtime.h"

namespace stanforis {

using namespace Qt::StringLiterals;

Result<SignedIntent> SignedIntent::read(const QByteArray &text)
{
    auto jws = Jws::readGeneral(text);
    if (!jws)
        return jws.error();
    if (jws->signatures.size() > 2)
        return Error{Error::Code::Malformed, u"more than two signatures"_s};
    auto payload = readCanonical(jws->payload);
    if (!payload)
        return payload.error();
    const auto *object = payload->object();
    const auto transaction = object ? object->find(u"txid"_s) : CanonicalValue::Object::const_iterator();
    if (!object || transaction == object->end() || !transaction->second.text())
        return Error{Error::Code::Malformed, u"the payload names no transaction"_s};
    const QString id = *transaction->second.text();
    return SignedIntent{*std::move(jws), *object, id};
}

QByteArray SignedIntent::firstText() const
{
    Jws first = jws;
    first.signatures.resize(1);
    return first.toGeneral();
}

QString SignedIntent::certificateOf(std::size_t index) const
{
    return jws.signatures.at(index).header.value("x5t#S256"_L1).toString();
}

Result<Done> SignedIntent::verify(std::size_t index, const Expectation &expected) const
{
    const auto refuse = [](const QString &why) {
        return Error{Error::Code::Invalid, u"The signature was not accepted: "_s + why};
    };
    const JwsSignature &signature = jws.signatures.at(index);
    // The header is signed too, so it is read as strictly as what it stands over: nothing twice, nothing that reads two ways.
    const auto bytes = fromBase64Url(signature.protectedText);
    const auto header = bytes ? readCanonical(*bytes) : Result<CanonicalValue>(Error{});
    if (!header || !header->object())
        return refuse(u"its header is not canonical JSON."_s);
    const auto text = [&header](const char *name) {
        const auto found = header->object()->find(QString::fromLatin1(name));
        return found != header->object()->end() && found->second.text() ? *found->second.text() : QString();
    };
    const auto iat = header->object()->find(u"iat"_s);
    if (text("typ") != "stanforis-tx+jws"_L1 || text("cty") != "application/stanforis-tx+json"_L1)
        return refuse(u"it is for something else."_s);
    if (text("htm") != "POST"_L1 || text("htu") != expected.uri)
        return refuse(u"it was made for another address."_s);
    if (text("nonce") != expected.nonce)
        return refuse(u"it does not answer this transaction."_s);
    if (iat == header->object()->end() || !iat->second.number())
        return refuse(u"it does not say when it was made."_s);
    if (!expected.certificate.isEmpty() && text("x5t#S256") != expected.certificate)
        return refuse(u"it does not name its key's certificate."_s);
    if (signature.kid() != expected.key.thumbprint() || !jws.verify(index, expected.key))
        return refuse(u"it does not verify."_s);
    return checkSigningTime(Instant{std::chrono::seconds(*iat->second.number())}, expected.issued, expected.now);
}

} // namespace stanforis
