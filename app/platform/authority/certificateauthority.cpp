// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/authority/certificateauthority.h"

#include "app/platform/authority/certificates.h"
#include "app/platform/authority/privatefile.h"

#include <QCryptographicHash>
#include <QDir>

#include <openssl/x509v3.h>

#include <algorithm>
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
    authority.m_revokedPath = dir.filePath(u"revoked-servers.txt"_s);
    if (const auto opened = authority.openRevoked(); !opened)
        return opened.error();
    auto server = authority.certified(
        dir.filePath(u"server.pem"_s), authority.m_serverKey, "Norvane Platform",
        {{NID_ext_key_usage, "serverAuth"}, {NID_subject_alt_name, "IP:127.0.0.1,IP:::1,DNS:localhost"}}, now);
    if (!server)
        return server.error();
    authority.m_serverPem = std::move(*server);
    auto signerKey = EcKey::loadOrCreate(dir.filePath(u"trust-list.key"_s));
    if (!signerKey)
        return signerKey.error();
    auto signer = authority.certified(dir.filePath(u"trust-list.pem"_s), *signerKey, "Norvane Trust List",
                                      {{NID_ext_key_usage, "1.3.6.1.5.5.7.3.36"}}, now); // documentSigning, RFC 9336
    if (!signer)
        return signer.error();
    authority.m_signer = TrustListMaker::Signer{std::move(*signerKey), std::move(*signer)};
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

Result<QByteArray> CertificateAuthority::certified(const QString &path, const EcKey &key, const QByteArray &name,
                                                   std::vector<ExtensionText> extensions, Instant now) const
{
    const auto authority = fromPem(m_authorityPem);
    const auto content = readSmallFile(path);
    if (!content && content.error().code != Error::Code::NotFound)
        return content.error();
    auto certificate = content ? fromPem(*content) : nullptr;
    const bool good = certificate && X509_check_private_key(certificate.get(), key.handle()) == 1 &&
                      X509_verify(certificate.get(), m_authorityKey.handle()) == 1 &&
                      validUntil(certificate.get(), now + renewBefore) &&
                      std::ranges::find(m_revoked, serialOf(certificate.get()), &RevokedCertificate::serial) == m_revoked.end();
    if (good)
        return toPem(certificate.get());
    extensions.insert(extensions.begin(), {{NID_basic_constraints, "critical,CA:FALSE"},
                                           {NID_key_usage, "critical,digitalSignature"},
                                           {NID_subject_key_identifier, "hash"},
                                           {NID_authority_key_identifier, "keyid:always"}});
    certificate = issue(key.handle(), {authority.get(), m_authorityKey},
                        {name, now - clockDifference, now + serverLifetime, std::move(extensions)});
    if (!certificate)
        return Error{Error::Code::Internal, u"cryptography: a certificate could not be made"_s};
    if (const auto written = writePrivateFile(path, toPem(certificate.get())); !written)
        return written.error();
    return toPem(certificate.get());
}

/// One a line: serial in hexadecimal, seconds since the epoch.
Result<Done> CertificateAuthority::openRevoked()
{
    const auto content = readSmallFile(m_revokedPath);
    if (!content)
        return content.error().code == Error::Code::NotFound ? Result<Done>(Done{}) : content.error();
    for (const auto &line : content->split('\n')) {
        const auto parts = line.trimmed().split(' ');
        if (parts.size() == 2 && !QByteArray::fromHex(parts[0]).isEmpty())
            m_revoked.push_back({parts[0], fromMicroseconds(parts[1].toLongLong() * 1'000'000)});
        else if (!line.trimmed().isEmpty())
            return Error{Error::Code::Malformed, QStringLiteral("%1: not a list of serials and times").arg(m_revokedPath)};
    }
    return Done{};
}

Result<Done> CertificateAuthority::revokeServer(Instant now)
{
    auto revoked = m_revoked;
    revoked.push_back({serialOf(fromPem(m_serverPem).get()), now});
    QByteArray content;
    for (const auto &entry : revoked)
        content += entry.serial + ' ' + QByteArray::number(qint64(toTime(entry.time))) + '\n';
    if (const auto written = writePrivateFile(m_revokedPath, content); !written)
        return written;
    m_revoked = std::move(revoked);
    return Done{};
}

} // namespace stanforis
