// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/authority/workstationauthority.h"

#include "app/platform/authority/certificates.h"
#include "app/platform/authority/privatefile.h"

#include <QCryptographicHash>
#include <QDir>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <string_view>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace certificates;

namespace {

constexpr std::chrono::days workstationAuthorityLifetime{3650};
constexpr std::chrono::minutes backdated{1};
constexpr qsizetype longestRequest = 8 * 1024;

using Request = std::unique_ptr<X509_REQ, openssl::Deleter<X509_REQ_free>>;

Result<Request> read(const QByteArray &pem)
{
    const Error refused{Error::Code::Invalid, u"csr: not a PKCS#10 request for a P-256 key in PEM"_s};
    if (pem.size() > longestRequest)
        return refused;
    const openssl::Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    Request request(PEM_read_bio_X509_REQ(bio.get(), nullptr, nullptr, nullptr));
    EVP_PKEY *key = request ? X509_REQ_get0_pubkey(request.get()) : nullptr;
    std::array<char, 32> group{};
    // RFC 2986: the signature shows that who asks holds the private part.
    if (!key || EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) != 1 ||
        std::string_view(group.data()) != "prime256v1" || X509_REQ_verify(request.get(), key) != 1)
        return refused;
    return Result<Request>(std::move(request));
}

QByteArray sha256OfKey(EVP_PKEY *key)
{
    QByteArray der(std::max(i2d_PUBKEY(key, nullptr), 0), '\0');
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    i2d_PUBKEY(key, &out);
    return QCryptographicHash::hash(der, QCryptographicHash::Sha256);
}

} // namespace

Result<WorkstationAuthority> WorkstationAuthority::open(const QString &folder, const QString &trustDomain, Instant now)
{
    const QDir dir(folder);
    auto key = EcKey::loadOrCreate(dir.filePath(u"workstations.key"_s));
    if (!key)
        return key.error();
    WorkstationAuthority authority(std::move(*key));
    authority.m_trustDomain = trustDomain;
    const auto path = dir.filePath(u"workstations.pem"_s);
    const auto content = readSmallFile(path);
    if (!content && content.error().code != Error::Code::NotFound)
        return content.error();
    auto certificate = content ? fromPem(*content) : nullptr;
    if (content && (!certificate || X509_check_private_key(certificate.get(), authority.m_key.handle()) != 1))
        return Error{Error::Code::Malformed, QStringLiteral("%1: not the certificate of the key beside it").arg(path)};
    if (!certificate || !validUntil(certificate.get(), now + longestLife)) {
        certificate = certificates::issue(authority.m_key.handle(), {nullptr, authority.m_key},
                                          {"Norvane Workstation Authority",
                                           now - clockDifference,
                                           now + workstationAuthorityLifetime,
                                           {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                                            {NID_key_usage, "critical,keyCertSign,cRLSign"},
                                            {NID_ext_key_usage, "clientAuth"},
                                            {NID_name_constraints, "critical,permitted;URI:" + trustDomain.toLatin1()},
                                            {NID_subject_key_identifier, "hash"}}});
        if (!certificate)
            return Error{Error::Code::Internal, u"cryptography: the workstations' authority could not be made"_s};
        if (const auto written = writePrivateFile(path, toPem(certificate.get())); !written)
            return written.error();
    }
    authority.m_pem = toPem(certificate.get());
    return authority;
}

QString WorkstationAuthority::idOf(const QString &name) const { return u"spiffe://"_s + m_trustDomain + u"/console/"_s + name; }

Result<QByteArray> WorkstationAuthority::keyOf(const QByteArray &request)
{
    const auto parsed = read(request);
    if (!parsed)
        return parsed.error();
    return sha256OfKey(X509_REQ_get0_pubkey(parsed->get()));
}

Result<WorkstationAuthority::Issued> WorkstationAuthority::issue(const QByteArray &request, const QString &id, Instant now,
                                                                 std::chrono::seconds life) const
{
    const auto parsed = read(request);
    if (!parsed)
        return parsed.error();
    EVP_PKEY *key = X509_REQ_get0_pubkey(parsed->get());
    const auto from = now - backdated;
    const auto until = std::min(now + life, from + longestLife);
    const auto authority = fromPem(m_pem);
    const auto certificate = certificates::issue(key, {authority.get(), m_key},
                                                 {id.section(u'/', -1).toLatin1(),
                                                  from,
                                                  until,
                                                  {{NID_basic_constraints, "critical,CA:FALSE"},
                                                   {NID_key_usage, "critical,digitalSignature"},
                                                   {NID_ext_key_usage, "clientAuth"},
                                                   {NID_subject_alt_name, "URI:" + id.toLatin1()},
                                                   {NID_subject_key_identifier, "hash"},
                                                   {NID_authority_key_identifier, "keyid:always"}}});
    if (!certificate)
        return Error{Error::Code::Internal, u"cryptography: the certificate could not be made"_s};
    return Issued{toPem(certificate.get()),
                  QCryptographicHash::hash(toDer(certificate.get()), QCryptographicHash::Sha256),
                  serialOf(certificate.get()),
                  sha256OfKey(key),
                  from,
                  until};
}

} // namespace stanforis
