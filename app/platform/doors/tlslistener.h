// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>
#include <QTcpServer>

#include <chrono>

namespace stanforis {

class CertificateAuthority;
class WorkstationAuthority;

/// Accepts TLS 1.3 connections and asks each for a workstation's certificate: a browser has none and is let in, the gateway
/// decides what it may see. With a limit on their number and on the time a handshake may take. Main thread.
class TlsListener final : public QTcpServer
{
    Q_OBJECT
public:
    static constexpr int mostConnections = 256;
    static constexpr std::chrono::seconds handshakeTime{10};

    TlsListener(const CertificateAuthority &authority, const WorkstationAuthority &workstations, QObject *parent = nullptr);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QSslConfiguration m_configuration;
    int m_connections = 0;
};

} // namespace stanforis
