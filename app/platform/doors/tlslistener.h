// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>
#include <QTcpServer>

#include <chrono>

namespace stanforis {

class CertificateAuthority;

/// Accepts TLS 1.3 connections, with a limit on their number and on the time a handshake may take. Main thread.
class TlsListener final : public QTcpServer
{
    Q_OBJECT
public:
    static constexpr int mostConnections = 256;
    static constexpr std::chrono::seconds handshakeTime{10};

    explicit TlsListener(const CertificateAuthority &authority, QObject *parent = nullptr);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QSslConfiguration m_configuration;
    int m_connections = 0;
};

} // namespace stanforis
