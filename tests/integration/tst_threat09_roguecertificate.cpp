// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/grpcchannel.h"
#include "app/link/httpclient.h"
#include "app/link/transportmonitor.h"
#include "app/link/trustanchor.h"
#include "app/link/userchannel.h"
#include "models/ports/tokensource.h"
#include "tests/support/testauthority.h"

#include <QDirIterator>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace stanforis;
using namespace stanforis::test;

namespace {

class OneToken final : public TokenSource
{
public:
    void token(QObject *context, const std::optional<SectorId> &, Reply<QString> reply) override
    {
        QTimer::singleShot(0, context, [reply] { reply(u"secret"_s); });
    }
    void stepUp(QObject *context, const SignInDemand &, Reply<Done> reply) override
    {
        QTimer::singleShot(0, context, [reply] { reply(Error{Error::Code::StepUpNeeded, {}}); });
    }
    void refuse(const QString &) override {}
};

/// A server with a certificate that may be anybody's: notes every byte that is sent to it after the handshake.
class Listener
{
public:
    explicit Listener(const TestAuthority::Issued &identity, QSsl::SslProtocol protocol = QSsl::SecureProtocols)
    {
        auto tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(identity.certificate);
        tls.setPrivateKey(identity.privateKey());
        tls.setProtocol(protocol);
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        tls.setAllowedNextProtocols({"h2", "http/1.1"});
        m_server.setSslConfiguration(tls);
        QObject::connect(&m_server, &QSslServer::startedEncryptionHandshake, &m_server, [this] { ++attempts; });
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server, [this] {
            while (auto *socket = m_server.nextPendingConnection())
                QObject::connect(socket, &QIODevice::readyRead, &m_server, [this, socket] { received += socket->readAll(); });
        });
        listening = m_server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QString place() const { return u"127.0.0.1:%1"_s.arg(m_server.serverPort()); }

    int attempts = 0;
    bool listening = false;
    QByteArray received;

private:
    QSslServer m_server;
};

} // namespace

/// Threat 9, a rogue or expired server certificate: none of the console's three ways sends a byte to a server whose certificate
/// is not exactly right, and there is no way to accept one anyway.
class tst_Threat09RogueCertificate : public QObject
{
    Q_OBJECT
private:
    TestAuthority m_ours;
    TestAuthority m_others;
    SystemClock m_clock;
    QTemporaryDir m_noLists;

    [[nodiscard]] TrustAnchor anchor() const { return TrustAnchor::of(TrustAnchor::Kind::File, {m_ours.certificate()}).value(); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_ours.create(u"Right authority"_s), m_ours.problem);
        QVERIFY2(m_others.create(u"Right authority"_s), m_others.problem); // it says so
    }

    void onlyTheRightCertificateIsSpokenTo_data()
    {
        QTest::addColumn<bool>("ours");
        QTest::addColumn<QByteArray>("extensions");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("until");
        QTest::addColumn<bool>("good");
        const QByteArray right = "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\nkeyUsage=critical,digitalSignature";
        QTest::newRow("right") << true << right << QString() << QString() << true;
        QTest::newRow("right among others") << true << QByteArray("subjectAltName=DNS:platform.example,IP:127.0.0.1,IP:::1")
                                            << QString() << QString() << true;
        QTest::newRow("another authority of the same name") << false << right << QString() << QString() << false;
        QTest::newRow("expired") << true << right << u"20200101000000Z"_s << u"20200102000000Z"_s << false;
        QTest::newRow("not yet valid") << true << right << u"20500101000000Z"_s << u"20500102000000Z"_s << false;
        QTest::newRow("other address") << true << QByteArray("subjectAltName=IP:127.0.0.2") << QString() << QString() << false;
        QTest::newRow("other host") << true << QByteArray("subjectAltName=DNS:platform.example") << QString() << QString()
                                    << false;
        QTest::newRow("address as a name") << true << QByteArray("subjectAltName=DNS:*") << QString() << QString() << false;
        QTest::newRow("workstation's") << true
                                       << QByteArray(
                                              "subjectAltName=URI:spiffe://x.example/console/ws\nextendedKeyUsage=clientAuth")
                                       << QString() << QString() << false;
        QTest::newRow("for clients") << true << QByteArray("subjectAltName=IP:127.0.0.1\nextendedKeyUsage=clientAuth")
                                     << QString() << QString() << false;
    }
    void onlyTheRightCertificateIsSpokenTo()
    {
        QFETCH(bool, ours);
        QFETCH(QByteArray, extensions);
        QFETCH(QString, from);
        QFETCH(QString, until);
        QFETCH(bool, good);
        auto &authority = ours ? m_ours : m_others;
        const auto identity = authority.issue(u"platform"_s, extensions, from, until);
        QVERIFY2(!identity.certificate.isNull(), authority.problem);

        Listener https(identity);
        QVERIFY(https.listening);
        HttpClient client(anchor());
        client.setTimeout(std::chrono::milliseconds(3000));
        std::optional<Error> error;
        HttpRequest request;
        request.url = QUrl(u"https://"_s + https.place() + u"/x"_s);
        request.headers = {{"Authorization", "Bearer secret"}};
        client.send(this, request, [&error](const Result<HttpAnswer> &answer) {
            error = answer ? Error{Error::Code::Internal, u"answered"_s} : answer.error();
        });
        if (good) {
            QTRY_VERIFY(https.received.contains("Bearer secret"));
        } else {
            QTRY_VERIFY_WITH_TIMEOUT(error.has_value(), 10'000);
            QCOMPARE(error->code, Error::Code::Untrusted);
        }

        TransportMonitor monitor(m_clock);
        OneToken tokens;
        Listener webSocket(identity);
        UserChannel channel(QUrl(u"wss://"_s + webSocket.place() + u"/channel"_s), anchor(), nullptr, tokens, monitor);
        channel.start();
        if (good)
            QTRY_VERIFY(webSocket.received.contains("Bearer secret"));
        else
            QTRY_VERIFY_WITH_TIMEOUT(webSocket.attempts >= 2, 15'000); // it came back once, and was as careful as before
        channel.stop();

        Listener grpc(identity);
        GrpcChannel calls(grpc.place(), anchor().pem(), m_noLists.path(), monitor);
        std::optional<Error> failed;
        calls.call(this, "/x.Y/Z", "request", u"secret"_s, std::chrono::milliseconds(2500),
                   [&failed](const Result<QByteArray> &answer) { failed = answer ? Error{} : answer.error(); });
        if (good) {
            QTRY_VERIFY(grpc.received.contains("PRI * HTTP/2.0"));
        } else {
            QTRY_VERIFY_WITH_TIMEOUT(failed.has_value(), 10'000);
            QCOMPARE(failed->code, Error::Code::Unreachable);
            for (const auto *listener : {&https, &webSocket, &grpc})
                QCOMPARE(listener->received, QByteArray());
        }
    }

    /// The right certificate, but a server that knows no TLS 1.3.
    void nothingIsSentOverOlderTls()
    {
        const auto identity = m_ours.issue(u"platform"_s, "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth");
        QVERIFY2(!identity.certificate.isNull(), m_ours.problem);
        TransportMonitor monitor(m_clock);
        OneToken tokens;

        Listener https(identity, QSsl::TlsV1_2);
        HttpClient client(anchor());
        client.setTimeout(std::chrono::milliseconds(3000));
        std::optional<Error> error;
        HttpRequest request;
        request.url = QUrl(u"https://"_s + https.place() + u"/x"_s);
        request.headers = {{"Authorization", "Bearer secret"}};
        client.send(this, request, [&error](const Result<HttpAnswer> &answer) { error = answer ? Error{} : answer.error(); });
        QTRY_VERIFY_WITH_TIMEOUT(error.has_value(), 10'000);
        QCOMPARE(error->code, Error::Code::Untrusted);

        Listener webSocket(identity, QSsl::TlsV1_2);
        UserChannel channel(QUrl(u"wss://"_s + webSocket.place() + u"/channel"_s), anchor(), nullptr, tokens, monitor);
        channel.start();
        QTRY_VERIFY_WITH_TIMEOUT(webSocket.attempts >= 2, 15'000);
        channel.stop();

        Listener grpc(identity, QSsl::TlsV1_2);
        GrpcChannel calls(grpc.place(), anchor().pem(), m_noLists.path(), monitor);
        std::optional<Error> failed;
        calls.call(this, "/x.Y/Z", "request", u"secret"_s, std::chrono::milliseconds(2500),
                   [&failed](const Result<QByteArray> &answer) { failed = answer ? Error{} : answer.error(); });
        QTRY_VERIFY_WITH_TIMEOUT(failed.has_value(), 10'000);
        QCOMPARE(failed->code, Error::Code::Unreachable);
        QVERIFY(grpc.attempts > 0);
        for (const auto *listener : {&https, &webSocket, &grpc})
            QCOMPARE(listener->received, QByteArray());
        QCOMPARE(TrustAnchor::system().tls().protocol(), QSsl::TlsV1_3OrLater); // as careful with the system's authorities
    }

    /// The one call that would let a bad certificate through is nowhere in the programs.
    void nothingIgnoresTlsErrors()
    {
        int files = 0;
        for (const auto &folder : {u"app"_s, u"models"_s, u"views"_s}) {
            QDirIterator sources(QStringLiteral(STANFORIS_SOURCE_DIR "/") + folder, {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                                 QDirIterator::Subdirectories);
            while (sources.hasNext()) {
                QFile file(sources.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                const auto text = file.readAll();
                for (const auto *banned : {"ignoreSslErrors", "set_verify_server_certs(false", "InsecureChannelCredentials"})
                    QVERIFY2(!text.contains(banned), qPrintable(file.fileName() + u": "_s + QLatin1StringView(banned)));
                ++files;
            }
        }
        QVERIFY(files > 200);
    }
};

QTEST_GUILESS_MAIN(tst_Threat09RogueCertificate)
#include "tst_threat09_roguecertificate.moc"
