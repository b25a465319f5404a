// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/authority/certificateauthority.h"
#include "app/platform/authority/certificates.h"
#include "app/platform/authority/openssl.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <utility>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds lifetime{std::chrono::days{396}};

} // namespace

Result<QByteArray> CertificateAuthority::sealCertificate(const EcKey &key, Instant now) const
{
    const Error failed{Error::Code::Internal, u"cryptography: the seal's certificate could not be made"_s};
    const openssl::Bio pem(BIO_new_mem_buf(m_authorityPem.constData(), int(m_authorityPem.size())));
    const openssl::Certificate issuer(PEM_read_bio_X509(pem.get(), nullptr, nullptr, nullptr));
    const openssl::Certificate certificate(X509_new());
    if (!issuer || !certificate)
        return failed;
    X509 *x509 = certificate.get();
    X509_set_version(x509, X509_VERSION_3);
    auto serial = randomBytes(16); // RFC 5280 §4.1.2.2: positive, at most 20 octets
    serial[0] = char((serial[0] & 0x3f) | 0x40);
    const std::unique_ptr<BIGNUM, openssl::Deleter<BN_free>> number(
        BN_bin2bn(reinterpret_cast<const unsigned char *>(serial.constData()), int(serial.size()), nullptr));
    BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x509));
    const auto start = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch();
    ASN1_TIME_set(X509_getm_notBefore(x509), std::time_t((start - certificates::clockDifference).count()));
    ASN1_TIME_set(X509_getm_notAfter(x509), std::time_t((start + lifetime).count()));
    const std::unique_ptr<X509_NAME, openssl::Deleter<X509_NAME_free>> name(X509_NAME_dup(X509_get_subject_name(issuer.get())));
    for (int entry = X509_NAME_get_index_by_NID(name.get(), NID_commonName, -1); entry >= 0;
         entry = X509_NAME_get_index_by_NID(name.get(), NID_commonName, -1))
        X509_NAME_ENTRY_free(X509_NAME_delete_entry(name.get(), entry));
    X509_NAME_add_entry_by_txt(name.get(), "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>("Norvane Platform Seal"),
                               -1, -1, 0);
    X509_set_subject_name(x509, name.get());
    X509_set_issuer_name(x509, X509_get_subject_name(issuer.get()));
    X509_set_pubkey(x509, key.handle());
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer.get(), x509, nullptr, nullptr, 0);
    constexpr std::array extensions{std::pair{NID_basic_constraints, "critical,CA:FALSE"},
                                    std::pair{NID_key_usage, "critical,digitalSignature,nonRepudiation"},
                                    std::pair{NID_subject_key_identifier, "hash"},
                                    std::pair{NID_authority_key_identifier, "keyid:always"}};
    for (const auto &[nid, value] : extensions) {
        const openssl::Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
        if (!extension || X509_add_ext(x509, extension.get(), -1) != 1)
            return failed;
    }
    const openssl::Bio out(BIO_new(BIO_s_mem()));
    if (X509_sign(x509, m_authorityKey.handle(), EVP_sha256()) == 0 || PEM_write_bio_X509(out.get(), x509) != 1)
        return failed;
    char *data = nullptr;
    const auto size = BIO_get_mem_data(out.get(), &data);
    return QByteArray(data, qsizetype(size));
}

} // namespace stanforis
