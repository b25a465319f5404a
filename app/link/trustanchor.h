// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/platformaddress.h"
#include "models/core/result.h"

#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>

class QObject;

namespace stanforis {

/// What a platform's certificate must lead to. There is no way to accept anything else.
class TrustAnchor final
{
public:
    enum class Kind { Pinned, File, System };

    /// The authorities of the operating system.
    [[nodiscard]] static TrustAnchor system();
    /// Exactly these authorities. Invalid when the list is empty or holds one that is not an authority in its validity period.
    [[nodiscard]] static Result<TrustAnchor> of(Kind kind, const QList<QSslCertificate> &authorities);
    /// A PEM file with one or more authorities. Storage or Invalid.
    [[nodiscard]] static Result<TrustAnchor> fromFile(const QString &path);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const QList<QSslCertificate> &authorities() const { return m_authorities; }
    /// For HTTPS and WebSocket: peer verified, host name checked, TLS 1.3 only.
    [[nodiscard]] QSslConfiguration tls() const;
    /// Each authority in DER.
    [[nodiscard]] QList<QByteArray> der() const;
    /// For gRPC: the authorities as PEM.
    [[nodiscard]] QByteArray pem() const;

private:
    TrustAnchor(Kind kind, QList<QSslCertificate> authorities)
        : m_kind(kind)
        , m_authorities(std::move(authorities))
    {}
    Kind m_kind;
    QList<QSslCertificate> m_authorities;
};

/// Finds the anchor for an address. With a fingerprint: reads the chain the platform offers on a connection over which nothing
/// is sent, picks the authority with that SHA-256, and trusts that one alone from then on. Untrusted when there is none.
void findAnchor(QObject *context, const PlatformAddress &address, const QString &trustFile, Reply<TrustAnchor> reply);

} // namespace stanforis
