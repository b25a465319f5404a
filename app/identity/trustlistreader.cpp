// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/jws.h"
#include "app/identity/trustverifier.h"
#include "app/identity/x509.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSslCertificate>
#include <QUrl>

#include <openssl/core_names.h>

#include <array>
#include <cmath>
#include <optional>
#include <vector>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace identity;

namespace {

constexpr qsizetype longestList = 256 * 1024;
constexpr qsizetype mostAuthorities = 16;
constexpr qsizetype longestChain = 4;
constexpr auto documentSigning = "1.3.6.1.5.5.7.3.36"; // id-kp-documentSigning, RFC 9336
constexpr double latestTime = 253402300799;            // 31 Dec 9999

Error malformedList(QLatin1StringView what) { return {Error::Code::Malformed, u"trust list: "_s + what}; }
Error untrustedList(QLatin1StringView what) { return {Error::Code::Untrusted, u"trust list: "_s + what}; }

std::optional<QByteArray> fromBase64(const QString &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(*decoded) : std::nullopt;
}

bool signsDocuments(X509 *certificate)
{
    const std::unique_ptr<EXTENDED_KEY_USAGE, x509::Release<EXTENDED_KEY_USAGE_free>> usages(
        static_cast<EXTENDED_KEY_USAGE *>(X509_get_ext_d2i(certificate, NID_ext_key_usage, nullptr, nullptr)));
    for (int i = 0; usages && i < sk_ASN1_OBJECT_num(usages.get()); ++i) {
        std::array<char, 64> text{};
        OBJ_obj2txt(text.data(), text.size(), sk_ASN1_OBJECT_value(usages.get(), i), 1);
        if (QLatin1StringView(text.data()) == QLatin1StringView(documentSigning))
            return (X509_get_key_usage(certificate) & X509v3_KU_DIGITAL_SIGNATURE) != 0;
    }
    return false;
}

bool leadsTo(X509 *leaf, const std::vector<x509::Certificate> &rest, const QList<QByteArray> &authorities)
{
    const x509::Store store(X509_STORE_new());
    for (const auto &der : authorities) {
        if (const auto authority = x509::fromDer(der))
            X509_STORE_add_cert(store.get(), authority.get());
    }
    const x509::Chain untrustedOnes(sk_X509_new_null());
    for (const auto &certificate : rest)
        sk_X509_push(untrustedOnes.get(), certificate.get());
    const x509::StoreContext context(X509_STORE_CTX_new());
    return X509_STORE_CTX_init(context.get(), store.get(), leaf, untrustedOnes.get()) == 1 &&
           X509_verify_cert(context.get()) == 1;
}

Result<VerifyingKey> keyOf(X509 *certificate)
{
    const auto coordinate = [key = X509_get0_pubkey(certificate)](const char *name) {
        BIGNUM *number = nullptr;
        QByteArray bytes(32, '\0');
        if (!key || EVP_PKEY_get_bn_param(key, name, &number) != 1 ||
            BN_bn2binpad(number, reinterpret_cast<uchar *>(bytes.data()), 32) != 32)
            bytes.clear();
        BN_free(number);
        return QString::fromLatin1(toBase64Url(bytes));
    };
    return VerifyingKey::fromJwk({{u"kty"_s, u"EC"_s},
                                  {u"crv"_s, u"P-256"_s},
                                  {u"x"_s, coordinate(OSSL_PKEY_PARAM_EC_PUB_X)},
                                  {u"y"_s, coordinate(OSSL_PKEY_PARAM_EC_PUB_Y)}});
}

/// The certificate of whoever signed this, if he may: RFC 7515 §4.1.6.
Result<QByteArray> checkSigner(const Jws &jws, const QList<QByteArray> &authorities, const QString &host)
{
    const auto header = jws.signatures().first().header;
    if (header.value("typ"_L1).toString() != "stanforis-trust-list+jws"_L1)
        return malformedList("typ"_L1);
    const auto chain = header.value("x5c"_L1).toArray();
    if (chain.isEmpty() || chain.size() > longestChain)
        return malformedList("x5c"_L1);
    std::vector<x509::Certificate> certificates;
    for (const auto &entry : chain) {
        const auto der = fromBase64(entry.toString());
        auto certificate = der ? x509::fromDer(*der) : nullptr;
        if (!certificate)
            return malformedList("x5c"_L1);
        certificates.push_back(std::move(certificate));
    }
    const auto leaf = std::move(certificates.front());
    certificates.erase(certificates.begin());
    if (!leadsTo(leaf.get(), certificates, authorities))
        return untrustedList("signer"_L1);
    if (!signsDocuments(leaf.get()))
        return untrustedList("signer's purpose"_L1);
    if (!host.isEmpty() && X509_check_host(leaf.get(), host.toLatin1().constData(), 0, 0, nullptr) != 1)
        return untrustedList("signer's name"_L1);
    const auto key = keyOf(leaf.get());
    if (!key || !jws.verify(0, *key))
        return untrustedList("signature"_L1);
    return *fromBase64(chain.first().toString());
}

std::optional<QList<TrustedAuthority>> authoritiesIn(const QJsonValue &value)
{
    const auto array = value.toArray();
    QList<TrustedAuthority> authorities;
    for (const auto &entry : array) {
        const auto der = fromBase64(entry["certificate"_L1].toString());
        const QUrl url(entry["crl"_L1].toString(), QUrl::StrictMode);
        const auto certificate = der ? x509::fromDer(*der) : nullptr;
        if (!certificate || X509_check_ca(certificate.get()) == 0 || url.scheme() != "https"_L1 || url.host().isEmpty())
            return std::nullopt;
        authorities.append({*der, url.toString()});
    }
    return authorities.isEmpty() || authorities.size() > mostAuthorities ? std::nullopt : std::optional(authorities);
}

std::optional<Instant> timeIn(const QJsonValue &value)
{
    const double seconds = value.toDouble(-1);
    if (seconds < 0 || seconds > latestTime || seconds != std::floor(seconds))
        return std::nullopt;
    return fromMicroseconds(static_cast<qint64>(seconds) * 1'000'000);
}

} // namespace

Result<TrustList> identity::trustListFrom(const QByteArray &json)
{
    const auto object = QJsonDocument::fromJson(json).object();
    if (object.value("v"_L1).toDouble() != 1)
        return malformedList("v"_L1);
    TrustList list;
    const double serial = object.value("serial"_L1).toDouble(-1);
    if (serial < 1 || serial > 9007199254740991.0 || serial != std::floor(serial)) // RFC 8259 §6: exact so far
        return malformedList("serial"_L1);
    list.serial = static_cast<quint64>(serial);
    const auto issued = timeIn(object.value("issued"_L1));
    const auto next = timeIn(object.value("next_update"_L1));
    if (!issued || !next || *next <= *issued)
        return malformedList("times"_L1);
    list.issued = *issued;
    list.nextUpdate = *next;
    const auto servers = authoritiesIn(object.value("server_authorities"_L1));
    const auto workstations = authoritiesIn(object.value("workstation_authorities"_L1));
    if (!servers || !workstations)
        return malformedList("authorities"_L1);
    list.servers = *servers;
    list.workstations = *workstations;
    const auto keys = object.value("keys"_L1).toObject();
    for (const auto &[name, target] :
         {std::pair("provider"_L1, &list.providerKeys), {"receipts"_L1, &list.receiptKeys}, {"ledger"_L1, &list.ledgerKeys}}) {
        const auto set = keys.value(name).toObject();
        if (!set.value("keys"_L1).isArray())
            return malformedList(name);
        *target = QJsonDocument(set).toJson(QJsonDocument::Compact);
    }
    return list;
}

Result<TrustList> TrustVerifier::trustList(const QByteArray &bytes, const QList<QByteArray> &authorities,
                                           const QString &host) const
{
    const auto jws = bytes.size() > longestList ? Result<Jws>(malformedList("size"_L1)) : Jws::fromCompact(bytes);
    if (!jws)
        return malformedList("JWS"_L1);
    const auto signer = checkSigner(*jws, authorities, host);
    if (!signer)
        return signer.error();
    auto list = trustListFrom(jws->payload());
    if (list) {
        list->signer = QSslCertificate(*signer, QSsl::Der).subjectDisplayName();
        list->signerCertificate = *signer;
    }
    return list;
}

} // namespace stanforis
