// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/credential.h"

#include "app/identity/faults.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <zlib.h>

#include <algorithm>

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration skew = 1min;
constexpr qsizetype fewestBytes = 131'072 / 8;
constexpr qsizetype mostBytes = 1 << 20;
constexpr auto context = "https://www.w3.org/ns/credentials/v2"_L1;

std::optional<Instant> timeOf(const QJsonValue &value)
{
    const auto time = QDateTime::fromString(value.toString(), Qt::ISODate);
    // xsd:dateTimeStamp: a time without a zone says nothing.
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return {};
    return fromMicroseconds(time.toMSecsSinceEpoch() * 1000);
}

QStringList textsOf(const QJsonValue &value)
{
    if (value.isString())
        return {value.toString()};
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const auto &entry : array)
        texts.append(entry.toString());
    return texts;
}

/// `issuer` may be an object with an id (VCDM 2.0 §4.7).
QString idOf(const QJsonValue &value) { return value.isObject() ? value.toObject().value("id"_L1).toString() : value.toString(); }

Result<Done> takeStatus(Credential &credential, const QJsonValue &value)
{
    if (value.isUndefined())
        return Done{};
    const QJsonObject status = value.toObject();
    bool number = false;
    credential.statusIndex = status.value("statusListIndex"_L1).toString().toLongLong(&number);
    credential.statusList = QUrl(status.value("statusListCredential"_L1).toString(), QUrl::StrictMode);
    // One that can't be checked must not pass as one that needs no check.
    if (status.value("type"_L1).toString() != "BitstringStatusListEntry"_L1 ||
        status.value("statusPurpose"_L1).toString() != "revocation"_L1 || !number || credential.statusIndex < 0 ||
        !credential.statusList.isValid() || credential.statusList.scheme() != "https"_L1)
        return malformed("credentialStatus"_L1);
    return Done{};
}

QString keyIdOf(const Jws &jws) { return jws.signatures()[0].header.value("kid"_L1).toString(); }

const DidKey *keyOf(const DidDocument &issuer, QString keyId)
{
    if (keyId.startsWith(u'#'))
        keyId.prepend(issuer.id);
    const auto found = std::ranges::find(issuer.keys, keyId, &DidKey::id);
    return found == issuer.keys.end() ? nullptr : &*found;
}

} // namespace

Result<Credential> readCredential(const QByteArray &jwt)
{
    const auto jws = jwt.size() > largestStatusList ? Result<Jws>(malformed("length"_L1)) : Jws::fromCompact(jwt);
    if (!jws)
        return jws.error();
    const QJsonObject header = jws->signatures()[0].header;
    const QJsonObject body = QJsonDocument::fromJson(jws->payload()).object();
    if (header.value("typ"_L1).toString() != "vc+jwt"_L1)
        return malformed("typ"_L1);
    if (body.contains("vc"_L1) || body.contains("vp"_L1))
        return malformed("vc"_L1);
    if (textsOf(body.value("@context"_L1)).value(0) != context)
        return malformed("@context"_L1);
    Credential credential{*jws, {}, {}, 0};
    CredentialFacts &facts = credential.facts;
    facts.id = body.value("id"_L1).toString();
    facts.issuer = idOf(body.value("issuer"_L1));
    facts.keyId = keyIdOf(*jws);
    facts.types = textsOf(body.value("type"_L1));
    const auto from = timeOf(body.value("validFrom"_L1));
    const auto until = timeOf(body.value("validUntil"_L1));
    const QJsonObject subject = body.value("credentialSubject"_L1).toObject();
    if (!facts.types.contains("VerifiableCredential"_L1))
        return malformed("type"_L1);
    if (!facts.issuer.startsWith("did:"_L1))
        return malformed("issuer"_L1);
    if (!from || !until || *until <= *from)
        return malformed("validity"_L1);
    facts.from = *from;
    facts.until = *until;
    facts.subject = subject.value("id"_L1).toString();
    facts.sector = SectorId(subject.value("sector"_L1).toString());
    facts.role = RoleId(subject.value("role"_L1).toString());
    facts.grantedBy = subject.value("grantedBy"_L1).toString();
    facts.legalBasis = subject.value("legalBasis"_L1).toString();
    if (facts.subject.isEmpty())
        return malformed("credentialSubject"_L1);
    if (const auto status = takeStatus(credential, body.value("credentialStatus"_L1)); !status)
        return status.error();
    return credential;
}

Result<Done> checkCredential(const Credential &credential, const DidDocument &issuer, Instant now)
{
    if (credential.facts.issuer != issuer.id)
        return untrusted("issuer"_L1);
    const DidKey *key = keyOf(issuer, credential.facts.keyId);
    if (!key || !key->asserts || key->curve != "P-256"_L1)
        return untrusted("key"_L1);
    const auto verifying = VerifyingKey::fromJwk(QJsonDocument::fromJson(key->jwk).object());
    if (!verifying || !credential.jws.verify(0, *verifying))
        return untrusted("signature"_L1);
    if (credential.facts.from > now + skew)
        return untrusted("not yet valid"_L1);
    if (credential.facts.until < now - skew)
        return untrusted("expired"_L1);
    return Done{};
}

Result<bool> isRevoked(const Credential &credential, const QByteArray &statusList, const DidDocument &issuer, Instant now)
{
    const auto list = readCredential(statusList);
    if (!list || !list->facts.types.contains("BitstringStatusListCredential"_L1) || !checkCredential(*list, issuer, now) ||
        list->facts.id != credential.statusList.toString())
        return untrusted("status"_L1);
    const QJsonObject subject = QJsonDocument::fromJson(list->jws.payload()).object().value("credentialSubject"_L1).toObject();
    const auto bits = readBits(subject.value("encodedList"_L1).toString());
    if (!bits || subject.value("statusPurpose"_L1).toString() != "revocation"_L1 || credential.statusIndex >= bits->size() * 8)
        return untrusted("status"_L1);
    const auto byte = static_cast<unsigned char>(bits->at(credential.statusIndex / 8));
    return (byte & (0x80 >> (credential.statusIndex % 8))) != 0;
}

Result<QByteArray> readBits(const QString &encodedList)
{
    const auto packed = encodedList.startsWith(u'u') ? fromBase64Url(encodedList.mid(1).toLatin1())
                                                     : Result<QByteArray>(malformed("encodedList"_L1));
    if (!packed)
        return packed.error();
    constexpr int gzipWindow = 15 + 16; // zlib.h: 16 more takes a gzip header and no other
    z_stream stream{};
    if (inflateInit2(&stream, gzipWindow) != Z_OK)
        return Error{Error::Code::Internal, u"zlib"_s};
    QByteArray input = *packed;
    QByteArray bits(mostBytes + 1, '\0'); // one more tells that it is too long, however small it came
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(bits.data());
    stream.avail_out = static_cast<uInt>(bits.size());
    const bool whole = inflate(&stream, Z_FINISH) == Z_STREAM_END;
    bits.truncate(static_cast<qsizetype>(stream.total_out));
    inflateEnd(&stream);
    if (!whole || bits.size() < fewestBytes || bits.size() > mostBytes)
        return malformed("encodedList"_L1);
    return bits;
}

} // namespace stanforis::identity
