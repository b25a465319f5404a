// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/cardcertificate.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include <openssl/x509v3.h>

namespace stanforis::card {

using namespace Qt::Literals::StringLiterals;

namespace {

struct FreeCertificate
{
    void operator()(X509 *certificate) const { X509_free(certificate); }
};

int coordinateOf(EVP_PKEY *key)
{
    std::array<char, 64> group{};
    if (!key || EVP_PKEY_get_base_id(key) != EVP_PKEY_EC ||
        EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) != 1)
        return 0;
    const int name = OBJ_txt2nid(group.data());
    return name == NID_X9_62_prime256v1 ? 32 : name == NID_secp384r1 ? 48 : 0;
}

QString holderOf(const X509 *certificate)
{
    const auto *name = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    uchar *text = nullptr;
    const int size = at < 0 ? -1 : ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    const std::unique_ptr<uchar, void (*)(uchar *)> owned(text, [](uchar *memory) { OPENSSL_free(memory); });
    return size > 0 ? QString::fromUtf8(reinterpret_cast<const char *>(text), std::min(size, 200)) : QString();
}

Result<Use> useOf(X509 *certificate)
{
    const auto usage = X509_get_key_usage(certificate); // all ones when the extension is absent
    if (usage != UINT32_MAX && (usage & KU_NON_REPUDIATION) != 0)
        return Use::Signing;
    const bool client = (X509_get_extension_flags(certificate) & EXFLAG_XKUSAGE) != 0 &&
                        (X509_get_extended_key_usage(certificate) & XKU_SSL_CLIENT) != 0;
    if (usage != UINT32_MAX && (usage & KU_DIGITAL_SIGNATURE) != 0 && client)
        return Use::Authentication;
    return Error{Error::Code::Invalid, u"key usage"_s};
}

} // namespace

QString Certificate::algorithm() const { return coordinate == 48 ? u"ES384"_s : u"ES256"_s; }

QByteArray Certificate::digest(const QByteArray &bytes) const
{
    return QCryptographicHash::hash(bytes, coordinate == 48 ? QCryptographicHash::Sha384 : QCryptographicHash::Sha256);
}

Result<Certificate> Certificate::read(const QByteArray &der)
{
    const auto *start = reinterpret_cast<const uchar *>(der.constData());
    const auto *at = start;
    const std::unique_ptr<X509, FreeCertificate> x509(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    if (!x509 || at != start + der.size())
        return Error{Error::Code::Malformed, u"certificate"_s};
    const auto use = useOf(x509.get());
    if (!use)
        return use.error();
    Certificate certificate{der, {}, *use, holderOf(x509.get()), {}, coordinateOf(X509_get0_pubkey(x509.get()))};
    if (certificate.coordinate == 0)
        return Error{Error::Code::Invalid, u"curve"_s};
    int days = 0, seconds = 0;
    const std::unique_ptr<ASN1_TIME, void (*)(ASN1_TIME *)> epoch(ASN1_TIME_set(nullptr, 0), ASN1_TIME_free);
    if (ASN1_TIME_diff(&days, &seconds, epoch.get(), X509_get0_notAfter(x509.get())) != 1)
        return Error{Error::Code::Malformed, u"validity"_s};
    certificate.ends = Instant{std::chrono::days(days) + std::chrono::seconds(seconds)};
    return certificate;
}

} // namespace stanforis::card
