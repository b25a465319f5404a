// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/platformclient.h"

#include "stanforis/catalogue/v1/catalogue.pb.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <memory>

using namespace Qt::StringLiterals;
using namespace stanforis;
using namespace stanforis::test;

namespace {

constexpr auto person = "nv-35907011-vaher"_L1;
const QByteArray listSectors = "/stanforis.catalogue.v1.Catalogue/ListSectors";

QString textOf(const QJsonObject &object, QLatin1String name) { return object[name].toString(); }

QJsonObject claimsOf(const QString &token)
{
    return QJsonDocument::fromJson(QByteArray::fromBase64(token.section(u'.', 1, 1).toLatin1(), QByteArray::Base64UrlEncoding))
        .object();
}

/// Exit code and what it wrote.
std::pair<int, QByteArray> openssl(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"openssl"_s, arguments);
    return process.waitForFinished() ? std::pair(process.exitCode(), process.readAll()) : std::pair(-1, QByteArray());
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

} // namespace

/// Threat 6, a stolen token used from elsewhere: tokens are bound to the certificate of a workstation (RFC 8705), and no door of
/// the real simulator takes one over another certificate, or over none.
class tst_Threat06StolenToken : public QObject
{
    Q_OBJECT
private:
    SimulatorProcess m_simulator;
    TestWorkstation m_otherWorkstation;
    std::unique_ptr<PlatformClient> m_client;
    std::unique_ptr<PlatformClient> m_other;
    std::unique_ptr<PlatformClient> m_bare;
    QByteArray m_token;

    [[nodiscard]] static Answer call(PlatformClient &client, const QByteArray &token)
    {
        constexpr std::array doors{&PlatformClient::overHttps, &PlatformClient::overWebSocket, &PlatformClient::overGrpc};
        QFETCH_GLOBAL(int, door);
        client.connectionToken = token;
        return (client.*doors[std::size_t(door)])(listSectors, token, {});
    }
    /// What this door says to somebody who is not let in: gRPC does not even finish the handshake without a certificate.
    [[nodiscard]] static int refusal(bool hasCertificate)
    {
        QFETCH_GLOBAL(int, door);
        return door == 1 ? -4401 : door == 2 && !hasCertificate ? 14 : 16;
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<int>("door");
        QTest::newRow("HTTPS") << 0;
        QTest::newRow("WebSocket") << 1;
        QTest::newRow("gRPC") << 2;
    }
    void initTestCase()
    {
        if (m_client)
            return; // once for all doors
        QVERIFY2(m_simulator.start(), m_simulator.errorOutput());
        m_otherWorkstation = m_simulator.enrolAnother();
        QVERIFY(!m_otherWorkstation.certificate.isEmpty());
        m_client = std::make_unique<PlatformClient>(m_simulator);
        m_other = std::make_unique<PlatformClient>(m_simulator, m_otherWorkstation);
        m_bare = std::make_unique<PlatformClient>(m_simulator, TestWorkstation());
        m_token = textOf(m_client->tokensOf(person), "access_token"_L1).toLatin1();
        QVERIFY(!m_token.isEmpty());
    }

    void itsOwnWorkstationIsServed() { QCOMPARE(call(*m_client, m_token).code, 0); }

    void anotherWorkstationIsRefused() { QCOMPARE(call(*m_other, m_token).code, refusal(true)); }

    void nobodyWithoutACertificateIsServed() { QCOMPARE(call(*m_bare, m_token).code, refusal(false)); }

    void aCertificateOfAnotherAuthorityIsRefused()
    {
        const QTemporaryDir folder;
        TestWorkstation made{TestWorkstation::newKey(), {}, m_simulator.workstation().id};
        write(folder.filePath(u"key.pem"_s), made.key);
        const QString name = u"subjectAltName=URI:"_s + made.id;
        const auto [code, told] = openssl({u"req"_s, u"-x509"_s, u"-key"_s, folder.filePath(u"key.pem"_s), u"-subj"_s,
                                           u"/CN=ws"_s, u"-days"_s, u"1"_s, u"-addext"_s, name, u"-addext"_s,
                                           u"extendedKeyUsage=clientAuth"_s, u"-out"_s, folder.filePath(u"made.pem"_s)});
        QVERIFY2(code == 0, told);
        QFile file(folder.filePath(u"made.pem"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        made.certificate = file.readAll();
        PlatformClient client(m_simulator, made);
        QCOMPARE(call(client, m_token).code, refusal(false));
    }

    void aTokenInsideAnothersConnectionIsRefused()
    {
        QFETCH_GLOBAL(int, door);
        if (door != 1)
            QSKIP("Only the WebSocket carries several tokens on one connection.");
        m_other->connectionToken = textOf(m_other->tokensOf(person), "access_token"_L1).toLatin1();
        QCOMPARE(m_other->overWebSocket(listSectors, m_token, {}).code, 16);
        QCOMPARE(m_other->overWebSocket(listSectors, m_other->connectionToken, {}).code, 0);
    }

    void aRevokedWorkstationIsRefusedAtOnce()
    {
        const auto workstation = m_simulator.enrolAnother();
        PlatformClient client(m_simulator, workstation);
        const auto token = textOf(client.tokensOf(person), "access_token"_L1).toLatin1();
        QCOMPARE(call(client, token).code, 0);
        QCOMPARE(textOf(m_simulator.command(u"revoke "_s + workstation.id), "revoked"_L1), workstation.id);
        QCOMPARE(call(client, token).code, refusal(true));
        QCOMPARE(call(*m_client, m_token).code, 0); // and nobody else
    }

    void theTokenEndpointBindsAndChecks()
    {
        const auto tokens = m_client->tokensOf(person);
        const auto der = QSslCertificate(m_simulator.workstation().certificate, QSsl::Pem).digest(QCryptographicHash::Sha256);
        QCOMPARE(claimsOf(textOf(tokens, "access_token"_L1))["cnf"_L1]["x5t#S256"_L1].toString().toLatin1(),
                 der.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        const auto refreshToken = textOf(tokens, "refresh_token"_L1);
        const auto stolen = m_other->refresh(refreshToken);
        QCOMPARE(stolen.status, 400);
        QCOMPARE(textOf(stolen.json(), "error"_L1), u"invalid_grant"_s);
        const auto bare = m_bare->refresh(refreshToken);
        QCOMPARE(bare.status, 401);
        QCOMPARE(textOf(bare.json(), "error"_L1), u"invalid_client"_s);
        QCOMPARE(m_client->refresh(refreshToken).status, 200); // the thief has not signed its owner out
        QCOMPARE(m_bare->postForm(u"/id/revoke"_s, {{u"token"_s, refreshToken}}).status, 401);
        QCOMPARE(m_bare->get(u"/id/userinfo"_s).status, 401);
    }

    void renewalKeepsTheSessionAndReplacesTheCertificate()
    {
        const auto workstation = m_simulator.enrolAnother();
        PlatformClient before(m_simulator, workstation);
        const auto tokens = before.tokensOf(person);
        const auto old = textOf(tokens, "access_token"_L1).toLatin1();
        TestWorkstation renewed{TestWorkstation::newKey(), {}, workstation.id};
        const QJsonObject asked{{u"csr"_s, QString::fromLatin1(TestWorkstation::requestFor(renewed.key))}};
        const auto body = QJsonDocument(asked).toJson();
        QCOMPARE(m_bare->post(u"/workstations/renew"_s, "application/json", body).status, 401);
        const auto answer = before.post(u"/workstations/renew"_s, "application/json", body);
        QCOMPARE(answer.status, 200);
        renewed.certificate = textOf(answer.json(), "certificate"_L1).toLatin1();
        PlatformClient after(m_simulator, renewed);
        QCOMPARE(call(before, old).code, 0); // its streams have time to move over
        QCOMPARE(call(after, old).code, refusal(true));
        const auto fresh = after.refresh(textOf(tokens, "refresh_token"_L1)).json();
        QCOMPARE(call(after, textOf(fresh, "access_token"_L1).toLatin1()).code, 0);
    }

    void whatABrowserOpensNeedsNone()
    {
        for (const auto &path : {u"/.well-known/stanforis-configuration"_s, u"/id/.well-known/openid-configuration"_s,
                                 u"/id/jwks"_s, u"/api/receipt-keys"_s})
            QCOMPARE(m_bare->get(path).status, 200);
        QVERIFY(m_bare->get(u"/id/authorize"_s, PlatformClient::newSignIn().query).body.contains("<html")); // a page for a person
        QCOMPARE(m_bare->get(u"/id/device"_s).status, 200);
        for (const auto &path :
             {u"/id/token"_s, u"/id/par"_s, u"/api/anything"_s, u"/workstations/renew"_s, u"/"_s, u"/nothing"_s})
            QCOMPARE(m_bare->get(path).status, 401);
    }

    /// Not our code: the openssl command line.
    void opensslVerifiesTheCertificate()
    {
        const auto &workstation = m_simulator.workstation();
        const QTemporaryDir folder;
        const auto certificate = folder.filePath(u"workstation.pem"_s);
        const auto authority = folder.filePath(u"authority.pem"_s);
        write(certificate, workstation.certificate);
        write(authority, workstation.authority);
        const auto verified =
            openssl({u"verify"_s, u"-x509_strict"_s, u"-purpose"_s, u"sslclient"_s, u"-CAfile"_s, authority, certificate});
        QVERIFY2(verified.first == 0, verified.second);
        QVERIFY(openssl({u"verify"_s, u"-purpose"_s, u"sslserver"_s, u"-CAfile"_s, authority, certificate}).first != 0);
        const auto text = openssl({u"x509"_s, u"-in"_s, certificate, u"-noout"_s, u"-text"_s}).second;
        QCOMPARE(text.count("URI:spiffe://simulator.stanforis.example/console/ws-"), 1);
        QVERIFY(text.contains("NIST CURVE: P-256"));
        QVERIFY(text.contains("TLS Web Client Authentication"));
        QVERIFY(!text.contains("TLS Web Server Authentication") && !text.contains("a name that is not taken over"));
        QVERIFY(openssl({u"x509"_s, u"-in"_s, certificate, u"-noout"_s, u"-checkend"_s, u"86401"_s}).first != 0); // a day at most
    }
};

QTEST_GUILESS_MAIN(tst_Threat06StolenToken)
#include "tst_threat06_stolentoken.moc"
