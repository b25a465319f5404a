// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/authority/identityauthority.h"

#include "app/platform/authority/certificates.h"
#include "app/platform/authority/openssl.h"
#include "app/platform/authority/privatefile.h"

#include <QDir>
#include <QFile>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <cstdint>

namespace stanforis {

using namespace Qt::StringLiterals;
using std::chrono::days;

namespace {

constexpr days identityAuthorityLifetime{3650};
constexpr days cardLifetime{1096};

using Request = std::unique_ptr<X509_REQ, openssl::Deleter<X509_REQ_free>>;
using Serial = std::unique_ptr<BIGNUM, openssl::Deleter<BN_free>>;

struct CardExtension
{
    int nid;
    const char *value;
};

Error untrusted(const QString &what) { return {Error::Code::Untrusted, what}; }

const unsigned char *bytesOf(const QByteArray &bytes) { return reinterpret_cast<const unsigned char *>(bytes.constData()); }

void addName(X509_NAME *name, const char *field, const QByteArray &text)
{
    X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, bytesOf(text), int(text.size()), -1, 0);
}

/// Without names and extensions; those depend on what it is for.
openssl::Certificate blank(EVP_PKEY *key, Instant now, days lifetime)
{
    openssl::Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    auto serial = randomBytes(16); // RFC 5280 §4.1.2.2: positive, at most 20 octets
    serial[0] = char((serial[0] & 0x3f) | 0x40);
    const Serial number(BN_bin2bn(bytesOf(serial), int(serial.size()), nullptr));
    BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate.get()));
    ASN1_TIME_set(X509_getm_notBefore(certificate.get()), certificates::toTime(now - certificates::clockDifference));
    ASN1_TIME_set(X509_getm_notAfter(certificate.get()), certificates::toTime(now + lifetime));
    X509_set_pubkey(certificate.get(), key);
    return certificate;
}

bool sign(X509 *certificate, X509 *issuer, const EcKey &issuerKey, std::initializer_list<CardExtension> extensions)
{
    X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    for (const auto &text : extensions) {
        const openssl::Extension extension(X509V3_EXT_conf_nid(nullptr, &context, text.nid, text.value));
        if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1)
            return false;
    }
    return X509_sign(certificate, issuerKey.handle(), EVP_sha256()) != 0;
}

/// Null: the bytes are not exactly one certificate.
openssl::Certificate fromDer(const QByteArray &der)
{
    const auto *at = bytesOf(der);
    openssl::Certificate certificate(d2i_X509(nullptr, &at, long(der.size())));
    if (at != bytesOf(der) + der.size())
        certificate.reset();
    return certificate;
}

openssl::Bio memory(const QByteArray &bytes) { return openssl::Bio(BIO_new_mem_buf(bytes.constData(), int(bytes.size()))); }

QString subjectOf(X509 *certificate)
{
    std::array<char, 256> text{};
    const int size =
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_serialNumber, text.data(), int(text.size()));
    return size > 0 ? QString::fromUtf8(text.data(), size) : QString();
}

/// Bytes of one coordinate; 0: neither P-256 nor P-384.
int coordinateOf(EVP_PKEY *key)
{
    std::array<char, 64> group{};
    if (EVP_PKEY_get_base_id(key) != EVP_PKEY_EC || EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) != 1)
        return 0;
    switch (OBJ_txt2nid(group.data())) {
    case NID_X9_62_prime256v1:
        return 32;
    case NID_secp384r1:
        return 48;
    default:
        return 0;
    }
}

bool isFor(X509 *certificate, CardUse use)
{
    const auto usage = X509_get_key_usage(certificate); // all ones when the extension is absent
    if (usage == UINT32_MAX)
        return false;
    if (use == CardUse::Signing)
        return (usage & KU_NON_REPUDIATION) != 0;
    const bool client = (X509_get_extension_flags(certificate) & EXFLAG_XKUSAGE) != 0 &&
                        (X509_get_extended_key_usage(certificate) & XKU_SSL_CLIENT) != 0;
    return client && (usage & KU_DIGITAL_SIGNATURE) != 0 && (usage & KU_NON_REPUDIATION) == 0;
}

bool signedBy(EVP_PKEY *key, const QByteArray &bytes, const QByteArray &signature)
{
    const int coordinate = coordinateOf(key);
    if (coordinate == 0 || signature.size() != 2 * coordinate)
        return false;
    const openssl::Signature pair(ECDSA_SIG_new());
    Serial r(BN_bin2bn(bytesOf(signature), coordinate, nullptr));
    Serial s(BN_bin2bn(bytesOf(signature) + coordinate, coordinate, nullptr));
    if (ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1)
        return false;
    (void)r.release(); // the pair owns them now
    (void)s.release();
    unsigned char *der = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &der);
    const std::unique_ptr<unsigned char, void (*)(unsigned char *)> owned(der, [](unsigned char *at) { OPENSSL_free(at); });
    const openssl::DigestContext context(EVP_MD_CTX_new());
    const auto *digest = coordinate == 48 ? EVP_sha384() : EVP_sha256();
    return size > 0 && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), der, std::size_t(size), bytesOf(bytes), std::size_t(bytes.size())) == 1;
}

} // namespace

IdentityAuthority::IdentityAuthority(QString folder, EcKey key)
    : m_folder(std::move(folder))
    , m_key(std::move(key))
{}

Result<IdentityAuthority> IdentityAuthority::open(const QString &folder, Instant now)
{
    const QDir dir(folder);
    if (!dir.mkpath(u"issued"_s))
        return Error{Error::Code::Storage, QStringLiteral("%1: the folder cannot be made").arg(folder)};
    auto key = EcKey::loadOrCreate(dir.filePath(u"identity.key"_s));
    if (!key)
        return key.error();
    IdentityAuthority authority(folder, std::move(*key));
    if (const auto opened = authority.openCertificate(now); !opened)
        return opened.error();
    return authority;
}

Result<Done> IdentityAuthority::openCertificate(Instant now)
{
    const auto path = QDir(m_folder).filePath(u"identity.pem"_s);
    const auto content = readSmallFile(path);
    if (!content && content.error().code != Error::Code::NotFound)
        return content.error();
    if (content) {
        const openssl::Certificate certificate(PEM_read_bio_X509(memory(*content).get(), nullptr, nullptr, nullptr));
        if (!certificate || X509_check_private_key(certificate.get(), m_key.handle()) != 1)
            return Error{Error::Code::Malformed, QStringLiteral("%1: not the certificate of the key beside it").arg(path)};
        m_pem = certificates::toPem(certificate.get());
        return Done{};
    }
    const auto certificate = blank(m_key.handle(), now, identityAuthorityLifetime);
    auto *name = X509_get_subject_name(certificate.get());
    addName(name, "O", "Republic of Norvane (simulation)");
    addName(name, "CN", "Norvane Identity Authority");
    if (!sign(certificate.get(), certificate.get(), m_key,
              {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
               {NID_key_usage, "critical,keyCertSign,cRLSign"},
               {NID_subject_key_identifier, "hash"}}))
        return Error{Error::Code::Internal, u"cryptography: the identity authority's certificate could not be made"_s};
    m_pem = certificates::toPem(certificate.get());
    return writePrivateFile(path, m_pem);
}

Result<QByteArray> IdentityAuthority::certify(const QByteArray &request, const SubjectId &subject, const QString &name,
                                              CardUse use, Instant now) const
{
    const Request asked(PEM_read_bio_X509_REQ(memory(request).get(), nullptr, nullptr, nullptr));
    auto *key = asked ? X509_REQ_get0_pubkey(asked.get()) : nullptr;
    if (!key || coordinateOf(key) == 0 || X509_REQ_verify(asked.get(), key) != 1)
        return Error{Error::Code::Invalid, u"The request is not a PKCS#10 request, signed by its own P-256 or P-384 key."_s};
    const auto certificate = blank(key, now, cardLifetime);
    auto *names = X509_get_subject_name(certificate.get());
    addName(names, "O", "Republic of Norvane (simulation)");
    addName(names, "CN", name.toUtf8());
    addName(names, "serialNumber", subject.value.toUtf8());
    const openssl::Certificate issuer(PEM_read_bio_X509(memory(m_pem).get(), nullptr, nullptr, nullptr));
    constexpr CardExtension leaf{NID_basic_constraints, "critical,CA:FALSE"}, own{NID_subject_key_identifier, "hash"},
        of{NID_authority_key_identifier, "keyid:always"};
    const bool done =
        use == CardUse::Authentication
            ? sign(certificate.get(), issuer.get(), m_key,
                   {leaf, {NID_key_usage, "critical,digitalSignature"}, {NID_ext_key_usage, "clientAuth"}, own, of})
            : sign(certificate.get(), issuer.get(), m_key, {leaf, {NID_key_usage, "critical,nonRepudiation"}, own, of});
    if (!done)
        return Error{Error::Code::Internal, u"cryptography: the certificate could not be made"_s};
    const auto pem = certificates::toPem(certificate.get());
    const auto path = QDir(m_folder).filePath(u"issued/"_s + QString::fromLatin1(certificates::serialOf(certificate.get())));
    if (const auto written = writePrivateFile(path + u".pem"_s, pem); !written)
        return written.error();
    return pem;
}

Result<Done> IdentityAuthority::revoke(const QByteArray &serial) const
{
    const auto path = QDir(m_folder).filePath(u"issued/"_s + QString::fromLatin1(serial));
    const bool hexadecimal = !serial.isEmpty() && QByteArray::fromHex(serial).toHex() == serial;
    if (!hexadecimal || !QFile::exists(path + u".pem"_s))
        return Error{Error::Code::NotFound, u"No certificate with this serial number was issued here."_s};
    return writePrivateFile(path + u".revoked"_s, "revoked\n");
}

Result<CardProof> IdentityAuthority::check(x509_st *certificate, CardUse use, Instant now) const
{
    if (X509_verify(certificate, m_key.handle()) != 1)
        return untrusted(u"the certificate is not of this country's identity authority"_s);
    auto time = certificates::toTime(now);
    if (X509_cmp_time(X509_get0_notBefore(certificate), &time) > 0 || X509_cmp_time(X509_get0_notAfter(certificate), &time) < 0)
        return untrusted(u"the certificate is not valid now"_s);
    if (!isFor(certificate, use))
        return untrusted(u"the certificate is for another use"_s);
    const auto serial = certificates::serialOf(certificate);
    const auto path = QDir(m_folder).filePath(u"issued/"_s + QString::fromLatin1(serial));
    if (!QFile::exists(path + u".pem"_s))
        return untrusted(u"the certificate is not known here"_s);
    if (QFile::exists(path + u".revoked"_s))
        return untrusted(u"the certificate has been revoked"_s);
    return CardProof{SubjectId(subjectOf(certificate)), serial};
}

Result<CardProof> IdentityAuthority::verify(const QByteArray &certificate, CardUse use, const QByteArray &bytes,
                                            const QByteArray &signature, Instant now) const
{
    const auto x509 = fromDer(certificate);
    if (!x509)
        return untrusted(u"the certificate cannot be read"_s);
    auto holder = check(x509.get(), use, now);
    if (holder && !signedBy(X509_get0_pubkey(x509.get()), bytes, signature))
        return untrusted(u"the signature does not hold"_s);
    return holder;
}

Result<CardProof> IdentityAuthority::vouch(const QByteArray &certificate, CardUse use, const EcKey &key, Instant now) const
{
    const auto x509 = fromDer(certificate);
    if (!x509)
        return untrusted(u"the certificate cannot be read"_s);
    auto holder = check(x509.get(), use, now);
    if (holder && EVP_PKEY_eq(X509_get0_pubkey(x509.get()), key.handle()) != 1)
        return untrusted(u"the certificate is for another key"_s);
    return holder;
}

} // namespace stanforis
