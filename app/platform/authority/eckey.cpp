// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/authority/jose.h"
#include "app/platform/authority/openssl.h"
#include "app/platform/authority/privatefile.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rand.h>

#include <array>
#include <cstdlib>
#include <string_view>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

/// What RFC 7518 §3.4 and §6.2.1.1 say of a curve.
struct CurveFacts
{
    EcKey::Curve curve;
    int coordinateSize;
    const char *group;    ///< as OpenSSL calls it
    const char *generate; ///< as EVP_EC_gen() takes it
    QLatin1String name;   ///< `crv`
    QLatin1String algorithm;
    const EVP_MD *(*digest)();
};

const CurveFacts &factsOf(EcKey::Curve curve)
{
    static const CurveFacts p256{EcKey::Curve::P256, 32, "prime256v1", "P-256", "P-256"_L1, "ES256"_L1, EVP_sha256};
    static const CurveFacts p384{EcKey::Curve::P384, 48, "secp384r1", "P-384", "P-384"_L1, "ES384"_L1, EVP_sha384};
    return curve == EcKey::Curve::P384 ? p384 : p256;
}

constexpr std::size_t longestDer = 112; // of a P-384 signature: two integers of 49 bytes with their tags, and the sequence's

std::shared_ptr<EVP_PKEY> sharedKey(EVP_PKEY *key)
{
    return {key, [](EVP_PKEY *pointer) { EVP_PKEY_free(pointer); }};
}

QByteArray coordinate(EVP_PKEY *key, const char *name, int size)
{
    BIGNUM *number = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &number) != 1)
        return {};
    QByteArray bytes(size, '\0');
    BN_bn2binpad(number, reinterpret_cast<unsigned char *>(bytes.data()), size);
    BN_free(number);
    return bytes;
}

const unsigned char *unsignedData(const QByteArray &bytes) { return reinterpret_cast<const unsigned char *>(bytes.constData()); }

Error cryptographyFailed(const char *what)
{
    return {Error::Code::Internal, QStringLiteral("cryptography: %1").arg(QLatin1String(what))};
}

} // namespace

QByteArray toBase64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QByteArray> fromBase64Url(const QByteArray &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals |
                                                                  QByteArray::AbortOnBase64DecodingErrors);
    // One text for one value: spare bits and padding would let the same bytes be written in two ways.
    if (!decoded || toBase64Url(*decoded) != text)
        return std::nullopt;
    return *decoded;
}

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), count) != 1)
        std::abort(); // without randomness nothing that follows would be safe
    return bytes;
}

EcKey::EcKey(std::shared_ptr<evp_pkey_st> key, Curve curve, bool isPrivate)
    : m_key(std::move(key))
    , m_curve(curve)
    , m_private(isPrivate)
    , m_x(coordinate(m_key.get(), OSSL_PKEY_PARAM_EC_PUB_X, factsOf(curve).coordinateSize))
    , m_y(coordinate(m_key.get(), OSSL_PKEY_PARAM_EC_PUB_Y, factsOf(curve).coordinateSize))
{}

Result<EcKey> EcKey::generate(Curve curve)
{
    auto key = sharedKey(EVP_EC_gen(factsOf(curve).generate));
    if (!key)
        return cryptographyFailed("a key could not be made");
    return EcKey(std::move(key), curve, true);
}

QLatin1String EcKey::algorithm() const { return factsOf(m_curve).algorithm; }

Result<EcKey> EcKey::loadOrCreate(const QString &path)
{
    const auto content = readSmallFile(path);
    if (!content && content.error().code != Error::Code::NotFound)
        return content.error();
    if (!content) {
        auto key = generate();
        if (!key)
            return key;
        if (const auto written = writePrivateFile(path, key->privatePem()); !written)
            return written.error();
        return key;
    }
    const openssl::Bio bio(BIO_new_mem_buf(content->constData(), int(content->size())));
    auto key = sharedKey(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
    std::array<char, 32> group{};
    if (!key || EVP_PKEY_get_group_name(key.get(), group.data(), group.size(), nullptr) != 1 ||
        std::string_view(group.data()) != "prime256v1")
        return Error{Error::Code::Malformed, QStringLiteral("%1: not a P-256 private key").arg(path)};
    return EcKey(std::move(key), Curve::P256, true);
}

Result<EcKey> EcKey::fromPublicJwk(const QJsonObject &jwk)
{
    const auto curveName = jwk["crv"_L1].toString();
    const auto curve = curveName == "P-384"_L1 ? Curve::P384 : Curve::P256;
    const auto &facts = factsOf(curve);
    if (jwk["kty"_L1].toString() != "EC"_L1 || curveName != facts.name)
        return Error{Error::Code::Invalid, u"the key is not of type EC P-256 or P-384"_s};
    const auto x = fromBase64Url(jwk["x"_L1].toString().toLatin1());
    const auto y = fromBase64Url(jwk["y"_L1].toString().toLatin1());
    if (!x || !y || x->size() != facts.coordinateSize || y->size() != facts.coordinateSize)
        return Error{Error::Code::Malformed, u"the key's coordinates are not %1 bytes in base64url"_s.arg(facts.coordinateSize)};
    const QByteArray point = '\x04' + *x + *y;

    const std::unique_ptr<OSSL_PARAM_BLD, openssl::Deleter<OSSL_PARAM_BLD_free>> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, facts.group, 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(), std::size_t(point.size()));
    const std::unique_ptr<OSSL_PARAM, openssl::Deleter<OSSL_PARAM_free>> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const openssl::KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY *raw = nullptr;
    if (!parameters || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return Error{Error::Code::Malformed, u"the key's coordinates are not a point of its curve"_s};
    return EcKey(sharedKey(raw), curve, false);
}

QByteArray EcKey::thumbprint() const
{
    // RFC 7638 §3.2: required members only, in lexicographic order, no white space.
    const QByteArray canonical = R"({"crv":")" + QByteArray(factsOf(m_curve).name.data()) + R"(","kty":"EC","x":")" +
                                 toBase64Url(m_x) + R"(","y":")" + toBase64Url(m_y) + "\"}";
    return toBase64Url(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256));
}

QJsonObject EcKey::publicJwk() const
{
    return {{u"kty"_s, u"EC"_s},
            {u"crv"_s, QString(factsOf(m_curve).name)},
            {u"x"_s, QString::fromLatin1(toBase64Url(m_x))},
            {u"y"_s, QString::fromLatin1(toBase64Url(m_y))},
            {u"kid"_s, QString::fromLatin1(thumbprint())},
            {u"use"_s, u"sig"_s},
            {u"alg"_s, QString(algorithm())}};
}

QByteArray EcKey::privatePem() const
{
    const openssl::Bio bio(BIO_new(BIO_s_secmem()));
    if (!m_private || PEM_write_bio_PKCS8PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return {};
    char *data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return {data, qsizetype(size)};
}

Result<QByteArray> EcKey::sign(const QByteArray &bytes) const
{
    const auto &facts = factsOf(m_curve);
    const openssl::DigestContext context(EVP_MD_CTX_new());
    std::array<unsigned char, longestDer> der{};
    auto size = der.size();
    if (!m_private || EVP_DigestSignInit(context.get(), nullptr, facts.digest(), nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(context.get(), der.data(), &size, unsignedData(bytes), std::size_t(bytes.size())) != 1)
        return cryptographyFailed("a signature could not be made");
    const unsigned char *begin = der.data();
    const openssl::Signature signature(d2i_ECDSA_SIG(nullptr, &begin, long(size)));
    if (!signature)
        return cryptographyFailed("a signature could not be read back");
    QByteArray result(2 * facts.coordinateSize, '\0');
    auto *out = reinterpret_cast<unsigned char *>(result.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, facts.coordinateSize);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + facts.coordinateSize, facts.coordinateSize);
    return result;
}

bool EcKey::verify(const QByteArray &bytes, const QByteArray &signature) const
{
    const auto &facts = factsOf(m_curve);
    const int coordinateSize = facts.coordinateSize;
    if (signature.size() != 2 * coordinateSize)
        return false;
    const openssl::Signature parsed(ECDSA_SIG_new());
    BIGNUM *r = BN_bin2bn(unsignedData(signature), coordinateSize, nullptr);
    BIGNUM *s = BN_bin2bn(unsignedData(signature) + coordinateSize, coordinateSize, nullptr);
    if (ECDSA_SIG_set0(parsed.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return false;
    }
    std::array<unsigned char, longestDer> der{};
    unsigned char *end = der.data();
    const int size = i2d_ECDSA_SIG(parsed.get(), &end);
    const openssl::DigestContext context(EVP_MD_CTX_new());
    return size > 0 && EVP_DigestVerifyInit(context.get(), nullptr, facts.digest(), nullptr, m_key.get()) == 1 &&
           EVP_DigestVerify(context.get(), der.data(), std::size_t(size), unsignedData(bytes), std::size_t(bytes.size())) == 1;
}

QByteArray toJwks(const std::vector<QJsonObject> &keys)
{
    QJsonArray array;
    for (const auto &key : keys)
        array.append(key);
    return QJsonDocument(QJsonObject{{u"keys"_s, array}}).toJson(QJsonDocument::Compact);
}

} // namespace stanforis
