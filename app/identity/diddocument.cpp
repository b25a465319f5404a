// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/diddocument.h"

#include "app/identity/didkey.h"
#include "app/identity/faults.h"
#include "app/identity/signingkey.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestDid = 512;
constexpr qsizetype mostMethods = 64;
constexpr qsizetype mostServices = 32;

/// Unreserved characters without the dots that would climb (RFC 3986 §2.3, §5.2.4).
bool isSegment(const QString &text)
{
    const auto plain = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_' ||
               c == u'.';
    };
    return !text.isEmpty() && text != "."_L1 && text != ".."_L1 && std::ranges::all_of(text, plain);
}

/// Public keys only; a private member in a published document makes all of it unbelievable.
Result<DidKey> readMethod(const QJsonObject &method)
{
    const QJsonObject jwk = method.value("publicKeyJwk"_L1).toObject();
    DidKey key;
    key.id = method.value("id"_L1).toString();
    key.curve = jwk.value("crv"_L1).toString();
    if (jwk.contains("d"_L1) || jwk.contains("k"_L1))
        return malformed("private key"_L1);
    if (jwk.value("kty"_L1) == "EC"_L1 && key.curve == "P-256"_L1) {
        if (!VerifyingKey::fromJwk(jwk))
            return malformed("publicKeyJwk"_L1);
    } else if (jwk.value("kty"_L1) == "OKP"_L1 && key.curve == "Ed25519"_L1) {
        const auto x = fromBase64Url(jwk.value("x"_L1).toString().toLatin1());
        constexpr qsizetype size = 32;
        if (!x || x->size() != size)
            return malformed("publicKeyJwk"_L1);
    } else {
        return Error{Error::Code::Invalid, u"key type"_s}; // not for us; the rest of the document holds
    }
    key.jwk = QJsonDocument(jwk).toJson(QJsonDocument::Compact);
    return key;
}

/// Ids that a relationship names; a method may also stand in it whole (DID Core §5.3).
QStringList relationship(const QJsonObject &document, QLatin1StringView name)
{
    QStringList ids;
    const QJsonArray entries = document.value(name).toArray();
    for (const auto &entry : entries)
        ids.append(entry.isObject() ? entry.toObject().value("id"_L1).toString() : entry.toString());
    return ids;
}

} // namespace

Result<QUrl> addressOf(const QString &did)
{
    constexpr auto prefix = "did:web:"_L1;
    if (!did.startsWith(prefix))
        return Error{Error::Code::Invalid, u"method"_s};
    if (did.size() > longestDid)
        return malformed("length"_L1);
    const QStringList parts = did.mid(prefix.size()).split(u':');
    QString authority = parts.first();
    QString port;
    if (const qsizetype at = authority.indexOf("%3A"_L1, 0, Qt::CaseInsensitive); at >= 0) {
        port = authority.mid(at + 3);
        authority.truncate(at);
    }
    bool number = port.isEmpty();
    if (!port.isEmpty()) {
        constexpr uint highestPort = 65535;
        const uint value = port.toUInt(&number);
        number = number && value > 0 && value <= highestPort && QString::number(value) == port;
    }
    if (!isSegment(authority) || !number || !std::ranges::all_of(parts.sliced(1), isSegment))
        return malformed("did:web"_L1);
    QString text = u"https://"_s + authority + (port.isEmpty() ? QString() : u':' + port);
    text += parts.size() == 1 ? u"/.well-known"_s : u'/' + parts.sliced(1).join(u'/');
    const QUrl url(text + u"/did.json"_s, QUrl::StrictMode);
    if (!url.isValid() || url.host().compare(authority, Qt::CaseInsensitive) != 0)
        return malformed("did:web"_L1);
    return url;
}

Result<DidDocument> readDidDocument(const QString &did, const QByteArray &json)
{
    const auto parsed = json.size() > largestDidDocument ? QJsonDocument() : QJsonDocument::fromJson(json);
    const QJsonObject object = parsed.object();
    if (object.isEmpty())
        return malformed("JSON"_L1);
    DidDocument document;
    document.id = object.value("id"_L1).toString();
    document.json = json;
    if (document.id != did)
        return malformed("id"_L1);
    const QStringList asserting = relationship(object, "assertionMethod"_L1);
    const QStringList authenticating = relationship(object, "authentication"_L1);
    const QJsonArray methods = object.value("verificationMethod"_L1).toArray();
    if (methods.size() > mostMethods)
        return malformed("verificationMethod"_L1);
    for (const auto &entry : methods) {
        auto key = readMethod(entry.toObject());
        if (!key && key.error().code == Error::Code::Invalid)
            continue;
        if (!key)
            return key.error();
        if (key->id.startsWith(u'#')) // relative to the document (DID Core §3.2.2)
            key->id.prepend(did);
        if (!key->id.startsWith(did + u'#'))
            return malformed("verificationMethod"_L1);
        key->asserts = asserting.contains(key->id) || asserting.contains(key->id.mid(did.size()));
        key->authenticates = authenticating.contains(key->id) || authenticating.contains(key->id.mid(did.size()));
        document.keys.append(*key);
    }
    const QJsonArray services = object.value("service"_L1).toArray();
    for (const auto &entry : services) {
        const QJsonObject service = entry.toObject();
        if (document.services.size() < mostServices)
            document.services.append({service.value("id"_L1).toString(), service.value("type"_L1).toString(),
                                      service.value("serviceEndpoint"_L1).toString()});
    }
    return document;
}

Result<DidDocument> documentOfDidKey(const QString &did)
{
    const auto jwk = jwkFromDidKey(did);
    if (!jwk)
        return jwk.error();
    const QString id = did + u'#' + did.mid(QLatin1StringView("did:key:").size());
    const QJsonObject method{{"id"_L1, id}, {"type"_L1, u"JsonWebKey"_s}, {"controller"_L1, did}, {"publicKeyJwk"_L1, *jwk}};
    const QJsonObject document{
        {"@context"_L1, QJsonArray{u"https://www.w3.org/ns/did/v1"_s, u"https://w3id.org/security/jwk/v1"_s}},
        {"id"_L1, did},
        {"verificationMethod"_L1, QJsonArray{method}},
        {"assertionMethod"_L1, QJsonArray{id}},
        {"authentication"_L1, QJsonArray{id}}};
    return readDidDocument(did, QJsonDocument(document).toJson(QJsonDocument::Compact));
}

} // namespace stanforis::identity
