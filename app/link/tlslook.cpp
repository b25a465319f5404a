// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/tlslook.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QSslCipher>
#include <QSslKey>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype longestChain = 10;

QString protocolName(QSsl::SslProtocol protocol)
{
    return protocol == QSsl::TlsV1_3 ? u"TLS 1.3"_s : protocol == QSsl::TlsV1_2 ? u"TLS 1.2"_s : QString();
}

QString keyName(const QSslKey &key)
{
    const QString bits = QString::number(key.length());
    switch (key.algorithm()) {
    case QSsl::Ec:
        return u"EC, %1 bit"_s.arg(bits);
    case QSsl::Rsa:
        return u"RSA, %1 bit"_s.arg(bits);
    case QSsl::Dsa:
        return u"DSA, %1 bit"_s.arg(bits);
    default:
        return {};
    }
}

Instant instantOf(const QDateTime &time) { return fromMicroseconds(time.toMSecsSinceEpoch() * 1000); }

/// What the server sent, and the authority that it need not send.
QList<QSslCertificate> wholeChain(QList<QSslCertificate> chain, const QList<QSslCertificate> &authorities)
{
    chain = chain.first(std::min(chain.size(), longestChain));
    if (chain.isEmpty() || chain.last().isSelfSigned())
        return chain;
    const auto issuer = std::ranges::find_if(authorities, [&](const QSslCertificate &authority) {
        return authority.subjectDisplayName() == chain.last().issuerDisplayName() && !chain.contains(authority);
    });
    if (issuer != authorities.end())
        chain.append(*issuer);
    return chain;
}

/// One look; deletes itself when it has answered or its parent goes.
class Look final : public QObject
{
public:
    Look(QObject *context, const QString &host, quint16 port, const QSslConfiguration &tls, Reply<TlsSight> reply)
        : QObject(context)
        , m_reply(std::move(reply))
    {
        m_socket.setSslConfiguration(tls);
        connect(&m_socket, &QSslSocket::encrypted, this, [this] { answer(sight()); });
        connect(&m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
            TlsSight seen = sight();
            seen.refusal = Error{Error::Code::Untrusted, errors.value(0).errorString()};
            answer(seen);
        });
        connect(&m_socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
            answer(Error{error == QAbstractSocket::SslHandshakeFailedError ? Error::Code::Untrusted : Error::Code::Unreachable,
                         m_socket.errorString()});
        });
        QTimer::singleShot(10s, this, [this] { answer(Error{Error::Code::TimedOut, {}}); });
        m_socket.connectToHostEncrypted(host, port);
    }

private:
    [[nodiscard]] TlsSight sight() const
    {
        return {wholeChain(m_socket.peerCertificateChain(), m_socket.sslConfiguration().caCertificates()),
                protocolName(m_socket.sessionProtocol()),
                m_socket.sessionCipher().name(),
                {}};
    }

    void answer(Result<TlsSight> result)
    {
        if (!m_reply)
            return;
        m_socket.disconnect(this);
        m_socket.abort();
        deleteLater();
        std::exchange(m_reply, nullptr)(std::move(result));
    }

    QSslSocket m_socket;
    Reply<TlsSight> m_reply;
};

} // namespace

void lookAtTls(QObject *context, const QString &host, quint16 port, const QSslConfiguration &tls, Reply<TlsSight> reply)
{
    new Look(context, host, port, tls, std::move(reply));
}

TrustCertificate describe(const QSslCertificate &certificate)
{
    TrustCertificate described;
    described.subject = certificate.subjectDisplayName();
    described.issuer = certificate.issuerDisplayName();
    described.serial = QString::fromLatin1(certificate.serialNumber());
    described.from = instantOf(certificate.effectiveDate());
    described.until = instantOf(certificate.expiryDate());
    described.sha256 = QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex());
    described.key = keyName(certificate.publicKey());
    described.names = certificate.subjectAlternativeNames().values();
    std::ranges::sort(described.names);
    return described;
}

} // namespace stanforis
