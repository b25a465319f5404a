// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/jws.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestJws = 1 << 20;

Error malformed() { return {Error::Code::Malformed, u"JWS"_s}; }

} // namespace

Jws Jws::of(const QByteArray &payload)
{
    Jws jws;
    jws.m_payload = payload;
    return jws;
}

Result<Jws> Jws::fromCompact(const QByteArray &text)
{
    const auto parts = text.split('.');
    if (text.size() > longestJws || parts.size() != 3)
        return malformed();
    const auto payload = fromBase64Url(parts[1]);
    if (!payload)
        return payload.error();
    auto jws = of(*payload);
    if (const auto taken = jws.take(parts[0], parts[2]); !taken)
        return taken.error();
    return jws;
}

Result<Jws> Jws::fromGeneral(const QByteArray &text)
{
    const auto object = text.size() > longestJws ? QJsonObject() : QJsonDocument::fromJson(text).object();
    const auto signatures = object.value("signatures"_L1).toArray();
    const auto payload = fromBase64Url(object.value("payload"_L1).toString().toLatin1());
    if (object.size() != 2 || !payload || signatures.isEmpty() || signatures.size() > 2)
        return malformed();
    auto jws = of(*payload);
    for (const auto &entry : signatures) {
        const auto signature = entry.toObject();
        const auto taken = jws.take(signature.value("protected"_L1).toString().toLatin1(),
                                    signature.value("signature"_L1).toString().toLatin1());
        if (signature.size() != 2 || !taken)
            return malformed();
    }
    // Its texts are base64url, so white space stands between them only; what remains longer has a member twice, and another
    // reader might take the other one.
    auto dense = text;
    dense.removeIf([](char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; });
    if (dense.size() != jws.toGeneral().size())
        return malformed();
    return jws;
}

Result<Done> Jws::take(const QByteArray &protectedHeader, const QByteArray &signature)
{
    const auto header = fromBase64Url(protectedHeader);
    const auto bytes = fromBase64Url(signature);
    const auto object = header ? QJsonDocument::fromJson(*header).object() : QJsonObject();
    const auto algorithm = object.value("alg"_L1).toString();
    if (!bytes || (algorithm != "ES256"_L1 && algorithm != "ES384"_L1) || object.contains("crit"_L1))
        return malformed();
    m_signatures.append({protectedHeader, *bytes, object});
    return Done{};
}

Result<Done> Jws::sign(const SigningKey &key, QJsonObject header)
{
    header.insert("alg"_L1, QString(key.algorithm()));
    header.insert("kid"_L1, key.thumbprint());
    const auto signature = key.sign(signingInput(header));
    if (!signature)
        return signature.error();
    addSignature(header, *signature);
    return Done{};
}

QByteArray Jws::signingInput(const QJsonObject &header) const
{
    return toBase64Url(QJsonDocument(header).toJson(QJsonDocument::Compact)) + '.' + toBase64Url(m_payload);
}

void Jws::addSignature(const QJsonObject &header, const QByteArray &signature)
{
    m_signatures.append({toBase64Url(QJsonDocument(header).toJson(QJsonDocument::Compact)), signature, header});
}

bool Jws::verify(qsizetype index, const VerifyingKey &key) const
{
    const auto &signature = m_signatures.at(index);
    return signature.header.value("alg"_L1).toString() == key.algorithm() &&
           key.verify(signature.protectedHeader + '.' + toBase64Url(m_payload), signature.signature);
}

Result<QByteArray> Jws::toCompact() const
{
    if (m_signatures.size() != 1)
        return Error{Error::Code::Invalid, u"one signature"_s};
    const auto &only = m_signatures[0];
    return QByteArray(only.protectedHeader + '.' + toBase64Url(m_payload) + '.' + toBase64Url(only.signature));
}

QByteArray Jws::toGeneral() const
{
    QJsonArray signatures;
    for (const auto &signature : m_signatures) {
        signatures.append(QJsonObject{{"protected"_L1, QString::fromLatin1(signature.protectedHeader)},
                                      {"signature"_L1, QString::fromLatin1(toBase64Url(signature.signature))}});
    }
    return QJsonDocument(QJsonObject{{"payload"_L1, QString::fromLatin1(toBase64Url(m_payload))}, {"signatures"_L1, signatures}})
        .toJson(QJsonDocument::Compact);
}

Result<VerifyingKey> keyFromSet(const QByteArray &keySet, const QString &kid)
{
    const auto keys = QJsonDocument::fromJson(keySet).object().value("keys"_L1).toArray();
    for (const auto &entry : keys) {
        if (const auto jwk = entry.toObject(); jwk.value("kid"_L1).toString() == kid)
            return VerifyingKey::fromJwk(jwk);
    }
    return Error{Error::Code::NotFound, u"key"_s};
}

} // namespace stanforis::identity
