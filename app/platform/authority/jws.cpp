// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/authority/jose.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestHeader = 8 * 1024;
constexpr qsizetype longestJws = 1024 * 1024;

Error malformedJws(const QString &what) { return {Error::Code::Malformed, what}; }

Result<JwsSignature> readSignature(const QByteArray &protectedText, const QByteArray &signatureText)
{
    const auto header = fromBase64Url(protectedText);
    const auto signature = fromBase64Url(signatureText);
    if (!header || !signature || header->size() > longestHeader)
        return malformedJws(u"a part of the signature is not base64url"_s);
    const auto document = QJsonDocument::fromJson(*header);
    if (!document.isObject())
        return malformedJws(u"the protected header is not a JSON object"_s);
    const auto object = document.object();
    // No extensions to be understood (RFC 7515 §4.1.11). Which of the two algorithms is right the key decides, in verify().
    const auto algorithm = object["alg"_L1].toString();
    if ((algorithm != "ES256"_L1 && algorithm != "ES384"_L1) || object.contains("crit"_L1))
        return malformedJws(u"the algorithm is neither ES256 nor ES384, or the header asks for an extension"_s);
    return JwsSignature{object, protectedText, *signature};
}

Result<JwsSignature> makeSignature(const EcKey &key, QJsonObject header, const QByteArray &payloadText)
{
    header["alg"_L1] = QString(key.algorithm());
    if (!header.contains("kid"_L1))
        header["kid"_L1] = QString::fromLatin1(key.thumbprint());
    const auto protectedText = toBase64Url(QJsonDocument(header).toJson(QJsonDocument::Compact));
    auto signature = key.sign(protectedText + '.' + payloadText);
    if (!signature)
        return signature.error();
    return JwsSignature{header, protectedText, std::move(*signature)};
}

} // namespace

Result<Jws> Jws::readCompact(const QByteArray &text)
{
    const auto parts = text.size() > longestJws ? QByteArrayList() : text.split('.');
    if (parts.size() != 3)
        return malformedJws(u"not three parts"_s);
    auto signature = readSignature(parts[0], parts[2]);
    const auto payload = fromBase64Url(parts[1]);
    if (!signature)
        return signature.error();
    if (!payload)
        return malformedJws(u"the payload is not base64url"_s);
    return Jws{*payload, parts[1], {std::move(*signature)}};
}

Result<Jws> Jws::readGeneral(const QByteArray &json)
{
    constexpr qsizetype mostSignatures = 8;
    if (json.size() > longestJws)
        return malformedJws(u"longer than 1 MiB"_s);
    const auto document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return malformedJws(u"not a JSON object"_s);
    const auto payloadText = document["payload"_L1].toString().toLatin1();
    const auto payload = fromBase64Url(payloadText);
    const auto array = document["signatures"_L1].toArray();
    if (!payload || array.isEmpty() || array.size() > mostSignatures)
        return malformedJws(u"no payload, no signature, or too many"_s);
    Jws jws{*payload, payloadText, {}};
    for (const auto &entry : array) {
        const auto object = entry.toObject();
        if (object.contains("header"_L1))
            return malformedJws(u"an unprotected header is not accepted"_s);
        auto signature =
            readSignature(object["protected"_L1].toString().toLatin1(), object["signature"_L1].toString().toLatin1());
        if (!signature)
            return signature.error();
        jws.signatures.push_back(std::move(*signature));
    }
    // All texts in it are base64url, so white space can only stand between them. What is longer than what was read has members
    // that were not read: unknown ones, or one that comes twice, of which others might read the other.
    auto dense = json;
    dense.removeIf([](char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; });
    if (dense.size() != jws.toGeneral().size())
        return malformedJws(u"a member is unknown, or comes twice"_s);
    return jws;
}

Result<QByteArray> Jws::signCompact(const EcKey &key, QJsonObject header, const QByteArray &payload)
{
    const auto payloadText = toBase64Url(payload);
    const auto signature = makeSignature(key, std::move(header), payloadText);
    if (!signature)
        return signature.error();
    return QByteArray(signature->protectedText + '.' + payloadText + '.' + toBase64Url(signature->signature));
}

bool Jws::verify(std::size_t index, const EcKey &key) const
{
    if (index >= signatures.size())
        return false;
    const auto &signature = signatures[index];
    return signature.algorithm() == key.algorithm() &&
           key.verify(signature.protectedText + '.' + payloadText, signature.signature);
}

Result<Done> Jws::addSignature(const EcKey &key, QJsonObject header)
{
    if (payloadText.isEmpty())
        payloadText = toBase64Url(payload);
    auto signature = makeSignature(key, std::move(header), payloadText);
    if (!signature)
        return signature.error();
    signatures.push_back(std::move(*signature));
    return Done{};
}

QByteArray Jws::toGeneral() const
{
    QJsonArray array;
    for (const auto &signature : signatures) {
        array.append(QJsonObject{{u"protected"_s, QString::fromLatin1(signature.protectedText)},
                                 {u"signature"_s, QString::fromLatin1(toBase64Url(signature.signature))}});
    }
    return QJsonDocument(QJsonObject{{u"payload"_s, QString::fromLatin1(payloadText)}, {u"signatures"_s, array}})
        .toJson(QJsonDocument::Compact);
}

} // namespace stanforis
