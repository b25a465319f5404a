// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/simulatorprocess.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslCertificate>
#include <QSslSocket>

namespace stanforis::test {

using namespace Qt::StringLiterals;

SimulatorProcess::SimulatorProcess() { m_process.setProgram(QStringLiteral(STANFORIS_BINARY_DIR) + u"/stanforis-simulator"); }

SimulatorProcess::~SimulatorProcess()
{
    if (m_process.state() != QProcess::NotRunning)
        kill();
}

bool SimulatorProcess::start(const QStringList &arguments)
{
    constexpr int patience = 30'000;
    m_process.setArguments(arguments + QStringList{u"--child"_s});
    m_process.start();
    while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(patience))
            return false;
    }
    const auto line = QJsonDocument::fromJson(m_process.readLine());
    m_address = QUrl(line["platform"_L1].toString());
    m_authoritySha256 = line["authority_sha256"_L1].toString().toLatin1();
    return m_address.isValid() && !m_address.isEmpty() && readProfile();
}

bool SimulatorProcess::readProfile()
{
    // The first connection trusts nobody yet: the profile's anchor must have the hash that the child itself printed.
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::QueryPeer);
    socket.connectToHostEncrypted(m_address.host(), quint16(m_address.port()));
    if (!socket.waitForEncrypted())
        return false;
    socket.write("GET /.well-known/stanforis-configuration HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QByteArray answer;
    while (!QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).isObject()) {
        if (!socket.waitForReadyRead())
            return false;
        answer += socket.readAll();
    }
    m_profile = QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object();
    const QSslCertificate anchor(m_profile["trust_anchors"_L1].toArray().at(0).toString().toLatin1());
    if (anchor.digest(QCryptographicHash::Sha256).toHex() != m_authoritySha256)
        return false;
    m_tls = QSslConfiguration::defaultConfiguration();
    m_tls.setCaCertificates({anchor});
    m_tls.setProtocol(QSsl::TlsV1_3OrLater);
    return true;
}

bool SimulatorProcess::stop(int milliseconds)
{
    m_process.terminate();
    return m_process.waitForFinished(milliseconds) && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
}

void SimulatorProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

QByteArray SimulatorProcess::errorOutput() { return m_process.readAllStandardError(); }

} // namespace stanforis::test
