// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/authority/certificates.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace stanforis::certificates {

namespace {

void setName(X509_NAME *name, const char *commonName)
{
    const auto add = [name](const char *field, const char *text) {
        X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(text), -1, -1, 0);
    };
    add("O", "Republic of Norvane (simulation)");
    add("CN", commonName);
}

} // namespace

std::time_t toTime(Instant instant)
{
    return std::chrono::system_clock::to_time_t(std::chrono::time_point_cast<std::chrono::system_clock::duration>(instant));
}

openssl::Certificate issue(EVP_PKEY *key, const Issuer &issuer, const Content &content)
{
    openssl::Certificate certificate(X509_new());
    X509 *x509 = certificate.get();
    X509 *signer = issuer.certificate ? issuer.certificate : x509;
    X509_set_version(x509, X509_VERSION_3);
    auto serial = randomBytes(16); // RFC 5280 §4.1.2.2: positive, at most 20 octets
    serial[0] = char((serial[0] & 0x3f) | 0x40);
    BIGNUM *number = BN_bin2bn(reinterpret_cast<const unsigned char *>(serial.constData()), int(serial.size()), nullptr);
    BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x509));
    BN_free(number);
    ASN1_TIME_set(X509_getm_notBefore(x509), toTime(content.from));
    ASN1_TIME_set(X509_getm_notAfter(x509), toTime(content.until));
    setName(X509_get_subject_name(x509), content.commonName.constData());
    X509_set_issuer_name(x509, X509_get_subject_name(signer));
    X509_set_pubkey(x509, key);
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, signer, x509, nullptr, nullptr, 0);
    for (const auto &[nid, value] : content.extensions) {
        const openssl::Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
        if (!extension || X509_add_ext(x509, extension.get(), -1) != 1)
            return {};
    }
    if (X509_sign(x509, issuer.key.handle(), EVP_sha256()) == 0)
        return {};
    return certificate;
}

openssl::Certificate fromPem(const QByteArray &pem)
{
    const openssl::Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    return openssl::Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

QByteArray toPem(X509 *certificate)
{
    const openssl::Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    char *data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return {data, qsizetype(size)};
}

QByteArray toDer(X509 *certificate)
{
    QByteArray der(std::max(i2d_X509(certificate, nullptr), 0), '\0');
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    i2d_X509(certificate, &out);
    return der;
}

bool validUntil(X509 *certificate, Instant instant)
{
    auto time = toTime(instant);
    return X509_cmp_time(X509_get0_notAfter(certificate), &time) > 0;
}

QByteArray serialOf(X509 *certificate)
{
    BIGNUM *number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr);
    char *text = BN_bn2hex(number);
    const auto serial = QByteArray(text).toLower();
    OPENSSL_free(text);
    BN_free(number);
    return serial;
}

} // namespace stanforis::certificates
