// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/signingkey.h"

#include "app/identity/release.h"
#include "app/identity/x509.h"

#include <QCryptographicHash>

#include <array>
#include <string_view>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;

/// RFC 7518 §3.4 and §6.2.1.1.
struct CurveFacts
{
    int coordinate; ///< bytes
    const char *group;
    QLatin1String name;
    QLatin1String algorithm;
    const EVP_MD *(*digest)();
};

namespace {

const CurveFacts p256{32, "prime256v1", "P-256"_L1, "ES256"_L1, EVP_sha256};
const CurveFacts p384{48, "secp384r1", "P-384"_L1, "ES384"_L1, EVP_sha384};

using Signature = std::unique_ptr<ECDSA_SIG, Release<ECDSA_SIG_free>>;
using Number = std::unique_ptr<BIGNUM, Release<BN_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Release<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Release<OSSL_PARAM_free>>;

const uchar *bytesOf(const QByteArray &bytes) { return reinterpret_cast<const uchar *>(bytes.constData()); }

Error cryptoError(QLatin1StringView what) { return {Error::Code::Internal, QString(what)}; }

QByteArray coordinateOf(const EVP_PKEY *key, const char *name, int size)
{
    BIGNUM *raw = nullptr;
    EVP_PKEY_get_bn_param(key, name, &raw);
    const Number number(raw);
    QByteArray bytes(size, '\0');
    if (!number || BN_bn2binpad(number.get(), reinterpret_cast<uchar *>(bytes.data()), size) != size)
        return {};
    return bytes;
}

} // namespace

QByteArray toBase64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Result<QByteArray> fromBase64Url(const QByteArray &text)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(text, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || toBase64Url(*decoded) != text)
        return Error{Error::Code::Malformed, u"base64url"_s};
    return *decoded;
}

Result<QByteArray> secureRandom(int size)
{
    QByteArray bytes(size, '\0');
    if (RAND_bytes(reinterpret_cast<uchar *>(bytes.data()), size) != 1)
        return cryptoError("random"_L1);
    return bytes;
}

QByteArray sha256(const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

Result<VerifyingKey> VerifyingKey::fromJwk(const QJsonObject &jwk)
{
    const auto name = jwk.value("crv"_L1).toString();
    const CurveFacts &curve = name == p384.name ? p384 : p256;
    if (jwk.value("kty"_L1).toString() != "EC"_L1 || name != curve.name)
        return Error{Error::Code::Invalid, u"key type"_s};
    const auto x = fromBase64Url(jwk.value("x"_L1).toString().toLatin1());
    const auto y = fromBase64Url(jwk.value("y"_L1).toString().toLatin1());
    if (!x || !y || x->size() != curve.coordinate || y->size() != curve.coordinate)
        return Error{Error::Code::Malformed, u"coordinates"_s};
    const QByteArray point = QByteArray(1, '\x04') + *x + *y;
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve.group, 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(),
                                     static_cast<std::size_t>(point.size()));
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY *key = nullptr;
    // Refuses a point that is not on the curve.
    if (!parameters || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return Error{Error::Code::Malformed, u"point"_s};
    return VerifyingKey(std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free), curve);
}

Result<VerifyingKey> VerifyingKey::fromCertificate(const QByteArray &der)
{
    const auto certificate = x509::fromDer(der);
    if (!certificate)
        return Error{Error::Code::Malformed, u"certificate"_s};
    const std::shared_ptr<EVP_PKEY> key(X509_get_pubkey(certificate.get()), EVP_PKEY_free);
    std::array<char, 64> group{};
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC ||
        EVP_PKEY_get_group_name(key.get(), group.data(), group.size(), nullptr) != 1)
        return Error{Error::Code::Invalid, u"key type"_s};
    for (const auto *curve : {&p256, &p384}) {
        if (std::string_view(group.data()) == curve->group)
            return VerifyingKey(key, *curve);
    }
    return Error{Error::Code::Invalid, u"curve"_s};
}

QLatin1String VerifyingKey::algorithm() const { return m_curve->algorithm; }

bool VerifyingKey::verify(const QByteArray &bytes, const QByteArray &signature) const
{
    const int coordinate = m_curve->coordinate;
    if (signature.size() != 2 * coordinate)
        return false;
    const Signature pair(ECDSA_SIG_new());
    Number r(BN_bin2bn(bytesOf(signature), coordinate, nullptr));
    Number s(BN_bin2bn(bytesOf(signature) + coordinate, coordinate, nullptr));
    if (ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1)
        return false;
    (void)r.release(); // the pair owns them now
    (void)s.release();
    uchar *der = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &der);
    const std::unique_ptr<uchar, void (*)(uchar *)> owned(der, [](uchar *memory) { OPENSSL_free(memory); });
    const DigestContext context(EVP_MD_CTX_new());
    return size > 0 && EVP_DigestVerifyInit(context.get(), nullptr, m_curve->digest(), nullptr, m_key.get()) == 1 &&
           EVP_DigestVerify(context.get(), der, static_cast<std::size_t>(size), bytesOf(bytes),
                            static_cast<std::size_t>(bytes.size())) == 1;
}

QJsonObject VerifyingKey::jwk() const
{
    const auto member = [this](const char *parameter) {
        return QString::fromLatin1(toBase64Url(coordinateOf(m_key.get(), parameter, m_curve->coordinate)));
    };
    return {{"crv"_L1, QString(m_curve->name)},
            {"kty"_L1, u"EC"_s},
            {"x"_L1, member(OSSL_PKEY_PARAM_EC_PUB_X)},
            {"y"_L1, member(OSSL_PKEY_PARAM_EC_PUB_Y)}};
}

QString VerifyingKey::thumbprint() const
{
    const auto members = jwk();
    // RFC 7638 §3.2: the required members, in this order, without spaces.
    const auto text = u"{\"crv\":\"%1\",\"kty\":\"EC\",\"x\":\"%2\",\"y\":\"%3\"}"_s.arg(
        QString(m_curve->name), members.value("x"_L1).toString(), members.value("y"_L1).toString());
    return QString::fromLatin1(toBase64Url(sha256(text.toLatin1())));
}

Result<SigningKey> SigningKey::generate(Curve curve)
{
    const CurveFacts &facts = curve == Curve::P384 ? p384 : p256;
    EVP_PKEY *key = EVP_EC_gen(facts.group);
    if (!key)
        return cryptoError("key"_L1);
    return SigningKey(std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free), facts);
}

Result<QByteArray> SigningKey::sign(const QByteArray &bytes) const
{
    const DigestContext context(EVP_MD_CTX_new());
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, m_curve->digest(), nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, bytesOf(bytes), static_cast<std::size_t>(bytes.size())) != 1)
        return cryptoError("sign"_L1);
    QByteArray der(static_cast<qsizetype>(size), '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<uchar *>(der.data()), &size, bytesOf(bytes),
                       static_cast<std::size_t>(bytes.size())) != 1)
        return cryptoError("sign"_L1);
    const auto *start = bytesOf(der);
    const Signature pair(d2i_ECDSA_SIG(nullptr, &start, static_cast<long>(size)));
    const int coordinate = m_curve->coordinate;
    QByteArray signature(2 * coordinate, '\0');
    auto *out = reinterpret_cast<uchar *>(signature.data());
    if (!pair || BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, coordinate) != coordinate ||
        BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + coordinate, coordinate) != coordinate)
        return cryptoError("signature"_L1);
    return signature;
}

} // namespace stanforis::identity
