// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/signedintent.h"

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

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

Result<Done> SignedIntent::verify(std::size_t index, const EcKey &key, const QString &nonce, Instant now) const
{
    const auto refuse = [](const QString &why) {
        return Error{Error::Code::Invalid, u"The signature was not accepted: "_s + why};
    };
    const JwsSignature &signature = jws.signatures.at(index);
    if (signature.typ() != "stanforis-tx+jws"_L1)
        return refuse(u"it is for something else."_s);
    if (signature.header.value("nonce"_L1).toString() != nonce)
        return refuse(u"it does not answer this transaction."_s);
    const QJsonValue iat = signature.header.value("iat"_L1);
    const Instant made{std::chrono::seconds(iat.toInteger(0))};
    if (!iat.isDouble() || made < now - 120s || made > now + 60s)
        return refuse(u"it is older than two minutes, or the clocks differ. Sign again."_s);
    if (signature.kid() != key.thumbprint() || !jws.verify(index, key))
        return refuse(u"it does not verify."_s);
    return Done{};
}

} // namespace stanforis
