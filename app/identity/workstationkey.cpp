// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/workstationkey.h"

#include "app/identity/release.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QUrl>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <string_view>

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto longestLife = 24h;
constexpr qsizetype longestPem = 16 * 1024;

void freeBio(BIO *bio) { BIO_free_all(bio); }
using Bio = std::unique_ptr<BIO, Release<freeBio>>;
using Request = std::unique_ptr<X509_REQ, Release<X509_REQ_free>>;
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, Release<GENERAL_NAMES_free>>;

std::shared_ptr<EVP_PKEY> shared(EVP_PKEY *key)
{
    return {key, [](EVP_PKEY *pointer) { EVP_PKEY_free(pointer); }};
}

Bio readFrom(const QByteArray &bytes) { return Bio(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size()))); }

QByteArray contentOf(BIO *bio)
{
    char *data = nullptr;
    const auto size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<qsizetype>(size)};
}

bool isP256(EVP_PKEY *key)
{
    std::array<char, 32> group{};
    return key && EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) == 1 &&
           std::string_view(group.data()) == "prime256v1";
}

Error malformed(const QString &what) { return {Error::Code::Malformed, what}; }

/// The one name a workstation has. Empty: there are others, or none.
QString idIn(X509 *certificate)
{
    const Names names(static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    if (!names || sk_GENERAL_NAME_num(names.get()) != 1)
        return {};
    const GENERAL_NAME *name = sk_GENERAL_NAME_value(names.get(), 0);
    if (name->type != GEN_URI)
        return {};
    const auto *text = name->d.uniformResourceIdentifier;
    const auto id = QString::fromLatin1(reinterpret_cast<const char *>(ASN1_STRING_get0_data(text)), ASN1_STRING_length(text));
    const QUrl url(id, QUrl::StrictMode);
    const auto path = url.path();
    const bool good = url.isValid() && url.scheme() == "spiffe"_L1 && !url.host().isEmpty() && url.port() < 0 &&
                      url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment() && path.startsWith("/console/"_L1) &&
                      path.size() > 9 && !path.mid(9).contains(u'/') && id.size() <= 256;
    return good ? id : QString();
}

} // namespace

Result<WorkstationKey> WorkstationKey::generate()
{
    auto key = shared(EVP_EC_gen("P-256"));
    if (!key)
        return Error{Error::Code::Internal, u"key"_s};
    return WorkstationKey(std::move(key));
}

Result<WorkstationKey> WorkstationKey::fromPem(const QByteArray &pem)
{
    if (pem.size() > longestPem)
        return malformed(u"key"_s);
    const Bio bio = readFrom(pem);
    auto key = shared(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
    if (!isP256(key.get()))
        return malformed(u"key"_s);
    return WorkstationKey(std::move(key));
}

QByteArray WorkstationKey::pem() const
{
    const Bio bio(BIO_new(BIO_s_secmem()));
    if (PEM_write_bio_PKCS8PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return {};
    return contentOf(bio.get());
}

Result<QByteArray> WorkstationKey::request() const
{
    const Request request(X509_REQ_new());
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!request || X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) != 1 ||
        X509_REQ_set_pubkey(request.get(), m_key.get()) != 1 || X509_REQ_sign(request.get(), m_key.get(), EVP_sha256()) == 0 ||
        PEM_write_bio_X509_REQ(bio.get(), request.get()) != 1)
        return Error{Error::Code::Internal, u"csr"_s};
    return contentOf(bio.get());
}

Result<TrustCertificate> readWorkstationCertificate(const QByteArray &pem, const WorkstationKey &key)
{
    if (pem.size() > longestPem)
        return malformed(u"certificate"_s);
    const Bio bio = readFrom(pem);
    const Certificate certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    if (!certificate)
        return malformed(u"certificate"_s);
    X509 *x509 = certificate.get();
    if (X509_check_private_key(x509, key.handle()) != 1)
        return malformed(u"another key"_s);
    const auto id = idIn(x509);
    if (id.isEmpty())
        return malformed(u"subjectAltName"_s);
    if ((X509_get_extension_flags(x509) & EXFLAG_CA) != 0 || (X509_get_extension_flags(x509) & EXFLAG_XKUSAGE) == 0 ||
        X509_get_extended_key_usage(x509) != XKU_SSL_CLIENT)
        return malformed(u"extendedKeyUsage"_s);
    const QSslCertificate facts(pem, QSsl::Pem);
    if (facts.effectiveDate().secsTo(facts.expiryDate()) > std::chrono::seconds(longestLife).count())
        return malformed(u"validity"_s);
    const auto instant = [](const QDateTime &time) { return fromMicroseconds(time.toMSecsSinceEpoch() * 1000); };
    return TrustCertificate{facts.subjectDisplayName(),
                            facts.issuerDisplayName(),
                            QString::fromLatin1(facts.serialNumber().replace(":", "")),
                            instant(facts.effectiveDate()),
                            instant(facts.expiryDate()),
                            QString::fromLatin1(facts.digest(QCryptographicHash::Sha256).toHex()),
                            u"EC P-256"_s,
                            {id}};
}

} // namespace stanforis::identity
