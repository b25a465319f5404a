// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/doors/tlslistener.h"

#include "app/platform/authority/certificateauthority.h"
#include "app/platform/authority/workstationauthority.h"
#include "app/platform/doors/requestlimits.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTimer>

namespace stanforis {

TlsListener::TlsListener(const CertificateAuthority &authority, const WorkstationAuthority &workstations, QObject *parent)
    : QTcpServer(parent)
{
    m_configuration = QSslConfiguration::defaultConfiguration();
    m_configuration.setProtocol(QSsl::TlsV1_3OrLater);
    // Asked for, not demanded. Who presents one has proved that its key is there; whether it is one of ours and in force is
    // looked up on every request, so that a revocation holds at once.
    m_configuration.setPeerVerifyMode(QSslSocket::QueryPeer);
    m_configuration.setCaCertificates({QSslCertificate(workstations.pem(), QSsl::Pem)});
    m_configuration.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
    m_configuration.setLocalCertificateChain(
        {QSslCertificate(authority.serverPem(), QSsl::Pem), QSslCertificate(authority.authorityPem(), QSsl::Pem)});
    m_configuration.setPrivateKey(QSslKey(authority.serverKey().privatePem(), QSsl::Ec, QSsl::Pem));
}

void TlsListener::incomingConnection(qintptr descriptor)
{
    auto *socket = new QSslSocket(this);
    if (!socket->setSocketDescriptor(descriptor) || m_connections >= mostConnections) {
        socket->abort();
        delete socket;
        return;
    }
    ++m_connections;
    connect(socket, &QObject::destroyed, this, [this] { --m_connections; });
    connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
    socket->setSslConfiguration(m_configuration);
    connect(socket, &QSslSocket::encrypted, this, [this, socket] {
        new RequestLimits(socket); // connected to the socket before the HTTP server is, so it sees the bytes first
        addPendingConnection(socket);
        Q_EMIT newConnection();
    });
    QTimer::singleShot(handshakeTime, socket, [socket] {
        if (!socket->isEncrypted())
            socket->abort();
    });
    socket->startServerEncryption();
}

} // namespace stanforis
