// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/revocations.h"

#include <QFile>
#include <QSaveFile>

#include <openssl/x509.h>

#include <algorithm>
#include <tuple>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

Error untrusted(const QString &what) { return {Error::Code::Untrusted, what}; }

QByteArray issuerOf(const QSslCertificate &certificate)
{
    const auto *name = X509_get_issuer_name(static_cast<X509 *>(certificate.handle()));
    QByteArray der(std::max(i2d_X509_NAME(name, nullptr), 0), '\0');
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    i2d_X509_NAME(name, &out);
    return der;
}

} // namespace

bool isOlder(const RevocationList &list, const RevocationList &than)
{
    // Hexadecimal without leading zeros, but for one that makes the digits even.
    const auto rank = [](const RevocationList &which) { return std::tuple(which.thisUpdate, which.number.size(), which.number); };
    return rank(list) < rank(than);
}

Result<Done> inTime(const RevocationList &list, Instant now)
{
    if (list.thisUpdate > now + Revocations::leeway)
        return untrusted(u"clock"_s);
    if (list.nextUpdate + Revocations::leeway < now)
        return untrusted(u"revocation list"_s);
    return Done{};
}

Revocations::Revocations(const Clock &clock)
    : m_clock(clock)
{}

void Revocations::add(const RevocationList &list)
{
    const auto known = std::ranges::find(m_lists, list.authority, &RevocationList::authority);
    if (known == m_lists.end())
        m_lists.append(list);
    else if (known->der == list.der || isOlder(list, *known))
        return;
    else
        *known = list;
    m_written = write(list) && m_written;
}

Result<Done> Revocations::check(const QList<QSslCertificate> &chain) const
{
    for (const auto &certificate : chain) {
        if (certificate.isNull() || certificate.isSelfSigned())
            continue;
        const auto list = std::ranges::find(m_lists, issuerOf(certificate), &RevocationList::issuer);
        if (list == m_lists.end())
            return untrusted(u"revocation list"_s);
        if (const auto good = inTime(*list, m_clock.now()); !good)
            return good;
        if (list->serials.contains(certificate.serialNumber().replace(":", "").toLower()))
            return untrusted(u"revoked"_s);
    }
    return Done{};
}

/// OpenSSL goes on from the last number it has read, so a new list gets the next one. It takes the first of two made in the same
/// second, so the older ones go. A file is there as a whole or not at all: gRPC may read it at any time.
bool Revocations::write(const RevocationList &list) const
{
    const auto *begin = reinterpret_cast<const unsigned char *>(list.der.constData());
    X509_CRL *crl = d2i_X509_CRL(nullptr, &begin, static_cast<long>(list.der.size()));
    if (!crl || !m_folder.isValid()) {
        X509_CRL_free(crl);
        return false;
    }
    const auto hash = X509_NAME_hash_ex(X509_CRL_get_issuer(crl), nullptr, nullptr, nullptr);
    X509_CRL_free(crl);
    QByteArray pem; // of every authority of that name
    for (const RevocationList &known : m_lists) {
        if (known.issuer == list.issuer)
            pem += "-----BEGIN X509 CRL-----\n" + known.der.toBase64() + "\n-----END X509 CRL-----\n";
    }
    const QString name = m_folder.filePath(QString::number(hash, 16).rightJustified(8, u'0') + u".r"_s);
    for (int number = 0;; ++number) {
        const bool isNew = !QFile::exists(name + QString::number(number));
        QSaveFile file(name + QString::number(number));
        if (!file.open(QIODevice::WriteOnly) || file.write(pem) != pem.size() || !file.commit())
            return false;
        if (isNew)
            return true;
    }
}

} // namespace stanforis
