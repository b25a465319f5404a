// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/trustanchor.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QPointer>
#include <QSslSocket>
#include <QTimer>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// One look at the chain; deletes itself when it has answered or its parent goes.
class AuthorityFinder final : public QObject
{
public:
    AuthorityFinder(QObject *context, PlatformAddress address, Reply<TrustAnchor> reply)
        : QObject(context)
        , m_address(std::move(address))
        , m_reply(std::move(reply))
    {
        QSslConfiguration tls;
        // The authority is not known yet, so nothing can be verified yet. Nothing is sent over this connection; the chain is
        // only searched for the fingerprint, and every later connection verifies against the certificate found.
        tls.setPeerVerifyMode(QSslSocket::QueryPeer);
        tls.setProtocol(QSsl::TlsV1_3OrLater);
        m_socket.setSslConfiguration(tls);
        connect(&m_socket, &QSslSocket::sslErrors, this, &AuthorityFinder::search);
        connect(&m_socket, &QSslSocket::encrypted, this, &AuthorityFinder::search);
        connect(&m_socket, &QSslSocket::errorOccurred, this, [this] {
            answer(Error{m_socket.error() == QAbstractSocket::SslHandshakeFailedError ? Error::Code::Untrusted
                                                                                      : Error::Code::Unreachable,
                         m_socket.errorString()});
        });
        QTimer::singleShot(10s, this, [this] { answer(Error{Error::Code::TimedOut, {}}); });
        m_socket.connectToHostEncrypted(m_address.origin.host(), static_cast<quint16>(m_address.origin.port()));
    }

private:
    void search()
    {
        const auto chain = m_socket.peerCertificateChain();
        for (const auto &certificate : chain) {
            if (certificate.digest(QCryptographicHash::Sha256) == m_address.authoritySha256) {
                answer(TrustAnchor::of(TrustAnchor::Kind::Pinned, {certificate}));
                return;
            }
        }
        answer(Error{Error::Code::Untrusted, u"fingerprint"_s});
    }

    void answer(Result<TrustAnchor> result)
    {
        if (!m_reply)
            return;
        m_socket.disconnect(this);
        m_socket.abort();
        deleteLater();
        std::exchange(m_reply, nullptr)(std::move(result));
    }

    QSslSocket m_socket;
    PlatformAddress m_address;
    Reply<TrustAnchor> m_reply;
};

} // namespace

TrustAnchor TrustAnchor::system() { return {Kind::System, QSslConfiguration::systemCaCertificates()}; }

Result<TrustAnchor> TrustAnchor::of(Kind kind, const QList<QSslCertificate> &authorities)
{
    if (authorities.isEmpty())
        return Error{Error::Code::Invalid, u"no authority"_s};
    const auto now = QDateTime::currentDateTimeUtc();
    for (const auto &authority : authorities) {
        if (authority.isNull() || now < authority.effectiveDate() || now > authority.expiryDate())
            return Error{Error::Code::Untrusted, u"authority expired"_s};
    }
    return TrustAnchor(kind, authorities);
}

Result<TrustAnchor> TrustAnchor::fromFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > (1 << 20))
        return Error{Error::Code::Storage, path};
    return of(Kind::File, QSslCertificate::fromDevice(&file, QSsl::Pem));
}

QSslConfiguration TrustAnchor::tls() const
{
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    if (m_kind != Kind::System) // those are loaded when they are needed
        tls.setCaCertificates(m_authorities);
    return tls;
}

QList<QByteArray> TrustAnchor::der() const
{
    QList<QByteArray> ders;
    for (const auto &authority : m_authorities)
        ders.append(authority.toDer());
    return ders;
}

QByteArray TrustAnchor::pem() const
{
    QByteArray pem;
    for (const auto &authority : m_authorities)
        pem += authority.toPem();
    return pem;
}

void findAnchor(QObject *context, const PlatformAddress &address, const QString &trustFile, Reply<TrustAnchor> reply)
{
    if (!address.authoritySha256.isEmpty() && trustFile.isEmpty()) {
        new AuthorityFinder(context, address, std::move(reply));
        return;
    }
    auto found = trustFile.isEmpty() ? Result(TrustAnchor::system()) : TrustAnchor::fromFile(trustFile);
    QTimer::singleShot(0, context, [found = std::move(found), reply = std::move(reply)] { reply(found); });
}

} // namespace stanforis
