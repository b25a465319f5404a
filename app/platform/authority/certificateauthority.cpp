// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/authority/certificateauthority.h"

#include "app/platform/authority/certificates.h"
#include "app/platform/authority/privatefile.h"

#include <QCryptographicHash>
#include <QDir>

#include <openssl/x509v3.h>

#include <array>
#include <utility>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace certificates;
using std::chrono::days;

namespace {

constexpr days authorityLifetime{3650};
constexpr days serverLifetime{396}; // browsers and auditors accept at most 398
constexpr days renewBefore{30};

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
        certificate = issue(m_authorityKey.handle(), {nullptr, m_authorityKey},
                            {"Norvane Platform Authority",
                             now - clockDifference,
                             now + authorityLifetime,
                             {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                              {NID_key_usage, "critical,keyCertSign,cRLSign"},
                              {NID_subject_key_identifier, "hash"}}});
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
        certificate = issue(m_serverKey.handle(), {authority.get(), m_authorityKey},
                            {"Norvane Platform",
                             now - clockDifference,
                             now + serverLifetime,
                             {{NID_basic_constraints, "critical,CA:FALSE"},
                              {NID_key_usage, "critical,digitalSignature"},
                              {NID_ext_key_usage, "serverAuth"},
                              {NID_subject_alt_name, "IP:127.0.0.1,IP:::1,DNS:localhost"},
                              {NID_subject_key_identifier, "hash"},
                              {NID_authority_key_identifier, "keyid:always"}}});
        if (!certificate)
            return Error{Error::Code::Internal, u"cryptography: the server's certificate could not be made"_s};
        if (const auto written = writePrivateFile(path, toPem(certificate.get())); !written)
            return written.error();
    }
    m_serverPem = toPem(certificate.get());
    return Done{};
}

} // namespace stanforis
