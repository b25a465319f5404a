// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/simulatorprocess.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

namespace stanforis::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray openssl(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(u"openssl"_s, arguments);
    process.write(input);
    process.closeWriteChannel();
    return process.waitForFinished() && process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray();
}

} // namespace

QByteArray TestWorkstation::newKey()
{
    return openssl({u"genpkey"_s, u"-algorithm"_s, u"EC"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s});
}

QByteArray TestWorkstation::requestFor(const QByteArray &key)
{
    const QTemporaryDir folder; // openssl reads keys from files; this one is the owner's alone and goes at once
    QFile file(folder.filePath(u"key.pem"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(key) != key.size() || !file.flush())
        return {};
    return openssl({u"req"_s, u"-new"_s, u"-key"_s, file.fileName(), u"-subj"_s, u"/CN=a name that is not taken over"_s});
}

QSslConfiguration TestWorkstation::on(QSslConfiguration tls) const
{
    tls.setLocalCertificateChain({QSslCertificate(certificate, QSsl::Pem)});
    tls.setPrivateKey(QSslKey(key, QSsl::Ec, QSsl::Pem));
    return tls;
}

SimulatorProcess::SimulatorProcess() { m_process.setProgram(QStringLiteral(STANFORIS_BINARY_DIR) + u"/stanforis-simulator"_s); }

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
    if (!m_address.isValid() || m_address.isEmpty() || !readProfile())
        return false;
    m_workstation = enrol(line["enrolment_code"_L1].toString());
    return !m_workstation.certificate.isEmpty();
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

TestWorkstation SimulatorProcess::enrol(const QString &code) const
{
    TestWorkstation made;
    made.key = TestWorkstation::newKey();
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(m_profile["enrolment_url"_L1].toString() + u"/enrol"_s));
    request.setSslConfiguration(m_tls);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const QJsonObject asked{{u"code"_s, code}, {u"csr"_s, QString::fromLatin1(TestWorkstation::requestFor(made.key))}};
    const std::unique_ptr<QNetworkReply> reply(network.post(request, QJsonDocument(asked).toJson()));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 10'000))
        return {};
    const auto answer = QJsonDocument::fromJson(reply->readAll());
    made.certificate = answer["certificate"_L1].toString().toLatin1();
    made.authority = answer["authority"_L1].toString().toLatin1();
    const auto text = QString::fromUtf8(openssl({u"x509"_s, u"-noout"_s, u"-ext"_s, u"subjectAltName"_s}, made.certificate));
    made.id = text.section(u"URI:"_s, 1).trimmed();
    return made;
}

TestWorkstation SimulatorProcess::enrolAnother() { return enrol(newCode()); }

QString SimulatorProcess::newCode() { return command(u"code"_s)["enrolment_code"_L1].toString(); }

QJsonObject SimulatorProcess::command(const QString &line)
{
    m_process.write(line.toUtf8() + '\n');
    while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(10'000))
            return {};
    }
    return QJsonDocument::fromJson(m_process.readLine()).object();
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
