// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/authority/certificateauthority.h"

#include "app/platform/authority/openssl.h"
#include "app/platform/authority/privatefile.h"

#include <QCryptographicHash>
#include <QDir>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <utility>

namespace stanforis {

using namespace Qt::StringLiterals;
using std::chrono::days;
using std::chrono::hours;

namespace {

constexpr days authorityLifetime{3650};
constexpr days serverLifetime{396}; // browsers and auditors accept at most 398
constexpr days renewBefore{30};

struct ExtensionText
{
    int nid;
    const char *value;
};

std::time_t toTime(Instant instant)
{
    return std::chrono::system_clock::to_time_t(std::chrono::time_point_cast<std::chrono::system_clock::duration>(instant));
}

void setName(X509_NAME *name, const char *commonName)
{
    const auto add = [name](const char *field, const char *text) {
        X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(text), -1, -1, 0);
    };
    add("O", "Republic of Norvane (simulation)");
    add("CN", commonName);
}

/// A certificate for `key`, issued by `issuer` (itself, when null).
template <std::size_t N>
openssl::Certificate issue(const EcKey &key, const char *commonName, X509 *issuer, const EcKey &issuerKey, Instant now,
                           days lifetime, const std::array<ExtensionText, N> &extensions)
{
    openssl::Certificate certificate(X509_new());
    X509 *x509 = certificate.get();
    X509_set_version(x509, X509_VERSION_3);
    auto serial = randomBytes(16); // RFC 5280 §4.1.2.2: positive, at most 20 octets
    serial[0] = char((serial[0] & 0x3f) | 0x40);
    BIGNUM *number = BN_bin2bn(reinterpret_cast<const unsigned char *>(serial.constData()), int(serial.size()), nullptr);
    BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x509));
    BN_free(number);
    ASN1_TIME_set(X509_getm_notBefore(x509), toTime(now - hours(1))); // clocks differ a little
    ASN1_TIME_set(X509_getm_notAfter(x509), toTime(now + lifetime));
    setName(X509_get_subject_name(x509), commonName);
    X509_set_issuer_name(x509, X509_get_subject_name(issuer ? issuer : x509));
    X509_set_pubkey(x509, key.handle());
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer ? issuer : x509, x509, nullptr, nullptr, 0);
    for (const auto &text : extensions) {
        const openssl::Extension extension(X509V3_EXT_conf_nid(nullptr, &context, text.nid, text.value));
        if (!extension || X509_add_ext(x509, extension.get(), -1) != 1)
            return {};
    }
    if (X509_sign(x509, issuerKey.handle(), EVP_sha256()) == 0)
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

bool validUntil(X509 *certificate, Instant instant)
{
    auto time = toTime(instant);
    return X509_cmp_time(X509_get0_notAfter(certificate), &time) > 0;
}

QByteArray sha256OfDer(X509 *certificate)
{
    std::array<unsigned char, 32> digest{};
    X509_digest(certificate, EVP_sha256(), digest.data(), nullptr);
    return QByteArray(reinterpret_cast<const char *>(digest.data()), digest.size()).toHex();
}

} // namespace

CertificateAuthority::CertificateAuthority(EcKey authorityKey, EcKey serverKey)
    : m_authorityKey(std::move(authorityKey))
    , m_serverKey(std::move(serverKey))
{}

Result<CertificateAuthority> CertificateAuthority::open(const QString &folder, Instant now)
{
    const QDir dir(folder);
    if (!dir.mkpath(u"."_s))
        return Error{Error::Code::Storage, QStringLiteral("%1: the folder cannot be made").arg(folder)};
    auto authorityKey = EcKey::loadOrCreate(dir.filePath(u"authority.key"_s));
    if (!authorityKey)
        return authorityKey.error();
    auto serverKey = EcKey::loadOrCreate(dir.filePath(u"server.key"_s));
    if (!serverKey)
        return serverKey.error();
    CertificateAuthority authority(std::move(*authorityKey), std::move(*serverKey));
    if (const auto opened = authority.openAuthority(dir.filePath(u"authority.pem"_s), now); !opened)
        return opened.error();
    if (const auto opened = authority.openServer(dir.filePath(u"server.pem"_s), now); !opened)
        return opened.error();
    return authority;
}

Result<Done> CertificateAuthority::openAuthority(const QString &path, Instant now)
{
    const auto content = readSmallFile(path);
    if (!content && content.error().code != Error::Code::NotFound)
        return content.error();
    auto certificate = content ? fromPem(*content) : nullptr;
    if (content && (!certificate || X509_check_private_key(certificate.get(), m_authorityKey.handle()) != 1))
        return Error{Error::Code::Malformed, QStringLiteral("%1: not the certificate of the key beside it").arg(path)};
    if (!certificate || !validUntil(certificate.get(), now + serverLifetime)) {
        constexpr std::array extensions{ExtensionText{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                                        ExtensionText{NID_key_usage, "critical,keyCertSign,cRLSign"},
                                        ExtensionText{NID_subject_key_identifier, "hash"}};
        certificate =
            issue(m_authorityKey, "Norvane Platform Authority", nullptr, m_authorityKey, now, authorityLifetime, extensions);
        if (!certificate)
            return Error{Error::Code::Internal, u"cryptography: the authority's certificate could not be made"_s};
        if (const auto written = writePrivateFile(path, toPem(certificate.get())); !written)
            return written.error();
    }
    m_authorityPem = toPem(certificate.get());
    m_authoritySha256 = sha256OfDer(certificate.get());
    return Done{};
}

Result<Done> CertificateAuthority::openServer(const QString &path, Instant now)
{
    const auto authority = fromPem(m_authorityPem);
    const auto content = readSmallFile(path);
    if (!content && content.error().code != Error::Code::NotFound)
        return content.error();
    auto certificate = content ? fromPem(*content) : nullptr;
    const bool good = certificate && X509_check_private_key(certificate.get(), m_serverKey.handle()) == 1 &&
                      X509_verify(certificate.get(), m_authorityKey.handle()) == 1 &&
                      validUntil(certificate.get(), now + renewBefore);
    if (!good) {
        constexpr std::array extensions{ExtensionText{NID_basic_constraints, "critical,CA:FALSE"},
                                        ExtensionText{NID_key_usage, "critical,digitalSignature"},
                                        ExtensionText{NID_ext_key_usage, "serverAuth"},
                                        ExtensionText{NID_subject_alt_name, "IP:127.0.0.1,IP:::1,DNS:localhost"},
                                        ExtensionText{NID_subject_key_identifier, "hash"},
                                        ExtensionText{NID_authority_key_identifier, "keyid:always"}};
        certificate = issue(m_serverKey, "Norvane Platform", authority.get(), m_authorityKey, now, serverLifetime, extensions);
        if (!certificate)
            return Error{Error::Code::Internal, u"cryptography: the server's certificate could not be made"_s};
        if (const auto written = writePrivateFile(path, toPem(certificate.get())); !written)
            return written.error();
    }
    m_serverPem = toPem(certificate.get());
    return Done{};
}

} // namespace stanforis
