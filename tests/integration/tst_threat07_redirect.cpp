// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/httpclient.h"
#include "app/link/trustanchor.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Threat 7: a platform, or somebody in front of it, sends a call elsewhere. The token must not go along.
class TestThreat07 : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QSslConfiguration m_tls;

    /// Answers each request with `answer`, and keeps what came.
    void serve(QSslServer &server, QByteArray &seen, const std::function<QByteArray()> &answer)
    {
        server.setSslConfiguration(m_tls);
        connect(&server, &QTcpServer::pendingConnectionAvailable, this, [&server, &seen, answer] {
            while (auto *socket = server.nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, socket, [socket, &seen, answer] {
                    seen += socket->readAll();
                    if (!seen.contains("\r\n\r\n"))
                        return;
                    socket->write(answer());
                    socket->disconnectFromHost();
                });
            }
        });
        QVERIFY(server.listen(QHostAddress::LocalHost));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QProcess openssl;
        openssl.setWorkingDirectory(m_folder.path());
        openssl.start(u"openssl"_s,
                      {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s,
                       u"-keyout"_s, u"key.pem"_s, u"-out"_s, u"cert.pem"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=127.0.0.1"_s,
                       u"-addext"_s, u"basicConstraints=critical,CA:TRUE"_s, u"-addext"_s, u"subjectAltName=IP:127.0.0.1"_s});
        QVERIFY(openssl.waitForFinished(20'000));
        QCOMPARE(openssl.exitCode(), 0);
        m_tls = QSslConfiguration::defaultConfiguration();
        m_tls.setProtocol(QSsl::TlsV1_3OrLater);
        m_tls.setLocalCertificate(QSslCertificate(contentOf(m_folder.filePath(u"cert.pem"_s)), QSsl::Pem));
        m_tls.setPrivateKey(QSslKey(contentOf(m_folder.filePath(u"key.pem"_s)), QSsl::Ec, QSsl::Pem));
    }

    void redirectIsNotFollowed()
    {
        QSslServer evil, platform;
        QByteArray seenByEvil, seenByPlatform;
        serve(evil, seenByEvil, [] { return QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"); });
        serve(platform, seenByPlatform, [&evil]() -> QByteArray {
            return "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:" + QByteArray::number(evil.serverPort()) +
                   "/\r\nContent-Length: 0\r\n\r\n";
        });
        const auto anchor = TrustAnchor::fromFile(m_folder.filePath(u"cert.pem"_s));
        QVERIFY(anchor);
        HttpClient http(*anchor);
        HttpRequest request;
        request.method = "POST";
        request.url = QUrl(u"https://127.0.0.1:%1/api/x"_s.arg(platform.serverPort()));
        request.headers = {{"Authorization", "Bearer the-token"}, {"Content-Type", "application/x-protobuf"}};
        std::optional<Result<HttpAnswer>> answer;
        http.send(this, request, [&answer](Result<HttpAnswer> got) { answer = std::move(got); });
        QTRY_VERIFY(answer.has_value());
        QVERIFY2(*answer, *answer ? "" : qPrintable(answer->error().detail));
        QCOMPARE(answer->value().status, 302); // an answer as any other; the caller makes an error of it
        QVERIFY(seenByPlatform.contains("Bearer the-token"));
        QVERIFY(seenByEvil.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestThreat07)
#include "tst_threat07_redirect.moc"
