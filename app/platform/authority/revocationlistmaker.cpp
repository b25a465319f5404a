// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/authority/revocationlistmaker.h"

#include "app/platform/authority/certificates.h"

#include <openssl/x509v3.h>

namespace stanforis {

using namespace certificates;

namespace {

using List = std::unique_ptr<X509_CRL, openssl::Deleter<X509_CRL_free>>;
using CrlNumber = std::unique_ptr<ASN1_INTEGER, openssl::Deleter<ASN1_INTEGER_free>>;
using CrlTime = std::unique_ptr<ASN1_TIME, openssl::Deleter<ASN1_TIME_free>>;

CrlNumber fromHex(const QByteArray &serial)
{
    BIGNUM *number = nullptr;
    BN_hex2bn(&number, serial.constData());
    CrlNumber made(BN_to_ASN1_INTEGER(number, nullptr));
    BN_free(number);
    return made;
}

} // namespace

RevocationListMaker::RevocationListMaker(QByteArray authorityPem, EcKey authorityKey, std::chrono::seconds life, Source source,
                                         const Clock &clock)
    : m_authorityPem(std::move(authorityPem))
    , m_authorityKey(std::move(authorityKey))
    , m_life(life)
    , m_source(std::move(source))
    , m_clock(clock)
{}

QByteArray RevocationListMaker::der()
{
    const auto now = m_clock.now();
    if (m_der.isEmpty() || now < m_made || now >= m_made + m_life / 2) {
        m_der = make(now);
        m_made = now;
    }
    return m_der;
}

QByteArray RevocationListMaker::make(Instant now)
{
    const auto authority = fromPem(m_authorityPem);
    const List list(X509_CRL_new());
    if (!authority || X509_CRL_set_version(list.get(), X509_CRL_VERSION_2) != 1)
        return {};
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(authority.get()));
    const CrlTime begin(ASN1_TIME_set(nullptr, toTime(now)));
    const CrlTime end(ASN1_TIME_set(nullptr, toTime(now + m_life)));
    X509_CRL_set1_lastUpdate(list.get(), begin.get());
    X509_CRL_set1_nextUpdate(list.get(), end.get());
    for (const auto &revoked : m_source()) {
        X509_REVOKED *entry = X509_REVOKED_new();
        X509_REVOKED_set_serialNumber(entry, fromHex(revoked.serial).get());
        const CrlTime time(ASN1_TIME_set(nullptr, toTime(revoked.time)));
        X509_REVOKED_set_revocationDate(entry, time.get());
        X509_CRL_add0_revoked(list.get(), entry);
    }
    X509_CRL_sort(list.get());
    m_number = std::max<qint64>(m_number + 1, toTime(now));
    const CrlNumber number(ASN1_INTEGER_new());
    ASN1_INTEGER_set_int64(number.get(), m_number);
    X509_CRL_add1_ext_i2d(list.get(), NID_crl_number, number.get(), 0, 0);
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, authority.get(), nullptr, nullptr, list.get(), 0);
    const openssl::Extension issuer(X509V3_EXT_conf_nid(nullptr, &context, NID_authority_key_identifier, "keyid:always"));
    if (!issuer || X509_CRL_add_ext(list.get(), issuer.get(), -1) != 1 ||
        X509_CRL_sign(list.get(), m_authorityKey.handle(), EVP_sha256()) == 0)
        return {};
    QByteArray der(std::max(i2d_X509_CRL(list.get(), nullptr), 0), '\0');
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    i2d_X509_CRL(list.get(), &out);
    return der;
}

} // namespace stanforis
