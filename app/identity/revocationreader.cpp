// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/signingkey.h"
#include "app/identity/trustverifier.h"
#include "app/identity/x509.h"

#include <QSslCertificate>

#include <ctime>
#include <optional>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace identity;

namespace {

constexpr qsizetype longestCrl = 4 << 20;

Error malformedCrl(QLatin1StringView what) { return {Error::Code::Malformed, u"revocation list: "_s + what}; }
Error untrustedCrl(QLatin1StringView what) { return {Error::Code::Untrusted, u"revocation list: "_s + what}; }

std::optional<Instant> instantOf(const ASN1_TIME *time)
{
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return std::nullopt;
    const std::chrono::year_month_day day(std::chrono::year(parts.tm_year + 1900), std::chrono::month(unsigned(parts.tm_mon + 1)),
                                          std::chrono::day(unsigned(parts.tm_mday)));
    if (!day.ok())
        return std::nullopt;
    return std::chrono::sys_days(day) + std::chrono::hours(parts.tm_hour) + std::chrono::minutes(parts.tm_min) +
           std::chrono::seconds(parts.tm_sec);
}

QByteArray hexOf(const ASN1_INTEGER *number)
{
    BIGNUM *big = ASN1_INTEGER_to_BN(number, nullptr);
    char *text = big ? BN_bn2hex(big) : nullptr;
    const auto hex = QByteArray(text).toLower();
    OPENSSL_free(text);
    BN_free(big);
    return hex;
}

QByteArray derOf(const X509_NAME *name)
{
    QByteArray der(std::max(i2d_X509_NAME(name, nullptr), 0), '\0');
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    i2d_X509_NAME(name, &out);
    return der;
}

/// Null: too large, or not exactly one list.
x509::List listFrom(const QByteArray &der)
{
    if (der.size() > longestCrl)
        return nullptr;
    const auto *begin = reinterpret_cast<const unsigned char *>(der.constData());
    const auto *end = begin + der.size();
    x509::List list(d2i_X509_CRL(nullptr, &begin, static_cast<long>(der.size())));
    if (begin != end)
        list.reset();
    return list;
}

} // namespace

Result<RevocationList> identity::revocationListFrom(const QByteArray &der)
{
    const x509::List list = listFrom(der);
    if (!list)
        return malformedCrl("DER"_L1);
    // RFC 5280 §5.2: a critical extension that is not understood, such as one that makes the list partial, forbids its use.
    for (int i = 0; i < X509_CRL_get_ext_count(list.get()); ++i) {
        if (X509_EXTENSION_get_critical(X509_CRL_get_ext(list.get(), i)) != 0)
            return malformedCrl("extension"_L1);
    }
    RevocationList read;
    const auto from = instantOf(X509_CRL_get0_lastUpdate(list.get()));
    const auto until = instantOf(X509_CRL_get0_nextUpdate(list.get()));
    if (!from || !until || *until <= *from)
        return malformedCrl("times"_L1);
    read.thisUpdate = *from;
    read.nextUpdate = *until;
    read.issuer = derOf(X509_CRL_get_issuer(list.get()));
    if (auto *number = static_cast<ASN1_INTEGER *>(X509_CRL_get_ext_d2i(list.get(), NID_crl_number, nullptr, nullptr))) {
        read.number = QString::fromLatin1(hexOf(number));
        ASN1_INTEGER_free(number);
    }
    const auto *revoked = X509_CRL_get_REVOKED(list.get());
    for (int i = 0; i < sk_X509_REVOKED_num(revoked); ++i)
        read.serials.insert(hexOf(X509_REVOKED_get0_serialNumber(sk_X509_REVOKED_value(revoked, i))));
    read.der = der;
    return read;
}

Result<RevocationList> TrustVerifier::revocationList(const QByteArray &der, const QByteArray &authorityDer) const
{
    const x509::List list = listFrom(der);
    const auto authority = x509::fromDer(authorityDer);
    if (!list || !authority)
        return malformedCrl(list ? "authority"_L1 : "DER"_L1);
    if (X509_NAME_cmp(X509_CRL_get_issuer(list.get()), X509_get_subject_name(authority.get())) != 0)
        return untrustedCrl("issuer"_L1);
    const bool maySign = (X509_get_key_usage(authority.get()) & X509v3_KU_CRL_SIGN) != 0;
    if (!maySign || X509_CRL_verify(list.get(), X509_get0_pubkey(authority.get())) != 1)
        return untrustedCrl("signature"_L1);
    auto read = revocationListFrom(der);
    if (read) {
        read->issuerName = QSslCertificate(authorityDer, QSsl::Der).subjectDisplayName();
        read->authority = sha256(authorityDer);
    }
    return read;
}

} // namespace stanforis
