// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/browserlauncher.h"
#include "app/identity/browsersignin.h"
#include "app/link/httpclient.h"
#include "app/link/trustanchor.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;

namespace {

bool openssl(const QString &folder, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(u"openssl"_s, arguments);
    return process.waitForFinished(20'000) && process.exitCode() == 0;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject claimsOf(const QString &token)
{
    return QJsonDocument::fromJson(QByteArray::fromBase64(token.section(u'.', 1, 1).toLatin1(), QByteArray::Base64UrlEncoding))
        .object();
}

} // namespace

/// The console's own sign-in at a certified provider that shares nothing with us (npm oidc-provider), in a real browser: pushed
/// request, PKCE, `iss`, and tokens bound to the client's certificate.
class TestIndependentProvider : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QProcess m_provider;
    ConnectionProfile m_profile;
    SystemClock m_clock;
    QByteArray m_said;

    QString file(const QString &name) const { return m_folder.filePath(name); }
    bool makeCertificates()
    {
        QFile server(file(u"server.cnf"_s));
        QFile client(file(u"client.cnf"_s));
        if (!server.open(QIODevice::WriteOnly) || !client.open(QIODevice::WriteOnly))
            return false;
        server.write("subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n");
        client.write("subjectAltName=URI:spiffe://test.example/console/one\nextendedKeyUsage=clientAuth\n");
        server.close();
        client.close();
        const QStringList key{u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s};
        bool good = openssl(m_folder.path(),
                            QStringList{u"req"_s, u"-x509"_s} + key +
                                QStringList{u"-keyout"_s, u"ca.key"_s, u"-out"_s, u"ca.pem"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                                            u"/CN=Test authority"_s, u"-addext"_s, u"basicConstraints=critical,CA:TRUE"_s,
                                            u"-addext"_s, u"keyUsage=critical,keyCertSign"_s});
        for (const auto &name : {u"server"_s, u"client"_s}) {
            good = good &&
                   openssl(m_folder.path(), QStringList{u"req"_s} + key +
                                                QStringList{u"-keyout"_s, name + u".key"_s, u"-out"_s, name + u".csr"_s, u"-subj"_s,
                                                            u"/CN="_s + name}) &&
                   openssl(m_folder.path(),
                           {u"x509"_s, u"-req"_s, u"-in"_s, name + u".csr"_s, u"-CA"_s, u"ca.pem"_s, u"-CAkey"_s, u"ca.key"_s,
                            u"-CAcreateserial"_s, u"-out"_s, name + u".pem"_s, u"-days"_s, u"1"_s, u"-extfile"_s, name + u".cnf"_s});
        }
        return good;
    }
    void listen() { m_said += m_provider.readAllStandardOutput(); }

private Q_SLOTS:
    void initTestCase()
    {
        const QString modules = QStringLiteral(STANFORIS_NODE_MODULES);
        QVERIFY2(!QStringLiteral(STANFORIS_NODE).isEmpty() && QFile::exists(modules + u"/oidc-provider"_s),
                 "Node or its modules are missing; run installer/dependencies.sh --tests, configure again, and let ctest run "
                 "oidc_modules first.");
        QVERIFY(makeCertificates());
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"STANFORIS_NODE_MODULES"_s, modules);
        m_provider.setProcessEnvironment(environment);
        m_provider.setProcessChannelMode(QProcess::SeparateChannels);
        connect(&m_provider, &QProcess::readyReadStandardOutput, this, [this] { listen(); });
        m_provider.start(
            QStringLiteral(STANFORIS_NODE),
            {QStringLiteral(STANFORIS_SOURCE_DIR) + u"/tests/integration/oidc/provider.js"_s, u"--folder"_s, m_folder.path()});
        QTRY_VERIFY_WITH_TIMEOUT(m_said.contains('\n'), 20'000);
        m_profile.issuer = QJsonDocument::fromJson(m_said.left(m_said.indexOf('\n'))).object()["issuer"_L1].toString();
        m_profile.clientId = u"stanforis-console"_s;
        m_profile.platformResource = u"https://platform.example/api"_s;
        QVERIFY(!m_profile.issuer.isEmpty());
        qputenv("BROWSER", "python3 " STANFORIS_SOURCE_DIR "/tests/integration/oidc/browser.py");
    }
    void cleanupTestCase()
    {
        m_provider.closeWriteChannel(); // it ends then
        QVERIFY(m_provider.waitForFinished(10'000));
    }

    void consoleSignsInWithBoundTokens()
    {
        const auto anchor = TrustAnchor::fromFile(file(u"ca.pem"_s));
        QVERIFY(anchor);
        HttpClient http(*anchor);
        http.setCredential({contentOf(file(u"client.pem"_s)), contentOf(file(u"client.key"_s))});
        BrowserLauncher browser;
        ProviderClient client(http, m_profile.issuer, m_profile.clientId);
        BrowserSignIn flow({m_profile, client, m_clock}, browser);
        QList<Result<SignedIn>> outcomes;
        connect(&flow, &SignInFlow::finished, this, [&](const Result<SignedIn> &outcome) { outcomes.append(outcome); });
        flow.start();
        QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 1, 60'000);
        QVERIFY2(outcomes[0], outcomes[0] ? "" : qPrintable(outcomes[0].error().detail + u' ' + QString::fromLatin1(m_said)));

        const auto &signedIn = *outcomes[0];
        QCOMPARE(signedIn.person.subject.value, u"elis"_s);
        QCOMPARE(signedIn.person.assurance, u"high"_s);
        QVERIFY(signedIn.person.mayAct);
        const auto access = claimsOf(signedIn.tokens.accessToken);
        const QSslCertificate certificate(contentOf(file(u"client.pem"_s)), QSsl::Pem);
        QCOMPARE(access["cnf"_L1].toObject()["x5t#S256"_L1].toString().toLatin1(),
                 QCryptographicHash::hash(certificate.toDer(), QCryptographicHash::Sha256)
                     .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        QCOMPARE(access["aud"_L1].toString(), m_profile.platformResource);
        QTRY_VERIFY(m_said.contains("grant.success"));
        QVERIFY(m_said.contains("pushed_authorization_request.success"));
        QVERIFY(!flow.prompt().address.toString().contains(u"code_challenge"_s));
    }

    /// The provider binds what it gives to the certificate: over a connection without one there is nothing to be had.
    void withoutACertificateThereIsNoToken()
    {
        const auto anchor = TrustAnchor::fromFile(file(u"ca.pem"_s));
        QVERIFY(anchor);
        HttpClient http(*anchor);
        BrowserLauncher browser;
        ProviderClient client(http, m_profile.issuer, m_profile.clientId);
        BrowserSignIn flow({m_profile, client, m_clock}, browser);
        QList<Result<SignedIn>> outcomes;
        connect(&flow, &SignInFlow::finished, this, [&](const Result<SignedIn> &outcome) { outcomes.append(outcome); });
        flow.start();
        QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 1, 60'000);
        QVERIFY(!outcomes[0]);
    }
};

QTEST_GUILESS_MAIN(TestIndependentProvider)
#include "tst_independentprovider.moc"
